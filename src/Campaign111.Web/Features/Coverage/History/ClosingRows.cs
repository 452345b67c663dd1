using Campaign111.Platform.Data;

namespace Campaign111.Features.Coverage.History;

/// <summary>Rows of coverage_closing: sums up to a day of receipt. A change is added to its own day, whose row is made from the last one before it, and to
/// every later day, of which there are none unless the change was booked back (the demo's own visits, a demo's clock that was moved).</summary>
internal static class ClosingRows
{
    public static readonly string[] Columns =
        ["campaign_id", "level", "path", "day", "unit_id", "target", "reached", "settled", "leaflets", "entries", "held", "last_entry"];

    private const string Add = """
        UPDATE coverage_closing
        SET reached = reached + @reached, settled = settled + @settled, leaflets = leaflets + @leaflets, entries = entries + @entries, held = held + @held,
            target = COALESCE(COALESCE(target, 0) + @target, target),
            last_entry = CASE WHEN last_entry IS NULL OR last_entry < @at THEN @at ELSE last_entry END
        """;

    private const string OnTheDay = $"{Add} WHERE campaign_id = @campaign AND level = @level AND path = @path AND day = @day";

    private const string Later = $"{Add} WHERE campaign_id = @campaign AND level = @level AND path = @path AND day > @day";

    // An aggregate without groups gives one row, also when nothing came before.
    private const string First = """
        INSERT INTO coverage_closing (campaign_id, level, path, day, unit_id, target, reached, settled, leaflets, entries, held, last_entry)
        SELECT @campaign, @level, @path, @day, @unit, COALESCE(COALESCE(MAX(p.target), 0) + @target, MAX(p.target)),
               COALESCE(MAX(p.reached), 0) + @reached, COALESCE(MAX(p.settled), 0) + @settled, COALESCE(MAX(p.leaflets), 0) + @leaflets,
               COALESCE(MAX(p.entries), 0) + @entries, COALESCE(MAX(p.held), 0) + @held,
               CASE WHEN MAX(p.last_entry) IS NULL OR MAX(p.last_entry) < @at THEN @at ELSE MAX(p.last_entry) END
        FROM coverage_closing p
        WHERE p.campaign_id = @campaign AND p.level = @level AND p.path = @path AND p.day =
            (SELECT MAX(q.day) FROM coverage_closing q WHERE q.campaign_id = @campaign AND q.level = @level AND q.path = @path AND q.day < @day)
        """;

    private static readonly string[] Names = ["reached", "settled", "leaflets", "entries", "held", "target", "at", "campaign", "level", "path", "day"];

    private static readonly string[] FirstNames = [.. Names, "unit"];

    public static async Task ApplyAsync(
        DbSession session, long campaign, IReadOnlyCollection<(FigureRow Row, DateOnly Booked, Amount Sum, DateTimeOffset? At)> changes)
    {
        // Several days of one row follow one another: a new row starts from the one before it, which may be new as well. Nearly always there is one.
        var rounds = changes.GroupBy(change => change.Row).SelectMany(row => row.OrderBy(change => change.Booked).Select((change, i) => (Round: i, Change: change)))
            .GroupBy(one => one.Round, one => one.Change).OrderBy(round => round.Key);
        foreach (var round in rounds)
        {
            await ApplyRoundAsync(session, campaign, [.. round]);
        }
    }

    private static async Task ApplyRoundAsync(DbSession session, long campaign, List<(FigureRow Row, DateOnly Booked, Amount Sum, DateTimeOffset? At)> changes)
    {
        var values = changes.Select(change => new object?[]
        {
            change.Sum.Reached, change.Sum.Settled, change.Sum.Leaflets, change.Sum.Entries, change.Sum.Held, change.Sum.Target, change.At,
            campaign, change.Row.Level, change.Row.Path, change.Booked,
        }).ToList();
        var known = await session.ExecuteEachAsync(OnTheDay, Names, values);
        await session.ExecuteEachAsync(First, FirstNames, [.. Enumerable.Range(0, changes.Count).Where(i => known[i] == 0).Select(i => (object?[])[.. values[i], changes[i].Row.UnitId])]);
        await session.ExecuteEachAsync(Later, Names, values);
    }
}
