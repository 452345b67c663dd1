using System.Security.Claims;
using Campaign111.Features.Campaigns;
using Campaign111.Features.Shared;
using Campaign111.Platform.Security;

namespace Campaign111.Features.Leaflets;

/// <summary>The leaflets of the newest campaign, for whoever prints.</summary>
public sealed class LeafletsNavigation(CurrentUser current, ICampaignDirectory campaigns) : INavigationSource
{
    public async Task<IReadOnlyList<NavigationEntry>> EntriesAsync(ClaimsPrincipal user)
    {
        var prints = (await current.MembershipsAsync()).FirstOrDefault(membership => RoleGrants.Allows(membership.Role, Permission.PrintLeaflets));
        return prints is not null && await campaigns.AtAsync(prints.UnitPath) is [var newest, ..]
            ? [new NavigationEntry("Tờ rơi", "Leaflets", LeafletLinks.Page(newest.Slug), "leaflet", 40, OnPhoneBar: true)]
            : [];
    }
}
