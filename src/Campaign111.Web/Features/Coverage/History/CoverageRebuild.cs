using Campaign111.Platform.Cli;
using Campaign111.Platform.Data;

namespace Campaign111.Features.Coverage.History;

/// <summary>Works all figures out anew from entries, voids and denominators and writes them: totals, days, closings, what came late, and the rows above. Goes by
/// communes, keeps what is left to do in coverage_rebuild, and goes on there after a crash.</summary>
public sealed class CoverageRebuild(Database database)
{
    // So many communes in one transaction: few enough that entries hardly wait.
    private const int Portion = 25;

    private const string Left = "SELECT campaign_id, path FROM coverage_rebuild WHERE path <> '' ORDER BY campaign_id, path";

    private const string LeftAbove = "SELECT campaign_id FROM coverage_rebuild WHERE path = ''";

    private const string Claim = "DELETE FROM coverage_rebuild WHERE campaign_id = @campaign AND path = @path";

    private const string Forget = "DELETE FROM coverage_rebuild";

    private const string EnlistCommunes = "INSERT INTO coverage_rebuild (campaign_id, path) SELECT campaign_id, path FROM coverage_total WHERE level = 'commune'";

    private const string EnlistAbove = "INSERT INTO coverage_rebuild (campaign_id, path) SELECT campaign_id, '' FROM coverage_campaign";

    /// <summary>Puts every campaign on the list of work.</summary>
    public Task EnlistAsync(CancellationToken cancel = default) => database.WriteAsync(
        async session =>
        {
            foreach (var sql in new[] { Forget, EnlistCommunes, EnlistAbove })
            {
                await session.ExecuteAsync(sql);
            }
        },
        cancel);

    /// <summary>Does all that is left. Nothing, when nothing is.</summary>
    public async Task RunAsync(CancellationToken cancel = default)
    {
        while (await database.ReadAsync(session => session.PageAsync<(long Campaign, string Path)>(Left, null, 0, Portion), cancel) is { Count: > 0 } left)
        {
            await database.WriteAsync(session => CommunesAsync(session, left), cancel);
        }

        foreach (var campaign in await database.ReadAsync(session => session.QueryAsync<long>(LeftAbove), cancel))
        {
            await database.WriteAsync(session => AboveAsync(session, campaign), cancel);
        }
    }

    // Another node may have done a part while this one waited.
    private static async Task CommunesAsync(DbSession session, IReadOnlyList<(long Campaign, string Path)> left)
    {
        foreach (var (campaign, path) in left)
        {
            if (await session.ExecuteAsync(Claim, new { campaign, path }) > 0)
            {
                await CommuneRows.RebuildAsync(session, campaign, path);
            }
        }
    }

    private static async Task AboveAsync(DbSession session, long campaign)
    {
        if (await session.ExecuteAsync(Claim, new { campaign, path = "" }) > 0)
        {
            await AboveRows.RebuildAsync(session, campaign);
        }
    }
}

/// <summary>Works off a rebuild that an update of the schema, or a crash, left.</summary>
public sealed class CoverageRebuildStep(CoverageRebuild rebuild) : IStartupStep
{
    public Task RunAsync(CancellationToken cancel) => rebuild.RunAsync(cancel);
}
