using System.Security.Claims;
using Campaign111.Features.Hierarchy;
using Campaign111.Features.Shared;
using Campaign111.Platform.Security;

namespace Campaign111.Features.Dashboards;

/// <summary>The ways that start at the person's own unit. Which of them stand on the phone's bar depends on what the person does every day:
/// a commune logs, a district and a province urge, the press downloads.</summary>
public sealed class MainNavigation(CurrentUser user, HomeFinder homes, IHttpContextAccessor http) : INavigationSource
{
    public async Task<IReadOnlyList<NavigationEntry>> EntriesAsync(ClaimsPrincipal principal)
    {
        if (!user.IsSignedIn)
        {
            return [];
        }

        var entries = new List<NavigationEntry>();
        if (await CurrentAsync() is { } here)
        {
            entries.AddRange(await OfCampaignAsync(here));
        }

        var leads = await user.MayAnywhereAsync(Permission.ManageCampaigns);
        if (await user.MayAnywhereAsync(Permission.Read))
        {
            entries.Add(new("Chiến dịch", "Campaigns", DashboardLinks.Campaigns, "campaign", 50, leads));
            entries.Add(new("Đơn vị", "Units", DashboardLinks.Units, "tree", 70, await user.MayAnywhereAsync(Permission.Administer)));
        }

        if (await user.MayAnywhereAsync(Permission.DownloadMaterials))
        {
            entries.Add(new("Tài liệu", "Materials", DashboardLinks.Materials, "download", 60, !await user.MayAnywhereAsync(Permission.PrintLeaflets)));
        }

        entries.Add(new("Hộp thư", "Inbox", DashboardLinks.Inbox, "inbox", 55, true));
        return entries;
    }

    private async Task<IReadOnlyList<NavigationEntry>> OfCampaignAsync(HomeChoice here)
    {
        var entries = new List<NavigationEntry>();
        var commune = here.Commune ?? (here.Unit.Level == UnitLevel.Commune ? here.Unit : null);
        if (here.Commune is null)
        {
            entries.Add(new("Tiến độ", "Progress", here.Href, "chart", 10, true));
        }

        if (commune is not null && await user.MayAsync(Permission.LogCoverage, here.Unit.Path))
        {
            var href = here.Commune is null ? DashboardLinks.Coverage(here.Campaign, commune) : here.Href;
            entries.Add(new("Ghi nhận", "Log visits", href, "door", 20, true));
        }

        if (await user.MayAsync(Permission.PrintLeaflets, here.Unit.Path))
        {
            entries.Add(new("Tờ rơi", "Leaflets", DashboardLinks.Leaflets(here.Campaign), "leaflet", 30, commune is not null || here.Unit.Level == UnitLevel.District));
        }

        if (await user.MayAsync(Permission.ManageReminders, here.Unit.Path))
        {
            entries.Add(new("Nhắc việc", "Reminders", DashboardLinks.Reminders(here.Campaign), "bell", 40, true));
        }

        return entries;
    }

    /// <summary>The campaign of the page that is open, else the person's first.</summary>
    private async Task<HomeChoice?> CurrentAsync()
    {
        var choices = await homes.ChoicesAsync();
        var slug = http.HttpContext?.GetRouteValue("slug") as string;
        return choices.FirstOrDefault(choice => choice.Campaign.Slug == slug) ?? (choices.Count > 0 ? choices[0] : null);
    }
}
