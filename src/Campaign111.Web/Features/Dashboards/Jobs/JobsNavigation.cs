using System.Security.Claims;
using Campaign111.Features.Shared;
using Campaign111.Platform.Security;

namespace Campaign111.Features.Dashboards.Jobs;

/// <summary>The jobs in the rail, for administrators.</summary>
public sealed class JobsNavigation(CurrentUser current) : INavigationSource
{
    public async Task<IReadOnlyList<NavigationEntry>> EntriesAsync(ClaimsPrincipal user) =>
        await current.MayAnywhereAsync(Permission.Administer)
            ? [new NavigationEntry("Việc định kỳ", "Jobs", "/admin/jobs", "clock", 93, OnPhoneBar: false)]
            : [];
}
