using System.Security.Claims;
using Campaign111.Features.Shared;

namespace Campaign111.Features.Coverage.Field;

/// <summary>The way to the field page for those who go from door to door. Not on the phone's bar, whose four places are taken: the log page
/// leads there too.</summary>
public sealed class FieldNavigation(FieldAreas areas) : INavigationSource
{
    public async Task<IReadOnlyList<NavigationEntry>> EntriesAsync(ClaimsPrincipal user) =>
        await areas.AnyAsync() ? [new NavigationEntry("Đi từng hộ", "Door to door", FieldShell.Page, "phone", 16, OnPhoneBar: false)] : [];
}
