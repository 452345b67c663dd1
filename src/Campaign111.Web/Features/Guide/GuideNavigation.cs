using System.Security.Claims;
using Campaign111.Features.Shared;
using Campaign111.Platform.Security;
using Campaign111.Platform.Time;

namespace Campaign111.Features.Guide;

/// <summary>"Start", first in the rail, for who sets an installation up and until that is done. Never in the demo, which comes complete.</summary>
public sealed class GuideNavigation(CurrentUser current, FirstRunChoice choice, ProductMode mode) : INavigationSource
{
    public async Task<IReadOnlyList<NavigationEntry>> EntriesAsync(ClaimsPrincipal user) =>
        !mode.IsDemo && await current.MayAnywhereAsync(Permission.ManageCampaigns) && !await choice.IsDoneAsync()
            ? [new NavigationEntry("Bắt đầu", "Start", GuideLinks.Start, "flag", 1, OnPhoneBar: true)]
            : [];
}
