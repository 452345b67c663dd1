using System.Security.Claims;
using Campaign111.Features.Shared;
using Campaign111.Platform.Security;

namespace Campaign111.Features.Hierarchy;

/// <summary>"Đơn vị" in the rail, for whoever may read.</summary>
public sealed class UnitNavigation(CurrentUser reader) : INavigationSource
{
    public async Task<IReadOnlyList<NavigationEntry>> EntriesAsync(ClaimsPrincipal user) =>
        await reader.MayAnywhereAsync(Permission.Read) ? [new NavigationEntry("Đơn vị", "Units", UnitLinks.Units, "tree", 80, false)] : [];
}
