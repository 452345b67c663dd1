using System.Security.Claims;
using Campaign111.Features.Hierarchy;
using Campaign111.Features.Shared;
using Campaign111.Platform.Security;

namespace Campaign111.Features.Dashboards;

/// <summary>The ways that start at the person's own unit: where it stands, and for a commune or hamlet where its visits are logged. They follow
/// the campaign of the page that is open.</summary>
public sealed class DashboardNavigation(CurrentUser user, HomeFinder homes, IHttpContextAccessor http) : INavigationSource
{
    public async Task<IReadOnlyList<NavigationEntry>> EntriesAsync(ClaimsPrincipal principal)
    {
        if (await CurrentAsync() is not { } here)
        {
            return [];
        }

        var entries = new List<NavigationEntry>();
        if (here.Commune is null)
        {
            entries.Add(new("Tiến độ", "Progress", here.Href, "chart", 10, OnPhoneBar: true));
        }

        if ((here.Commune is not null || here.Unit.Level == UnitLevel.Commune) && await user.MayAsync(Permission.LogCoverage, here.Unit.Path))
        {
            var href = here.Commune is null ? DashboardLinks.Coverage(here.Campaign, here.Unit) : here.Href;
            entries.Add(new("Ghi nhận", "Log visits", href, "door", 15, OnPhoneBar: true));
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
