using System.Security.Claims;
using Campaign111.Features.Campaigns.Calendar;
using Campaign111.Features.Shared;
using Campaign111.Platform.Security;

namespace Campaign111.Features.Campaigns;

/// <summary>The campaigns and the calendar in the rail, for whoever may read.</summary>
public sealed class CampaignNavigation(CurrentUser current) : INavigationSource
{
    public async Task<IReadOnlyList<NavigationEntry>> EntriesAsync(ClaimsPrincipal user) =>
        await current.MayAnywhereAsync(Permission.Read)
            ? [
                new NavigationEntry("Chiến dịch", "Campaigns", CampaignLinks.List, "campaign", 20, OnPhoneBar: false),
                new NavigationEntry("Lịch", "Calendar", CalendarLinks.Page, "calendar", 25, OnPhoneBar: false),
            ]
            : [];
}
