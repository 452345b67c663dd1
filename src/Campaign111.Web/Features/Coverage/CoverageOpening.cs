using System.Collections.Concurrent;
using System.Data.Common;
using Campaign111.Features.Campaigns;
using Campaign111.Features.Coverage.History;
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

    // Targets that are being changed are waited for, and wait for this transaction; PlaceTargets does the same with the campaigns. So a new target
    // meets an opened campaign, or the opening meets the new target, whatever a snapshot would show.
    private const string HoldTargets = """
        UPDATE place_target SET commune_id = commune_id WHERE path >= @from AND path < @to AND superseded_at IS NULL
        """;

    private const string ClearTotals = "UPDATE coverage_total SET target = NULL WHERE campaign_id = @campaign AND target IS NOT NULL";

    private const string ClearClosings = "UPDATE coverage_closing SET target = NULL WHERE campaign_id = @campaign AND target IS NOT NULL";

    private const string ClearPending = "UPDATE coverage_pending SET target = NULL WHERE campaign_id = @campaign AND target IS NOT NULL";

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
        var below = new { from = campaign.UnitPath, to = UnitPath.End(campaign.UnitPath) };
        await session.ExecuteAsync(HoldTargets, below);
        var changes = await ChangesAsync(session, campaign, hamlets, communes);
        if (known is null)
        {
            await changes.SaveNewAsync(session);
            return;
        }

        foreach (var sql in new[] { ClearTotals, ClearClosings, ClearPending })
        {
            await session.ExecuteAsync(sql, new { campaign = campaign.Id });
        }

        await changes.SaveAsync(session);
    }

    // All versions, each from the day on which it was booked: a campaign that is opened later knows what was in force before.
    private static async Task<CoverageDeltas> ChangesAsync(DbSession session, Campaign campaign, IReadOnlyList<Unit> hamlets, IReadOnlyList<Unit> communes)
    {
        var deltas = new CoverageDeltas(campaign.Id);
        var versions = await TargetVersions.BelowAsync(session, campaign.UnitPath);
        var byId = communes.ToDictionary(commune => commune.Id);
        foreach (var commune in communes)
        {
            deltas.Touch(commune);
        }

        foreach (var hamlet in hamlets.Where(hamlet => hamlet.ParentId is { } parent && byId.ContainsKey(parent)))
        {
            foreach (var (day, change) in versions.ChangesOf(hamlet.Id))
            {
                deltas.Add(hamlet, byId[hamlet.ParentId!.Value], day, new Amount(Target: change), null);
            }
        }

        return deltas;
    }
}
