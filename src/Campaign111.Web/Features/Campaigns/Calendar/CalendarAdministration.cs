using System.Security.Claims;
using Campaign111.Features.Shared;
using Campaign111.Platform.Security;

namespace Campaign111.Features.Campaigns.Calendar;

/// <summary>The holidays in the rail, for administrators.</summary>
public sealed class CalendarAdministration(CurrentUser current) : INavigationSource
{
    public async Task<IReadOnlyList<NavigationEntry>> EntriesAsync(ClaimsPrincipal user) =>
        await current.MayAnywhereAsync(Permission.Administer)
            ? [new NavigationEntry("Ngày nghỉ", "Holidays", CalendarLinks.WorkingDays, "settings", 92, OnPhoneBar: false)]
            : [];
}
