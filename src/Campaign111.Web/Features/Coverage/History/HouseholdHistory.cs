using Campaign111.Platform.Time;

namespace Campaign111.Features.Coverage.History;

/// <summary>A visit with the business days on which it counted.</summary>
/// <param name="Visit">What happened.</param>
/// <param name="From">The day on which it came into the books.</param>
/// <param name="Until">The first day on which it no longer counted; null while it does.</param>
internal sealed record BookedVisit(Visit Visit, DateOnly From, DateOnly? Until)
{
    public bool CountsOn(DateOnly day) => From <= day && (Until is null || day < Until);

    public static BookedVisit Of(CoverageEntry entry)
    {
        var from = VietnamTime.Day(entry.BookedAt);
        return new BookedVisit(
            new Visit(entry.EntryKey, entry.Outcome, entry.CountedDay, entry.CountedAt, entry.Id), from, entry.VoidedAt is { } at ? VoidDay.Of(from, VietnamTime.Day(at)) : null);
    }
}

/// <summary>From which day on a voided entry no longer counted: never before it was there.</summary>
internal static class VoidDay
{
    public static DateOnly Of(DateOnly booked, DateOnly voided) => voided > booked ? voided : booked;
}

/// <summary>What a household adds to the figures: by the day on which it came into the books, and by the captured day with it.</summary>
internal sealed record HouseholdChanges(Dictionary<DateOnly, Amount> Totals, Dictionary<(DateOnly Day, DateOnly Booked), Amount> Days)
{
    public HouseholdChanges Minus(HouseholdChanges before) => new(Minus(Totals, before.Totals), Minus(Days, before.Days));

    private static Dictionary<T, Amount> Minus<T>(Dictionary<T, Amount> after, Dictionary<T, Amount> before)
        where T : notnull =>
        after.Keys.Union(before.Keys).Select(key => (key, change: after.GetValueOrDefault(key) - before.GetValueOrDefault(key)))
            .Where(one => one.change != default).ToDictionary(one => one.key, one => one.change);
}

/// <summary>Where a household stood at the end of each day on which something about it came into the books. Worked out from what counted on that day, so that
/// the order in which transactions ran does not matter.</summary>
internal static class HouseholdHistory
{
    public static HouseholdState Now(IEnumerable<BookedVisit> visits) => HouseholdRule.Of(visits.Where(visit => visit.Until is null).Select(visit => visit.Visit));

    public static HouseholdChanges Of(IReadOnlyList<BookedVisit> visits)
    {
        var changes = new HouseholdChanges([], []);
        var before = HouseholdState.Unvisited;
        foreach (var day in visits.Select(visit => visit.From).Concat(visits.Select(visit => visit.Until).OfType<DateOnly>()).Distinct().Order())
        {
            var after = HouseholdRule.Of(visits.Where(visit => visit.CountsOn(day)).Select(visit => visit.Visit));
            var amount = new Amount(Convert.ToInt64(after.IsReached) - Convert.ToInt64(before.IsReached), Convert.ToInt64(after.Settled) - Convert.ToInt64(before.Settled));
            if (amount != default)
            {
                changes.Totals[day] = amount;
            }

            if (after.ReachedOn != before.ReachedOn)
            {
                Move(changes, before.ReachedOn, day, -1);
                Move(changes, after.ReachedOn, day, 1);
            }

            before = after;
        }

        return changes;
    }

    private static void Move(HouseholdChanges changes, DateOnly? reached, DateOnly booked, long households)
    {
        if (reached is { } day)
        {
            changes.Days[(day, booked)] = new Amount(households);
        }
    }
}
