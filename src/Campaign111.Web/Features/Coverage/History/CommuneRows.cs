using Campaign111.Features.Hierarchy;
using Campaign111.Platform.Data;
using Campaign111.Platform.Time;

namespace Campaign111.Features.Coverage.History;

/// <summary>The rows of a commune and its hamlets, worked out from entries, voids and denominators.</summary>
internal static class CommuneRows
{
    private const int MostIds = 1000;

    private const string Hamlets = """
        SELECT unit_id, path, target FROM coverage_total WHERE campaign_id = @campaign AND level = 'hamlet' AND path >= @from AND path < @to
        """;

    private const string Entries = """
        SELECT e.id, e.entry_key, e.hamlet_id, e.household_id, e.outcome, e.households, e.leaflets, e.captured_at, e.received_at, e.counted_day, e.flags, e.state,
               e.held_reason, r.voided_at AS replaced_at, v.voided_at
        FROM coverage_entry e LEFT JOIN coverage_void v ON v.entry_key = e.entry_key LEFT JOIN coverage_void r ON r.entry_key = e.replaces
        WHERE e.campaign_id = @campaign AND e.hamlet_id IN @ids
        """;

    private const string Prepared = "SELECT prepared_at FROM coverage_campaign WHERE campaign_id = @campaign";

    private const string NoTotals = "DELETE FROM coverage_total WHERE campaign_id = @campaign AND level = @level AND path >= @from AND path < @to";

    private const string NoDays = "DELETE FROM coverage_day WHERE campaign_id = @campaign AND level = @level AND path >= @from AND path < @to";

    private const string NoClosings = "DELETE FROM coverage_closing WHERE campaign_id = @campaign AND level = @level AND path >= @from AND path < @to";

    private const string NoLate = "DELETE FROM coverage_late WHERE campaign_id = @campaign AND level = @level AND path >= @from AND path < @to";

    /// <summary>Writes them anew; entries of the commune wait meanwhile.</summary>
    public static async Task RebuildAsync(DbSession session, long campaign, string path)
    {
        await TotalRows.LockAsync(session, campaign, path);
        var changes = await RecountAsync(session, campaign, path);
        foreach (var level in new[] { UnitLevel.Hamlet.Code(), UnitLevel.Commune.Code() })
        {
            foreach (var sql in new[] { NoTotals, NoDays, NoClosings, NoLate })
            {
                await session.ExecuteAsync(sql, new { campaign, level, from = path, to = UnitPath.End(path) });
            }
        }

        await changes.SaveNewAsync(session);
    }

    /// <summary>What the rows hold when they are right.</summary>
    public static async Task<FigureChanges> RecountAsync(DbSession session, long campaign, string path)
    {
        var commune = new FigureRow(UnitLevel.Commune.Code(), path, UnitPath.Ids(path)[^1]);
        var changes = new FigureChanges(campaign);
        changes.Touch(commune);
        var hamlets = await session.QueryAsync<TotalRow>(Hamlets, new { campaign, from = path, to = UnitPath.End(path) });
        await AddTargetsAsync(session, campaign, commune, hamlets, changes);
        foreach (var chunk in hamlets.Chunk(MostIds))
        {
            var entries = (await session.QueryAsync<CoverageEntry>(Entries, new { campaign, ids = chunk.Select(hamlet => hamlet.UnitId) })).ToLookup(entry => entry.HamletId);
            foreach (var hamlet in chunk)
            {
                EntryHistory.Add(changes, [RowOf(hamlet), commune], [.. entries[hamlet.UnitId]]);
            }
        }

        return changes;
    }

    private static FigureRow RowOf(TotalRow hamlet) => new(UnitLevel.Hamlet.Code(), hamlet.Path, hamlet.UnitId);

    // What the totals hold stays in force: which hamlets belong to the tree was decided when they got it.
    private static async Task AddTargetsAsync(DbSession session, long campaign, FigureRow commune, IReadOnlyList<TotalRow> hamlets, FigureChanges changes)
    {
        var versions = await TargetVersions.BelowAsync(session, commune.Path);
        var prepared = await session.FirstAsync<DateTimeOffset?>(Prepared, new { campaign }) is { } at ? VietnamTime.Day(at) : DateOnly.MinValue;
        foreach (var hamlet in hamlets)
        {
            changes.Touch(RowOf(hamlet));
            var known = hamlet.Target is not { } target ? []
                : versions.InForce(hamlet.UnitId) == target ? versions.ChangesOf(hamlet.UnitId)
                : [(prepared, target)];
            foreach (var (day, change) in known)
            {
                changes.Add(RowOf(hamlet), day, new Amount(Target: change), null);
                changes.Add(commune, day, new Amount(Target: change), null);
            }
        }
    }
}
