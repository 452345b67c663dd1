using System.Globalization;

namespace Campaign111.Features.Coverage;

/// <summary>The figures of one hamlet or commune, worked out from its entries.</summary>
internal sealed record Recounted(Amount Sum, DateTimeOffset? LastEntry, Dictionary<DateOnly, Amount> Days)
{
    public static readonly Recounted Nothing = new(default, null, []);

    public long? Target { get; init; }

    /// <summary>Recounts one hamlet; the states of its households are added to <paramref name="households"/>.</summary>
    public static Recounted Of(IReadOnlyList<CoverageEntry> entries, Dictionary<long, HouseholdState> households)
    {
        var valid = entries.Where(entry => entry.State == EntryState.Valid).ToList();
        var states = new List<HouseholdState>();
        foreach (var household in valid.Where(entry => entry.HouseholdId is not null).GroupBy(entry => entry.HouseholdId!.Value))
        {
            var state = HouseholdRule.Of(household.Select(entry => new Visit(entry.EntryKey, entry.Outcome, entry.CountedDay, entry.CountedAt, entry.Id)));
            states.Add(households[household.Key] = state);
        }

        var tallies = valid.Where(entry => entry.HouseholdId is null).ToList();
        var sum = new Amount(
            tallies.Sum(entry => TallyRule.Reached(entry.Outcome, entry.Households)) + states.Count(state => state.IsReached),
            tallies.Sum(entry => TallyRule.Settled(entry.Outcome, entry.Households)) + states.Count(state => state.Settled),
            valid.Sum(entry => entry.Leaflets),
            valid.Count,
            entries.Count(entry => entry.State == EntryState.Held));
        return new Recounted(sum, entries.Max(entry => (DateTimeOffset?)entry.ReceivedAt), DaysOf(valid, states));
    }

    public static Recounted SumOf(IEnumerable<Recounted> parts)
    {
        var list = parts.ToList();
        return new Recounted(
            list.Aggregate(default(Amount), (sum, part) => sum + part.Sum),
            list.Max(part => part.LastEntry),
            list.SelectMany(part => part.Days).GroupBy(day => day.Key).ToDictionary(day => day.Key, day => day.Aggregate(default(Amount), (sum, part) => sum + part.Value)))
        {
            Target = list.Exists(part => part.Target is not null) ? list.Sum(part => part.Target ?? 0) : null,
        };
    }

    /// <summary>All figures in one line, for comparing and for showing a difference.</summary>
    public override string ToString()
    {
        var days = Days.Where(day => day.Value != default).OrderBy(day => day.Key)
            .Select(day => string.Create(CultureInfo.InvariantCulture, $"{day.Key:yyyy-MM-dd}:{day.Value.Reached}/{day.Value.Leaflets}/{day.Value.Entries}"));
        return string.Create(
            CultureInfo.InvariantCulture,
            $"target {Target} reached {Sum.Reached} settled {Sum.Settled} leaflets {Sum.Leaflets} entries {Sum.Entries} held {Sum.Held} last {LastEntry?.UtcDateTime:O} days {string.Join(' ', days)}");
    }

    private static Dictionary<DateOnly, Amount> DaysOf(List<CoverageEntry> valid, List<HouseholdState> states)
    {
        var tallies = valid.Select(entry => (
            Day: entry.CountedDay,
            Sum: new Amount(entry.HouseholdId is null ? TallyRule.Reached(entry.Outcome, entry.Households) : 0, 0, entry.Leaflets, 1)));
        var reached = states.Where(state => state.ReachedOn is not null).Select(state => (Day: state.ReachedOn!.Value, Sum: new Amount(1)));
        return tallies.Concat(reached).GroupBy(day => day.Day)
            .ToDictionary(day => day.Key, day => day.Aggregate(default(Amount), (sum, part) => sum + part.Sum));
    }
}
