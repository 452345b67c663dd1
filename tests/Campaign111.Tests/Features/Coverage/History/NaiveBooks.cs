using System.Globalization;
using Campaign111.Features.Hierarchy;
using Campaign111.Platform.Data;

namespace Campaign111.Tests.Features.Coverage.History;

/// <summary>The plainest reading of the books: every entry that counts now, added up by hand below each unit. Shares no rule, no table of sums and no SQL with the
/// product: it knows entries, denominators in force and the tree.</summary>
internal sealed class NaiveBooks
{
    private const string Entries = """
        SELECT e.id, e.hamlet_id, u.path, e.household_id, e.outcome, e.households, e.leaflets, e.captured_at, e.received_at, e.counted_day, e.flags, e.state
        FROM coverage_entry e JOIN unit u ON u.id = e.hamlet_id
        """;

    private const string Targets = "SELECT path, households FROM place_target WHERE superseded_at IS NULL";

    private readonly List<Entry> entries;
    private readonly List<(string Path, long Households)> targets;

    private NaiveBooks(IEnumerable<Entry> entries, IEnumerable<(string, long)> targets) => (this.entries, this.targets) = ([.. entries], [.. targets]);

    public static Task<NaiveBooks> ReadAsync(Database database) => database.ReadAsync(async session =>
        new NaiveBooks(await session.QueryAsync<Entry>(Entries), await session.QueryAsync<(string, long)>(Targets)));

    /// <summary>"target|reached|settled|leaflets|entries|held|last" of a unit.</summary>
    public string Figure(Unit unit)
    {
        var below = entries.Where(entry => entry.Path.StartsWith(unit.Path, StringComparison.Ordinal)).ToList();
        var valid = below.Where(entry => entry.State == "valid").ToList();
        var homes = Homes(valid).ToList();
        var tallies = valid.Where(entry => entry.HouseholdId is null).ToList();
        var reached = tallies.Where(entry => entry.Outcome == "reached").Sum(entry => entry.Households) + homes.Count(home => home.ReachedOn is not null);
        var settled = tallies.Where(entry => entry.Outcome != "absent").Sum(entry => entry.Households) + homes.Count(home => home.Settled);
        var known = targets.Where(target => target.Path.StartsWith(unit.Path, StringComparison.Ordinal)).ToList();
        long? target = known.Count == 0 ? null : known.Sum(one => one.Households);
        var last = below.Count == 0 ? (DateTimeOffset?)null : below.Max(entry => entry.ReceivedAt);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{target}|{reached}|{settled}|{valid.Sum(entry => entry.Leaflets)}|{valid.Count}|{below.Count(entry => entry.State == "held")}|{last?.UtcDateTime:O}");
    }

    /// <summary>"2020-08-03:5/4 ..." of a unit: households and leaflets by captured day, days with none left out.</summary>
    public string Days(Unit unit)
    {
        var valid = entries.Where(entry => entry.State == "valid" && entry.Path.StartsWith(unit.Path, StringComparison.Ordinal)).ToList();
        var days = new SortedDictionary<DateOnly, (long Reached, long Leaflets)>();
        foreach (var entry in valid)
        {
            var (reached, leaflets) = days.GetValueOrDefault(entry.CountedDay);
            days[entry.CountedDay] = (reached + (entry is { HouseholdId: null, Outcome: "reached" } ? entry.Households : 0), leaflets + entry.Leaflets);
        }

        foreach (var day in Homes(valid).Select(home => home.ReachedOn).OfType<DateOnly>())
        {
            days[day] = (days[day].Reached + 1, days[day].Leaflets);
        }

        return string.Join(' ', days.Where(day => day.Value != default).Select(day => string.Create(CultureInfo.InvariantCulture, $"{day.Key:yyyy-MM-dd}:{day.Value.Reached}/{day.Value.Leaflets}")));
    }

    private static IEnumerable<(DateOnly? ReachedOn, bool Settled)> Homes(IEnumerable<Entry> valid)
    {
        foreach (var home in valid.Where(entry => entry.HouseholdId is not null).GroupBy(entry => entry.HouseholdId))
        {
            var visits = home.OrderBy(visit => visit.CountedDay).ThenBy(visit => visit.Flags.Contains("clock", StringComparison.Ordinal) ? visit.ReceivedAt : visit.CapturedAt)
                .ThenBy(visit => visit.Id).ToList();
            var last = visits[^1].Outcome;
            var reached = visits.Find(visit => visit.Outcome == "reached");
            yield return (reached?.CountedDay, reached is not null || last is "vacant" or "refused" || (last == "absent" && visits.Count(visit => visit.Outcome == "absent") >= 3));
        }
    }

    private sealed class Entry
    {
        public long Id { get; init; }

        public string Path { get; init; } = "";

        public long? HouseholdId { get; init; }

        public string Outcome { get; init; } = "";

        public long Households { get; init; }

        public long Leaflets { get; init; }

        public DateTimeOffset CapturedAt { get; init; }

        public DateTimeOffset ReceivedAt { get; init; }

        public DateOnly CountedDay { get; init; }

        public string Flags { get; init; } = "";

        public string State { get; init; } = "";
    }
}
