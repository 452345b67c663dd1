using Campaign111.Features.Hierarchy;
using Campaign111.Platform.Data;

namespace Campaign111.Features.Coverage.History;

/// <summary>Reads days, closings and what came late of the rows below a path, as the changes that they are made of.</summary>
internal static class StoredFigures
{
    private const string Days = """
        SELECT level, path, day, reached, leaflets, entries FROM coverage_day
        WHERE campaign_id = @campaign AND level = @level AND path >= @from AND path < @to
        """;

    private const string Late = """
        SELECT level, path, day, booked_on, reached, leaflets, entries FROM coverage_late
        WHERE campaign_id = @campaign AND level = @level AND path >= @from AND path < @to
        """;

    private const string Closings = """
        SELECT level, path, day, target, reached, settled, leaflets, entries, held, last_entry FROM coverage_closing
        WHERE campaign_id = @campaign AND level = @level AND path >= @from AND path < @to ORDER BY path, day
        """;

    /// <summary>Adds what is stored of a level below a path to the rows that <paramref name="onto"/> names for each.</summary>
    public static async Task AddAsync(DbSession session, long campaign, string level, string path, FigureChanges sum, Func<FigureRow, IReadOnlyList<FigureRow>> onto)
    {
        var below = new { campaign, level, from = path, to = UnitPath.End(path) };
        foreach (var day in await session.QueryAsync<StoredRow>(Days, below))
        {
            // As if on its own day: what came late follows as such.
            foreach (var row in onto(day.Row))
            {
                sum.AddDay(row, day.Day, day.Day, day.Sum);
            }
        }

        foreach (var late in await session.QueryAsync<StoredRow>(Late, below))
        {
            foreach (var row in onto(late.Row))
            {
                sum.AddLate(row, late.Day, late.BookedOn!.Value, late.Sum);
            }
        }

        StoredRow? before = null;
        foreach (var closing in await session.QueryAsync<StoredRow>(Closings, below))
        {
            var change = Since(before?.Path == closing.Path ? before.Sum : default, closing.Sum);
            foreach (var row in onto(closing.Row))
            {
                sum.Add(row, closing.Day, change, closing.LastEntry);
            }

            before = closing;
        }
    }

    // A target that stays is no change, one of zero that is new is one: none and zero are not the same.
    private static Amount Since(Amount before, Amount now) =>
        (now - before) with { Target = now.Target == before.Target ? null : now.Target - (before.Target ?? 0) };

    private sealed class StoredRow : StoredAmount
    {
        public string Level { get; init; } = "";

        public DateOnly Day { get; init; }

        public DateOnly? BookedOn { get; init; }

        public FigureRow Row => new(Level, Path, UnitPath.Ids(Path)[^1]);
    }
}
