using System.Collections.Concurrent;
using System.Data.Common;
using Campaign111.Features.Campaigns;
using Campaign111.Features.Hierarchy;
using Campaign111.Platform.Data;

namespace Campaign111.Features.Coverage;

/// <summary>Gives a campaign its rows of totals, with the targets of its tree, when coverage first meets it. From then on
/// <see cref="PlaceTargets"/> keeps them. Summing a nation is then one range of one table.</summary>
public sealed class CoverageOpening(Database database, UnitDirectory units, TimeProvider time)
{
    private const string Find = "SELECT tree_date FROM coverage_campaign WHERE campaign_id = @campaign";

    private const string Open = """
        INSERT INTO coverage_campaign (campaign_id, root_path, tree_date, prepared_at) VALUES (@campaign, @root, @tree, @at)
        """;

    private const string Reopen = "UPDATE coverage_campaign SET tree_date = @tree, prepared_at = @at WHERE campaign_id = @campaign";

    private const string Targets = """
        SELECT unit_id, households FROM place_target WHERE path >= @from AND path < @to AND superseded_at IS NULL
        """;

    // Targets that are being changed are waited for, and wait for this transaction; PlaceTargets does the same with the campaigns. So a new target
    // meets an opened campaign, or the opening meets the new target, whatever a snapshot would show.
    private const string HoldTargets = """
        UPDATE place_target SET commune_id = commune_id WHERE path >= @from AND path < @to AND superseded_at IS NULL
        """;

    private const string Clear = "UPDATE coverage_total SET target = NULL WHERE campaign_id = @campaign AND target IS NOT NULL";

    private const string SetTarget = "UPDATE coverage_total SET target = @target WHERE campaign_id = @campaign AND unit_id = @unit";

    private const int Tries = 5;

    private readonly ConcurrentDictionary<long, DateOnly> opened = new();

    public async Task EnsureAsync(Campaign campaign, CancellationToken cancel = default)
    {
        if (opened.TryGetValue(campaign.Id, out var tree) && tree == campaign.TreeDate)
        {
            return;
        }

        if (await database.ReadAsync(session => session.FirstAsync<DateOnly?>(Find, new { campaign = campaign.Id }), cancel) != campaign.TreeDate)
        {
            var hamlets = await units.BelowAsync(campaign.UnitPath, UnitLevel.Hamlet, campaign.TreeDate);
            var communes = await units.BelowAsync(campaign.UnitPath, UnitLevel.Commune, campaign.TreeDate);
            for (var attempt = 1; ; attempt++)
            {
                try
                {
                    await database.WriteAsync(session => OpenAsync(session, campaign, hamlets, communes), cancel);
                    break;
                }
                catch (DbException error) when (database.Dialect.IsDuplicateKey(error) && attempt < Tries)
                {
                    // Another node opened it, or stored an entry, in the same moment: looked at again.
                }
            }
        }

        opened[campaign.Id] = campaign.TreeDate;
    }

    private async Task OpenAsync(DbSession session, Campaign campaign, IReadOnlyList<Unit> hamlets, IReadOnlyList<Unit> communes)
    {
        var known = await session.FirstAsync<DateOnly?>(Find, new { campaign = campaign.Id });
        if (known == campaign.TreeDate)
        {
            return;
        }

        await session.ExecuteAsync(
            known is null ? Open : Reopen,
            new { campaign = campaign.Id, root = campaign.UnitPath, tree = campaign.TreeDate, at = time.GetUtcNow() });
        await session.ExecuteAsync(Clear, new { campaign = campaign.Id });
        var below = new { from = campaign.UnitPath, to = UnitPath.End(campaign.UnitPath) };
        await session.ExecuteAsync(HoldTargets, below);
        var targets = (await session.QueryAsync<(long Unit, long Households)>(Targets, below)).ToDictionary(row => row.Unit, row => row.Households);
        var set = hamlets.Where(hamlet => targets.ContainsKey(hamlet.Id)).Select(hamlet => (Unit: hamlet, Target: targets[hamlet.Id])).ToList();
        var sums = set.GroupBy(row => row.Unit.ParentId).ToDictionary(group => group.Key ?? 0, group => group.Sum(row => row.Target));
        await WriteAsync(session, campaign.Id, [.. communes.Select(commune => (commune, sums.TryGetValue(commune.Id, out var sum) ? sum : (long?)null)),
            .. set.Select(row => (row.Unit, (long?)row.Target))]);
    }

    private static async Task WriteAsync(DbSession session, long campaign, IReadOnlyList<(Unit Unit, long? Target)> rows)
    {
        var existing = await TotalRows.ReadAsync(session, campaign, rows.Select(row => row.Unit.Id));
        await TotalRows.InsertAsync(session, campaign, [.. rows.Where(row => !existing.ContainsKey(row.Unit.Id))]);
        foreach (var (unit, target) in rows.Where(row => existing.ContainsKey(row.Unit.Id)))
        {
            await session.ExecuteAsync(SetTarget, new { campaign, unit = unit.Id, target });
        }
    }
}
