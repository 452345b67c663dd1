using System.Security.Claims;
using Campaign111.Features.Campaigns;
using Campaign111.Features.Shared;
using Campaign111.Platform.Security;

namespace Campaign111.Features.Reminders;

/// <summary>The inbox for everybody with its unread count; the reminders page for those who manage them.</summary>
public sealed class ReminderNavigation(CurrentUser current, ICampaignDirectory campaigns, ReminderQueries queries) : INavigationSource, ILayoutSource
{
    public async Task<IReadOnlyList<NavigationEntry>> EntriesAsync(ClaimsPrincipal user)
    {
        if (!current.IsSignedIn)
        {
            return [];
        }

        var entries = new List<NavigationEntry> { new("Hộp thư", "Inbox", "/inbox", "inbox", 80, true) };
        var manages = (await current.MembershipsAsync()).FirstOrDefault(membership => RoleGrants.Allows(membership.Role, Permission.ManageReminders));
        if (manages is not null && await campaigns.AtAsync(manages.UnitPath) is [var newest, ..])
        {
            entries.Add(new("Nhắc việc", "Reminders", $"/campaigns/{newest.Slug}/reminders", "bell", 50, true));
        }

        return entries;
    }

    public async Task FillAsync(LayoutModel layout, ClaimsPrincipal user)
    {
        if (current.AccountId is { } accountId)
        {
            layout.UnreadCount = await queries.UnreadAsync(accountId);
        }
    }
}
