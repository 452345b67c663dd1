using System.Security.Claims;
using Campaign111.Features.Campaigns;
using Campaign111.Features.Shared;
using Campaign111.Platform.Security;

namespace Campaign111.Features.Reports.Rounds;

/// <summary>Reports in the rail: the rounds for whoever asks for reports or watches them, what they owe for everybody else who writes one.</summary>
public sealed class ReportNavigation(CurrentUser current, ICampaignDirectory campaigns) : INavigationSource
{
    public async Task<IReadOnlyList<NavigationEntry>> EntriesAsync(ClaimsPrincipal user)
    {
        var roles = await current.MembershipsAsync();
        var asks = roles.FirstOrDefault(role => RoleGrants.Allows(role.Role, Permission.ManageReports) || role.Role == Role.Observer);
        if (asks is not null && await campaigns.AtAsync(asks.UnitPath) is [var campaign, ..])
        {
            return [new NavigationEntry("Báo cáo", "Reports", ReportLinks.Rounds(campaign.Slug), "report", 47, OnPhoneBar: false)];
        }

        return roles.Any(role => RoleGrants.Allows(role.Role, Permission.FillReports)) ? [new NavigationEntry("Báo cáo", "Reports", ReportLinks.Mine, "report", 47, OnPhoneBar: false)] : [];
    }
}
