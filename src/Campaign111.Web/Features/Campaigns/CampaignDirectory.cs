using System.Collections.Concurrent;
using Campaign111.Features.Hierarchy;
using Campaign111.Platform.Cli;
using Campaign111.Platform.Data;

namespace Campaign111.Features.Campaigns;

/// <summary>Reads campaigns for every feature.</summary>
public sealed class CampaignDirectory(Database database) : ICampaignDirectory, IForgetsDemo
{
    private const int MostKept = 10_000;

    // Nothing of a campaign's own row changes after it was created (CampaignService only inserts; a test holds that), so what was found once is so
    // for ever, on every node. Deadlines and milestones do change and are read each time.
    private readonly ConcurrentDictionary<string, Campaign> bySlug = new(StringComparer.Ordinal);

    private readonly ConcurrentDictionary<long, Campaign> byId = new();

    // Every page asks this some five times for its menu. Campaigns are only ever added: as long as there are as many, the list is what it was, on every node.
    private readonly ConcurrentDictionary<string, (long Campaigns, IReadOnlyList<Campaign> List)> byPlace = new(StringComparer.Ordinal);

    private const string Count = "SELECT COUNT(*) AS campaigns FROM campaign ORDER BY campaigns";

    private const string BySlug = $"SELECT {CampaignRow.Columns} FROM campaign c WHERE c.slug = @slug";

    private const string ById = $"SELECT {CampaignRow.Columns} FROM campaign c WHERE c.id = @id";

    // One installation runs a campaign or two a year and province; a national one lists at most a few hundred.
    private const string At = $"""
        SELECT {CampaignRow.Columns} FROM campaign c
        WHERE (c.unit_path >= @from AND c.unit_path < @to) OR c.unit_path IN @above
        ORDER BY c.starts_on DESC, c.id DESC
        """;

    private const int Most = 500;

    public async Task<Campaign?> FindAsync(string slug)
    {
        if (bySlug.TryGetValue(slug, out var known))
        {
            return known;
        }

        var found = await OneAsync(BySlug, new { slug });
        if (found is not null && bySlug.Count < MostKept)
        {
            bySlug[slug] = found;
        }

        return found;
    }

    public async Task<Campaign?> FindAsync(long id)
    {
        if (byId.TryGetValue(id, out var known))
        {
            return known;
        }

        var found = await OneAsync(ById, new { id });
        if (found is not null && byId.Count < MostKept)
        {
            byId[id] = found;
        }

        return found;
    }

    public async Task<IReadOnlyList<Campaign>> AtAsync(string unitPath)
    {
        var (count, list) = await database.ReadAsync(async session =>
        {
            var campaigns = (await session.RowsAsync(Count, [], 1, row => row.Whole(0)))[0];
            return byPlace.TryGetValue(unitPath, out var known) && known.Campaigns == campaigns ? known : (campaigns, await ListAsync(session, unitPath));
        });
        if (byPlace.Count < MostKept || byPlace.ContainsKey(unitPath))
        {
            byPlace[unitPath] = (count, list);
        }

        return list;
    }

    public Task<CampaignPlan> PlanAsync(long campaignId) => database.ReadAsync(session => PlanReader.LoadAsync(session, campaignId));

    public void ForgetDemo()
    {
        bySlug.Clear();
        byId.Clear();
        byPlace.Clear();
    }

    private static async Task<IReadOnlyList<Campaign>> ListAsync(DbSession session, string unitPath)
    {
        // An empty IN list is no SQL on either database; no unit's path is "/".
        var above = UnitPath.Down(unitPath).DefaultIfEmpty("/").ToList();
        var rows = await session.PageAsync<CampaignRow>(At, new { from = unitPath, to = UnitPath.End(unitPath), above }, 0, Most);
        return [.. rows.Select(row => row.ToCampaign())];
    }

    private async Task<Campaign?> OneAsync(string sql, object args) =>
        (await database.ReadAsync(session => session.FirstAsync<CampaignRow>(sql, args)))?.ToCampaign();
}
