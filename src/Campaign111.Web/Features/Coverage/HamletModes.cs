using Campaign111.Features.Hierarchy;
using Campaign111.Platform.Audit;
using Campaign111.Platform.Data;
using Campaign111.Platform.Localisation;

namespace Campaign111.Features.Coverage;

/// <summary>How hamlets are logged: one mode for each hamlet and campaign.</summary>
public sealed class HamletModes(Database database, CoverageOpening opening, AuditLog audit)
{
    private const int MostIds = 1000;

    private const string Find = "SELECT hamlet_id, mode FROM coverage_mode WHERE campaign_id = @campaign AND hamlet_id IN @ids";

    private const string HasValid = """
        SELECT COUNT(*) FROM coverage_entry WHERE campaign_id = @campaign AND hamlet_id = @hamlet AND state = 'valid'
        """;

    private const string Update = "UPDATE coverage_mode SET mode = @mode WHERE campaign_id = @campaign AND hamlet_id = @hamlet";

    private const string Insert = "INSERT INTO coverage_mode (campaign_id, hamlet_id, mode) VALUES (@campaign, @hamlet, @mode)";

    /// <summary>The hamlets logged by register; all others are tallied.</summary>
    public async Task<IReadOnlySet<long>> RegisterHamletsAsync(long campaign, IEnumerable<long> hamlets)
    {
        var found = new HashSet<long>();
        foreach (var ids in hamlets.Distinct().Chunk(MostIds))
        {
            var rows = await database.ReadAsync(session => session.QueryAsync<(long Hamlet, string Mode)>(Find, new { campaign, ids }));
            found.UnionWith(rows.Where(row => row.Mode == CoverageMode.Register.Code()).Select(row => row.Hamlet));
        }

        return found;
    }

    /// <summary>Decides the mode. Refused while valid entries of the other mode count: the two cannot be added up.</summary>
    /// <exception cref="EntryRefusedException">The hamlet has valid entries of the other mode.</exception>
    public async Task SetAsync(Actor actor, Campaigns.Campaign campaign, Unit commune, Unit hamlet, CoverageMode mode, CancellationToken cancel = default)
    {
        await opening.EnsureAsync(campaign, cancel);
        await database.WriteAsync(session => SetAsync(session, actor, campaign.Id, commune, hamlet, mode), cancel);
    }

    private async Task SetAsync(DbSession session, Actor actor, long campaign, Unit commune, Unit hamlet, CoverageMode mode)
    {
        // The same lock as the ledger's: no entry of the old mode slips in.
        await TotalRows.LockAsync(session, campaign, [commune]);
        var rows = await session.QueryAsync<(long Hamlet, string Mode)>(Find, new { campaign, ids = new[] { hamlet.Id } });
        var before = rows is [var row] ? row.Mode : CoverageMode.Tally.Code();
        if (before != mode.Code() && await session.ScalarAsync<long>(HasValid, new { campaign, hamlet = hamlet.Id }) > 0)
        {
            throw new EntryRefusedException(Text.Of(
                $"{hamlet.FullName} đã có ghi nhận theo cách cũ: huỷ các ghi nhận đó trước khi đổi cách ghi.",
                $"{hamlet.FullName} has entries of the present mode: void them before the mode is changed."));
        }

        var args = new { campaign, hamlet = hamlet.Id, mode = mode.Code() };
        if (await session.ExecuteAsync(Update, args) == 0)
        {
            await session.ExecuteAsync(Insert, args);
        }

        await audit.RecordAsync(session, actor, new AuditEntry("coverage.mode", "unit", $"{hamlet.Id}")
        {
            UnitId = hamlet.Id,
            Before = before,
            After = mode.Code(),
        });
    }
}
