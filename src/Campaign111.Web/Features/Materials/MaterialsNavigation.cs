using System.Security.Claims;
using Campaign111.Features.Shared;
using Campaign111.Platform.Security;

namespace Campaign111.Features.Materials;

/// <summary>The materials, for whoever may download them; on the phone's bar for press offices, who have little else.</summary>
public sealed class MaterialsNavigation(CurrentUser current) : INavigationSource
{
    public async Task<IReadOnlyList<NavigationEntry>> EntriesAsync(ClaimsPrincipal user) =>
        await current.MayAnywhereAsync(Permission.DownloadMaterials)
            ? [new NavigationEntry("Tài liệu", "Materials", MaterialLinks.Page, "download", 60, OnPhoneBar: !await current.MayAnywhereAsync(Permission.LogCoverage))]
            : [];
}
