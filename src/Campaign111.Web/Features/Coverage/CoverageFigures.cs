using Campaign111.Features.Campaigns;
using Campaign111.Features.Coverage.History;
using Campaign111.Features.Hierarchy;
using Campaign111.Platform.Data;

namespace Campaign111.Features.Coverage;

/// <summary>Reads figures from the totals: a row for each unit of any level. Those of hamlets and communes are written with the entries, those above are rolled
/// up before they are read.</summary>
public sealed class CoverageFigures(Database database, CoverageOpening opening, CoverageHistory history, ICampaignDirectory campaigns) : ICoverageFigures
{
    private const string OfCommunes = """
        SELECT unit_id, target, reached, settled, leaflets, entries, held, last_entry AS last_entry_at
        FROM coverage_total WHERE campaign_id = @campaign AND level = 'commune' AND path >= @from AND path < @to
        """;

    public async Task<CoverageFigure> OfAsync(long campaignId, Unit unit) => (await OfEachAsync(campaignId, [unit]))[0];

    public async Task<IReadOnlyList<CoverageFigure>> OfEachAsync(long campaignId, IReadOnlyList<Unit> units)
    {
        var found = await history.FiguresAsync(campaignId, units, null);
        return [.. units.Select(unit => found.GetValueOrDefault(unit.Id) ?? CoverageFigure.Empty(unit.Id))];
    }

    public async Task<IReadOnlyDictionary<long, CoverageFigure>> OfCommunesAsync(long campaignId, string path)
    {
        if (await campaigns.FindAsync(campaignId) is { } campaign)
        {
            await opening.EnsureAsync(campaign);
        }

        var rows = await database.ReadAsync(session =>
            session.QueryAsync<CoverageFigure>(OfCommunes, new { campaign = campaignId, from = path, to = UnitPath.End(path) }));
        return rows.ToDictionary(figure => figure.UnitId);
    }

    public Task<IReadOnlyList<CoverageDay>> DaysAsync(long campaignId, Unit unit) => history.DaysAsync(campaignId, unit);
}
