using Campaign111.Features.Hierarchy;
using Campaign111.Platform.Data;

namespace Campaign111.Features.Coverage.History;

/// <summary>Compares history and rolled-up rows of a campaign with what its entries, voids and denominators say. Reads only.</summary>
internal static class HistoryRecount
{
    private const string Communes = "SELECT path FROM coverage_total WHERE campaign_id = @campaign AND level = 'commune'";

    // The books of today are the last closing, at every level.
    private const string Ends = """
        SELECT COUNT(*) FROM coverage_total t LEFT JOIN coverage_closing c ON c.campaign_id = t.campaign_id AND c.level = t.level AND c.path = t.path AND c.day =
            (SELECT MAX(q.day) FROM coverage_closing q WHERE q.campaign_id = t.campaign_id AND q.level = t.level AND q.path = t.path)
        WHERE t.campaign_id = @campaign AND
            (t.reached <> COALESCE(c.reached, 0) OR t.settled <> COALESCE(c.settled, 0) OR t.leaflets <> COALESCE(c.leaflets, 0)
             OR t.entries <> COALESCE(c.entries, 0) OR t.held <> COALESCE(c.held, 0) OR COALESCE(t.target, -1) <> COALESCE(c.target, -1)
             OR COALESCE(t.last_entry, @never) <> COALESCE(c.last_entry, @never))
        """;

    private const string Pending = $"SELECT {PendingRows.Columns} FROM coverage_pending WHERE campaign_id = @campaign ORDER BY id";

    public static async Task CompareAsync(DbSession session, long campaign, List<string> differences)
    {
        if (await session.ScalarAsync<long>(Ends, new { campaign, never = DateTimeOffset.UnixEpoch }) is > 0 and var ends)
        {
            differences.Add($"campaign {campaign}: {ends} totals differ from their last closing");
        }

        foreach (var commune in await session.QueryAsync<string>(Communes, new { campaign }))
        {
            var stored = new FigureChanges(campaign);
            await StoredFigures.AddAsync(session, campaign, UnitLevel.Hamlet.Code(), commune, stored, row => [row]);
            await StoredFigures.AddAsync(session, campaign, UnitLevel.Commune.Code(), commune, stored, row => [row]);
            Compare(campaign, stored, await CommuneRows.RecountAsync(session, campaign, commune), differences);
        }

        var above = new FigureChanges(campaign);
        await StoredFigures.AddAsync(session, campaign, FigureRow.Above, "/", above, row => [row]);
        CoverageRollup.Add(above, await session.QueryAsync<PendingRow>(Pending, new { campaign }));
        Compare(campaign, above, await AboveRows.SumAsync(session, campaign), differences);
    }

    private static void Compare(long campaign, FigureChanges stored, FigureChanges expected, List<string> differences)
    {
        var (found, right) = (stored.Lines().ToHashSet(StringComparer.Ordinal), expected.Lines().ToHashSet(StringComparer.Ordinal));
        differences.AddRange(found.Except(right, StringComparer.Ordinal).Order(StringComparer.Ordinal).Select(line => $"campaign {campaign} stored {line}, which a recount does not give"));
        differences.AddRange(right.Except(found, StringComparer.Ordinal).Order(StringComparer.Ordinal).Select(line => $"campaign {campaign} recounted {line}, which is not stored"));
    }
}
