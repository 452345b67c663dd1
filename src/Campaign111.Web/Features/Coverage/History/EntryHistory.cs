using Campaign111.Platform.Time;

namespace Campaign111.Features.Coverage.History;

/// <summary>What a hamlet's entries add to the figures, by the day on which each came into the books and left them.</summary>
internal static class EntryHistory
{
    /// <summary>Adds all entries of one hamlet to its row and the rows above it.</summary>
    public static void Add(FigureChanges changes, FigureRow[] rows, IReadOnlyList<CoverageEntry> entries)
    {
        foreach (var entry in entries)
        {
            var from = VietnamTime.Day(entry.BookedAt);
            Weigh(changes, rows, entry, from, 1, entry.ReceivedAt);
            if (entry.VoidedAt is { } at)
            {
                Weigh(changes, rows, entry, VoidDay.Of(from, VietnamTime.Day(at)), -1, null);
            }
        }

        foreach (var household in entries.Where(entry => entry is { HouseholdId: not null, HeldReason: null }).GroupBy(entry => entry.HouseholdId!.Value))
        {
            Add(changes, rows, HouseholdHistory.Of([.. household.Select(BookedVisit.Of)]));
        }
    }

    private static void Weigh(FigureChanges changes, FigureRow[] rows, CoverageEntry entry, DateOnly booked, int sign, DateTimeOffset? at)
    {
        var tally = entry.HouseholdId is null ? entry.Households : 0;
        var held = entry.HeldReason is not null;
        var amount = sign * (held ? new Amount(Held: 1)
            : new Amount(TallyRule.Reached(entry.Outcome, tally), TallyRule.Settled(entry.Outcome, tally), entry.Leaflets, 1));
        foreach (var row in rows)
        {
            changes.Add(row, booked, amount, at);
            if (!held)
            {
                changes.AddDay(row, entry.CountedDay, booked, amount with { Settled = 0 });
            }
        }
    }

    private static void Add(FigureChanges changes, FigureRow[] rows, HouseholdChanges household)
    {
        foreach (var row in rows)
        {
            foreach (var (booked, amount) in household.Totals)
            {
                changes.Add(row, booked, amount, null);
            }

            foreach (var ((day, booked), amount) in household.Days)
            {
                changes.AddDay(row, day, booked, amount);
            }
        }
    }
}
