using Campaign111.Features.Coverage.History;
using Campaign111.Features.Hierarchy;
using Campaign111.Platform.Data;

namespace Campaign111.Features.Coverage;

/// <summary>A row of coverage_total.</summary>
internal sealed class TotalRow : StoredAmount
{
    public long UnitId { get; init; }
}

/// <summary>Reads and locks rows of coverage_total inside a transaction.</summary>
internal static class TotalRows
{
    private const int MostIds = 1000;

    private const string Lock = """
        UPDATE coverage_total SET revision = revision + 1 WHERE campaign_id = @campaign AND level = 'commune' AND path = @path
        """;

    private const string ByUnits = """
        SELECT unit_id, target, reached
        FROM coverage_total WHERE campaign_id = @campaign AND unit_id IN @ids
        """;

    private static readonly string[] LockNames = ["campaign", "path"];

    private static readonly string[] Columns =
    [
        "campaign_id", "level", "path", "unit_id", "target", "reached", "settled", "leaflets", "entries", "held", "last_entry", "revision",
    ];

    /// <summary>Takes the communes' rows for this transaction, always in the order of their paths, so that two nodes wait for one another
    /// instead of blocking each other. A missing row is made.</summary>
    public static async Task LockAsync(DbSession session, long campaign, IEnumerable<Unit> communes)
    {
        foreach (var commune in communes.DistinctBy(commune => commune.Id).OrderBy(commune => commune.Path, StringComparer.Ordinal))
        {
            if (await session.ExecuteEachAsync(Lock, LockNames, [[campaign, commune.Path]]) is [0])
            {
                await InsertAsync(session, campaign, [(commune, null)]);
            }
        }
    }

    /// <summary>Takes one commune's row, if there is one.</summary>
    public static Task LockAsync(DbSession session, long campaign, string commune) => session.ExecuteAsync(Lock, new { campaign, path = commune });

    /// <summary>Target and reached households of units that have a row.</summary>
    public static async Task<Dictionary<long, TotalRow>> ReadAsync(DbSession session, long campaign, IEnumerable<long> units)
    {
        var rows = new Dictionary<long, TotalRow>();
        foreach (var ids in units.Distinct().Chunk(MostIds))
        {
            foreach (var row in await session.QueryIdsAsync(ByUnits, campaign, ids, Read))
            {
                rows[row.UnitId] = row;
            }
        }

        return rows;
    }

    private static TotalRow Read(RowReader row) => new() { UnitId = row.Whole(0), Target = row.WholeOrNull(1), Reached = row.Whole(2) };

    /// <summary>New rows without entries.</summary>
    public static Task InsertAsync(DbSession session, long campaign, IReadOnlyList<(Unit Unit, long? Target)> rows) =>
        InsertAsync(session, campaign, [.. rows.Select(row => (FigureRow.Of(row.Unit), new Amount(Target: row.Target), (DateTimeOffset?)null))]);

    /// <summary>New rows with what is in them.</summary>
    public static Task InsertAsync(DbSession session, long campaign, IReadOnlyList<(FigureRow Row, Amount Sum, DateTimeOffset? At)> rows) =>
        session.InsertManyAsync("coverage_total", Columns, [.. rows.Select(row => new object?[]
        {
            campaign, row.Row.Level, row.Row.Path, row.Row.UnitId, row.Sum.Target, row.Sum.Reached, row.Sum.Settled, row.Sum.Leaflets, row.Sum.Entries, row.Sum.Held, row.At, 0L,
        })]);
}
