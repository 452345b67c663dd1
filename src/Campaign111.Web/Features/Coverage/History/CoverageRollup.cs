using System.Collections.Concurrent;
using Campaign111.Features.Hierarchy;
using Campaign111.Platform.Data;
using Campaign111.Platform.Jobs;

namespace Campaign111.Features.Coverage.History;

/// <summary>Carries the changes of communes into the rows of districts, provinces and the nation: each minute, and before anything above a commune is read, so
/// that no figure is ever behind its entries. What is pending is carried and taken out in one transaction: once, whatever crashes.</summary>
public sealed class CoverageRollup(Database database)
{
    // Memory stays flat after an evening on which nobody looked.
    private const int Portion = 20_000;

    private const int MostIds = 1000;

    private const string Oldest = "SELECT MIN(id) FROM coverage_pending WHERE campaign_id = @campaign";

    private const string WithPending = "SELECT DISTINCT campaign_id FROM coverage_pending";

    // Two nodes take turns at a campaign.
    internal const string Hold = "UPDATE coverage_campaign SET root_path = root_path WHERE campaign_id = @campaign";

    private const string Pending = $"SELECT {PendingRows.Columns} FROM coverage_pending WHERE campaign_id = @campaign ORDER BY id";

    private const string Delete = "DELETE FROM coverage_pending WHERE id IN @ids";

    private readonly ConcurrentDictionary<long, SemaphoreSlim> turns = new();

    /// <summary>Carries all that is pending of a campaign. Costs one look when nothing is.</summary>
    public async Task CarryAsync(long campaign, CancellationToken cancel = default)
    {
        if (!await AnyAsync(campaign, cancel))
        {
            return;
        }

        // Of many readers one carries, and the others find it done.
        var turn = turns.GetOrAdd(campaign, _ => new SemaphoreSlim(1));
        await turn.WaitAsync(cancel);
        try
        {
            while (await AnyAsync(campaign, cancel))
            {
                await database.WriteAsync(session => CarryAsync(session, campaign), cancel);
            }
        }
        finally
        {
            turn.Release();
        }
    }

    /// <summary>The same for every campaign.</summary>
    public async Task CarryAllAsync(CancellationToken cancel)
    {
        foreach (var campaign in await database.ReadAsync(session => session.QueryAsync<long>(WithPending), cancel))
        {
            await CarryAsync(campaign, cancel);
        }
    }

    /// <summary>Adds pending changes to all rows above their communes.</summary>
    internal static void Add(FigureChanges changes, IEnumerable<PendingRow> pending)
    {
        foreach (var row in pending)
        {
            foreach (var above in UnitPath.Down(UnitPath.Parent(row.Path)).Select(FigureRow.At))
            {
                if (row.Day is { } day)
                {
                    changes.AddDay(above, day, row.BookedOn, row.Sum);
                }
                else
                {
                    changes.Add(above, row.BookedOn, row.Sum, row.LastEntry);
                }
            }
        }
    }

    private static async Task CarryAsync(DbSession session, long campaign)
    {
        await session.ExecuteAsync(Hold, new { campaign });
        var pending = await session.PageAsync<PendingRow>(Pending, new { campaign }, 0, Portion);
        var changes = new FigureChanges(campaign);
        Add(changes, pending);
        await changes.SaveAsync(session);
        foreach (var ids in pending.Select(row => row.Id).Chunk(MostIds))
        {
            if (await session.ExecuteAsync(Delete, new { ids }) != ids.Length)
            {
                throw new InvalidOperationException($"Pending changes of campaign {campaign} were carried by somebody else at the same time: they are read again at the next look.");
            }
        }
    }

    private Task<bool> AnyAsync(long campaign, CancellationToken cancel) =>
        database.ReadAsync(async session => await session.ScalarAsync<long?>(Oldest, new { campaign }) is not null, cancel);
}

/// <summary>Carries what nobody looked at.</summary>
public sealed class CoverageRollupJob(CoverageRollup rollup) : IRecurringJob
{
    public Task RunAsync(CancellationToken cancellation) => rollup.CarryAllAsync(cancellation);
}
