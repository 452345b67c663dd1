using System.Security.Claims;
using Campaign111.Features.Campaigns;
using Campaign111.Features.Shared;
using Campaign111.Platform.Security;

namespace Campaign111.Features.Stock;

/// <summary>The stock of the newest campaign, for whoever may see it.</summary>
public sealed class StockNavigation(CurrentUser current, ICampaignDirectory campaigns) : INavigationSource
{
    public async Task<IReadOnlyList<NavigationEntry>> EntriesAsync(ClaimsPrincipal user)
    {
        var reads = (await current.MembershipsAsync()).FirstOrDefault(membership => RoleGrants.Allows(membership.Role, Permission.ReadStock));
        return reads is not null && await campaigns.AtAsync(reads.UnitPath) is [var newest, ..]
            ? [new NavigationEntry("Kho tờ rơi", "Stock", StockLinks.Page(newest.Slug), "box", 45, OnPhoneBar: false)]
            : [];
    }
}
