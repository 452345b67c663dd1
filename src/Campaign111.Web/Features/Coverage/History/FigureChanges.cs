using System.Globalization;
using Campaign111.Platform.Data;

namespace Campaign111.Features.Coverage.History;

/// <summary>What a transaction changes in the figures of any rows: totals, days, closings and what came late; gathered in memory, written once. The caller holds
/// a lock over the rows (that of the commune, or of the roll-up).</summary>
internal sealed class FigureChanges(long campaign)
{
    private const string UpdateTotal = """
        UPDATE coverage_total
        SET reached = reached + @reached, settled = settled + @settled, leaflets = leaflets + @leaflets, entries = entries + @entries, held = held + @held,
            target = COALESCE(COALESCE(target, 0) + @target, target),
            last_entry = CASE WHEN last_entry IS NULL OR last_entry < @at THEN @at ELSE last_entry END
        WHERE campaign_id = @campaign AND level = @level AND path = @path
        """;

    private const string UpdateDay = """
        UPDATE coverage_day SET reached = reached + @reached, leaflets = leaflets + @leaflets, entries = entries + @entries
        WHERE campaign_id = @campaign AND level = @level AND path = @path AND day = @day
        """;

    private const string UpdateLate = """
        UPDATE coverage_late SET reached = reached + @reached, leaflets = leaflets + @leaflets, entries = entries + @entries
        WHERE campaign_id = @campaign AND level = @level AND path = @path AND day = @day AND booked_on = @booked
        """;

    private static readonly string[] TotalNames = ["reached", "settled", "leaflets", "entries", "held", "target", "at", "campaign", "level", "path"];

    private static readonly string[] DayNames = ["reached", "leaflets", "entries", "campaign", "level", "path", "day"];

    private static readonly string[] LateNames = [.. DayNames, "booked"];

    private static readonly string[] LateColumns = ["campaign_id", "level", "path", "day", "booked_on", "unit_id", "reached", "leaflets", "entries"];

    private readonly Dictionary<FigureRow, (Amount Sum, DateTimeOffset? At)> totals = [];
    private readonly Dictionary<(FigureRow Row, DateOnly Booked), (Amount Sum, DateTimeOffset? At)> closings = [];
    private readonly Dictionary<(FigureRow Row, DateOnly Day), Amount> days = [];
    private readonly Dictionary<(FigureRow Row, DateOnly Day, DateOnly Booked), Amount> late = [];

    /// <summary>Closings that change, with the newest receipt among their entries.</summary>
    public IEnumerable<(FigureRow Row, DateOnly Booked, Amount Sum, DateTimeOffset? At)> Closings =>
        closings.Where(one => one.Value.Sum != default || one.Value.At is not null).Select(one => (one.Key.Row, one.Key.Booked, one.Value.Sum, one.Value.At));

    public void Add(FigureRow row, DateOnly booked, Amount amount, DateTimeOffset? at)
    {
        totals[row] = Plus(totals.GetValueOrDefault(row), amount, at);
        closings[(row, booked)] = Plus(closings.GetValueOrDefault((row, booked)), amount, at);
    }

    public void AddDay(FigureRow row, DateOnly day, DateOnly booked, Amount amount)
    {
        days[(row, day)] = days.GetValueOrDefault((row, day)) + amount;
        if (day != booked)
        {
            AddLate(row, day, booked, amount);
        }
    }

    /// <summary>Changes what came late alone.</summary>
    public void AddLate(FigureRow row, DateOnly day, DateOnly booked, Amount amount) =>
        late[(row, day, booked)] = late.GetValueOrDefault((row, day, booked)) + amount;

    /// <summary>Makes sure that there is a row, though nothing changes.</summary>
    public void Touch(FigureRow row) => totals.TryAdd(row, default);

    public Amount SumOf(FigureRow row) => totals.GetValueOrDefault(row).Sum;

    public async Task SaveAsync(DbSession session)
    {
        await SaveTotalsAsync(session);
        await SaveDaysAsync(session);
        await SaveLateAsync(session);
        await ClosingRows.ApplyAsync(session, campaign, [.. Closings]);
    }

    /// <summary>Writes the changes as they are, where no row exists yet: many at once, for an opening and a rebuild.</summary>
    public async Task SaveNewAsync(DbSession session)
    {
        await TotalRows.InsertAsync(session, campaign, [.. totals.Select(total => (total.Key, total.Value.Sum, total.Value.At))]);
        await session.InsertManyAsync("coverage_day", DayRows.Columns, [.. days.Where(day => day.Value != default).Select(day => DayRows.Values(campaign, day.Key.Row, day.Key.Day, day.Value))]);
        await session.InsertManyAsync("coverage_late", LateColumns, [.. late.Where(day => day.Value != default).Select(LateValues)]);
        await session.InsertManyAsync("coverage_closing", ClosingRows.Columns, [.. Closings.GroupBy(closing => closing.Row).SelectMany(row => Cumulated([.. row.OrderBy(closing => closing.Booked)]))]);
    }

