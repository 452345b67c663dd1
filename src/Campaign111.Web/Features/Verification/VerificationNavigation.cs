using System.Security.Claims;
using Campaign111.Features.Campaigns;
using Campaign111.Features.Shared;
using Campaign111.Platform.Security;

namespace Campaign111.Features.Verification;

/// <summary>Checks in the rail: an inspector's own rounds, and the campaign's rounds for whoever reads them.</summary>
public sealed class VerificationNavigation(CurrentUser current, ICampaignDirectory campaigns) : INavigationSource
{
    public async Task<IReadOnlyList<NavigationEntry>> EntriesAsync(ClaimsPrincipal user)
    {
        var memberships = await current.MembershipsAsync();
        if (memberships.Any(membership => membership.Role == Role.Inspector))
        {
            return [new NavigationEntry("Đi kiểm tra", "My checks", VerificationLinks.Mine, "shield", 17, OnPhoneBar: true)];
        }

        var reader = memberships.FirstOrDefault(membership => RoleGrants.Allows(membership.Role, Permission.Read) && membership.Role is not (Role.Collaborator or Role.Department));
        return reader is null || await campaigns.AtAsync(reader.UnitPath) is not [var campaign, ..] ? [] : [new NavigationEntry("Kiểm tra", "Checks", VerificationLinks.Rounds(campaign.Slug), "shield", 45, OnPhoneBar: false)];
    }
}
