using Campaign111.Features.Hierarchy;
using Campaign111.Platform.Data;

namespace Campaign111.Features.Coverage;

/// <summary>What a transaction changes in the totals and days of hamlets and communes: gathered in memory, written once.</summary>
internal sealed class CoverageDeltas(long campaign)
{
    private const string UpdateTotal = """
        UPDATE coverage_total
        SET reached = reached + @reached, settled = settled + @settled, leaflets = leaflets + @leaflets, entries = entries + @entries,
            held = held + @held, last_entry = CASE WHEN last_entry IS NULL OR last_entry < @at THEN @at ELSE last_entry END
        WHERE campaign_id = @campaign AND level = @level AND path = @path
        """;

    private const string UpdateDay = """
        UPDATE coverage_day SET reached = reached + @reached, leaflets = leaflets + @leaflets, entries = entries + @entries
        WHERE campaign_id = @campaign AND level = @level AND path = @path AND day = @day
        """;

    private static readonly string[] TotalNames = ["reached", "settled", "leaflets", "entries", "held", "at", "campaign", "level", "path"];

    private static readonly string[] DayNames = ["reached", "leaflets", "entries", "campaign", "level", "path", "day"];

    private static readonly string[] DayColumns = ["campaign_id", "level", "path", "day", "unit_id", "reached", "leaflets", "entries"];

    private readonly Dictionary<long, (Unit Unit, Amount Sum, DateTimeOffset? At)> totals = [];
    private readonly Dictionary<(long Unit, DateOnly Day), (Unit Unit, Amount Sum)> days = [];

    public void Add(Place place, Amount amount, DateTimeOffset? receivedAt = null)
    {
        foreach (var unit in new[] { place.Hamlet, place.Commune })
        {
            var (_, sum, at) = totals.GetValueOrDefault(unit.Id);
            totals[unit.Id] = (unit, sum + amount, receivedAt > at || at is null ? receivedAt ?? at : at);
        }
    }

    public void AddDay(Place place, DateOnly day, Amount amount)
    {
        foreach (var unit in new[] { place.Hamlet, place.Commune })
        {
            days[(unit.Id, day)] = (unit, days.GetValueOrDefault((unit.Id, day)).Sum + amount);
        }
    }

    /// <summary>Reached households that this transaction adds to a unit so far.</summary>
    public long ReachedAt(long unit) => totals.GetValueOrDefault(unit).Sum.Reached;

    public async Task SaveAsync(DbSession session, IReadOnlyDictionary<long, TotalRow> existing)
    {
        await TotalRows.InsertAsync(session, campaign, [.. totals.Values.Where(total => !existing.ContainsKey(total.Unit.Id)).Select(total => (total.Unit, (long?)null))]);
        await session.ExecuteEachAsync(UpdateTotal, TotalNames, [.. totals.Values.Select(total => new object?[]
        {
            total.Sum.Reached, total.Sum.Settled, total.Sum.Leaflets, total.Sum.Entries, total.Sum.Held, total.At, campaign, total.Unit.Level.Code(), total.Unit.Path,
        })]);
        var changes = days.Select(day => (day.Value.Unit, day.Key.Day, day.Value.Sum)).ToList();
        var known = await session.ExecuteEachAsync(UpdateDay, DayNames, [.. changes.Select(change => new object?[]
        {
            change.Sum.Reached, change.Sum.Leaflets, change.Sum.Entries, campaign, change.Unit.Level.Code(), change.Unit.Path, change.Day,
        })]);
        var added = changes.Where((_, i) => known[i] == 0).Select(change => new object?[]
        {
            campaign, change.Unit.Level.Code(), change.Unit.Path, change.Day, change.Unit.Id, change.Sum.Reached, change.Sum.Leaflets, change.Sum.Entries,
        }).ToList();
        await session.InsertManyAsync("coverage_day", DayColumns, added);
    }
}

/// <summary>An amount by which figures change.</summary>
internal readonly record struct Amount(long Reached = 0, long Settled = 0, long Leaflets = 0, long Entries = 0, long Held = 0)
{
    public static Amount operator +(Amount a, Amount b) =>
        new(a.Reached + b.Reached, a.Settled + b.Settled, a.Leaflets + b.Leaflets, a.Entries + b.Entries, a.Held + b.Held);

    public static Amount operator *(int sign, Amount a) =>
        new(sign * a.Reached, sign * a.Settled, sign * a.Leaflets, sign * a.Entries, sign * a.Held);
}
