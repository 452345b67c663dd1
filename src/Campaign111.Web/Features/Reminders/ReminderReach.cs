using Campaign111.Features.Campaigns;
using Campaign111.Features.Hierarchy;
using Campaign111.Platform.Security;

namespace Campaign111.Features.Reminders;

/// <summary>What of a campaign's reminders this person sees and sends: those of units in their own subtree.</summary>
public sealed class ReminderReach(CurrentUser user, UnitDirectory units, ReminderPlanner planner)
{
    /// <summary>Due on a day, within reach.</summary>
    public async Task<IReadOnlyList<DueReminder>> DueAsync(Campaign campaign, DateOnly day) => await WithinAsync(await planner.DueAsync(campaign, day));

    /// <summary>The same in all campaigns.</summary>
    public async Task<IReadOnlyList<DueReminder>> DueAsync(DateOnly day) => await WithinAsync(await planner.DueAsync(day));

    /// <summary>Rows whose unit is within reach.</summary>
    public async Task<IReadOnlyList<T>> WithinAsync<T>(IReadOnlyList<T> rows, Func<T, long> unitOf)
    {
        var reach = await ReachAsync();
        var named = await units.FindAsync(rows.Select(unitOf));
        return [.. rows.Where(row => reach(named[unitOf(row)].Path))];
    }

    /// <summary>May this person act on all of these units?</summary>
    public async Task<bool> HoldsAsync(IReadOnlyList<long> unitIds) => unitIds.Count > 0 && (await WithinAsync(unitIds, id => id)).Count == unitIds.Count;

    private async Task<IReadOnlyList<DueReminder>> WithinAsync(IReadOnlyList<DueReminder> due)
    {
        var reach = await ReachAsync();
        return [.. due.Where(reminder => reach(reminder.Unit.Path))];
    }

    private async Task<Func<string, bool>> ReachAsync()
    {
        var memberships = await user.MembershipsAsync();
        return path => memberships.Any(membership => membership.Allows(Permission.ManageReminders, path));
    }
}
