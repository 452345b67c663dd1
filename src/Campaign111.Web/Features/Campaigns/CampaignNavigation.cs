using System.Security.Claims;
using Campaign111.Features.Shared;
using Campaign111.Platform.Security;

namespace Campaign111.Features.Campaigns;

/// <summary>The campaigns in the rail, for whoever may read.</summary>
public sealed class CampaignNavigation(CurrentUser current) : INavigationSource
{
    public async Task<IReadOnlyList<NavigationEntry>> EntriesAsync(ClaimsPrincipal user) =>
        await current.MayAnywhereAsync(Permission.Read)
            ? [new NavigationEntry("Chiến dịch", "Campaigns", CampaignLinks.List, "campaign", 20, OnPhoneBar: false)]
            : [];
}