    /// <summary>All that is not nothing, a line each, for comparing and for showing a difference. A closing that says the same as the one before is left out.</summary>
    public IEnumerable<string> Lines()
    {
        static string Line(string what, FigureRow row, DateOnly day, string figures) => string.Create(CultureInfo.InvariantCulture, $"{what} {row.Level} {row.Path} {day:yyyy-MM-dd}: {figures}");
        return days.Where(one => one.Value != default).Select(one => Line("day", one.Key.Row, one.Key.Day, $"{one.Value}"))
            .Concat(late.Where(one => one.Value != default).Select(one => Line($"late of {one.Key.Day:yyyy-MM-dd}", one.Key.Row, one.Key.Booked, $"{one.Value}")))
            .Concat(Closings.GroupBy(closing => closing.Row).SelectMany(row =>
            {
                (Amount Sum, DateTimeOffset? At) so = default;
                return row.OrderBy(closing => closing.Booked).Select(closing => (closing.Booked, Before: so, So: so = Plus(so, closing.Sum, closing.At)))
                    .Where(one => one.So != one.Before)
                    .Select(one => Line("closing", row.Key, one.Booked, $"{one.So.Sum} {one.So.At?.UtcDateTime:O}")).ToList();
            }));
    }

    private IEnumerable<object?[]> Cumulated(List<(FigureRow Row, DateOnly Booked, Amount Sum, DateTimeOffset? At)> row)
    {
        (Amount Sum, DateTimeOffset? At) so = default;
        foreach (var (key, booked, sum, at) in row)
        {
            so = Plus(so, sum, at);
            yield return
            [
                campaign, key.Level, key.Path, booked, key.UnitId, so.Sum.Target, so.Sum.Reached, so.Sum.Settled, so.Sum.Leaflets, so.Sum.Entries, so.Sum.Held, so.At,
            ];
        }
    }

    private object?[] LateValues(KeyValuePair<(FigureRow Row, DateOnly Day, DateOnly Booked), Amount> one) =>
    [
        campaign, one.Key.Row.Level, one.Key.Row.Path, one.Key.Day, one.Key.Booked, one.Key.Row.UnitId, one.Value.Reached, one.Value.Leaflets, one.Value.Entries,
    ];

    private static (Amount Sum, DateTimeOffset? At) Plus((Amount Sum, DateTimeOffset? At) before, Amount amount, DateTimeOffset? at) =>
        (before.Sum + amount, at > before.At || before.At is null ? at ?? before.At : before.At);

    private async Task SaveTotalsAsync(DbSession session)
    {
        var changes = totals.ToList();
        var known = await session.ExecuteEachAsync(UpdateTotal, TotalNames, [.. changes.Select(total => new object?[]
        {
            total.Value.Sum.Reached, total.Value.Sum.Settled, total.Value.Sum.Leaflets, total.Value.Sum.Entries, total.Value.Sum.Held, total.Value.Sum.Target, total.Value.At,
            campaign, total.Key.Level, total.Key.Path,
        })]);
        await TotalRows.InsertAsync(session, campaign, [.. changes.Where((_, i) => known[i] == 0).Select(total => (total.Key, total.Value.Sum, total.Value.At))]);
    }

    private async Task SaveDaysAsync(DbSession session)
    {
        var changes = days.Where(day => day.Value != default).ToList();
        var known = await session.ExecuteEachAsync(UpdateDay, DayNames, [.. changes.Select(day => Amounts(day.Value, day.Key.Row, day.Key.Day))]);
        await session.InsertManyAsync("coverage_day", DayRows.Columns, [.. changes.Where((_, i) => known[i] == 0).Select(day => DayRows.Values(campaign, day.Key.Row, day.Key.Day, day.Value))]);
    }

    private async Task SaveLateAsync(DbSession session)
    {
        var changes = late.Where(day => day.Value != default).ToList();
        var known = await session.ExecuteEachAsync(UpdateLate, LateNames, [.. changes.Select(day => (object?[])[.. Amounts(day.Value, day.Key.Row, day.Key.Day), day.Key.Booked])]);
        await session.InsertManyAsync("coverage_late", LateColumns, [.. changes.Where((_, i) => known[i] == 0).Select(LateValues)]);
    }

    private object?[] Amounts(Amount sum, FigureRow row, DateOnly day) => [sum.Reached, sum.Leaflets, sum.Entries, campaign, row.Level, row.Path, day];
}

/// <summary>New rows of coverage_day.</summary>
internal static class DayRows
{
    public static readonly string[] Columns = ["campaign_id", "level", "path", "day", "unit_id", "reached", "leaflets", "entries"];

    public static object?[] Values(long campaign, FigureRow row, DateOnly day, Amount sum) =>
        [campaign, row.Level, row.Path, day, row.UnitId, sum.Reached, sum.Leaflets, sum.Entries];
}
