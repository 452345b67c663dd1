using Campaign111.Features.Campaigns;
using Campaign111.Features.Hierarchy;
using Campaign111.Platform.Data;

namespace Campaign111.Features.Coverage;

/// <summary>Reads figures from the totals: a hamlet's and a commune's row as it is, above it the sum of the communes in the unit's range
/// of paths.</summary>
public sealed class CoverageFigures(Database database, CoverageOpening opening, ICampaignDirectory campaigns) : ICoverageFigures
{
    private const int MostIds = 1000;

    private const string OfUnits = """
        SELECT unit_id, target, reached, settled, leaflets, entries, held, last_entry AS last_entry_at
        FROM coverage_total WHERE campaign_id = @campaign AND unit_id IN @ids
        """;

    private const string OfSubtree = """
        SELECT SUM(target) AS target, COALESCE(SUM(reached), 0) AS reached, COALESCE(SUM(settled), 0) AS settled,
               COALESCE(SUM(leaflets), 0) AS leaflets, COALESCE(SUM(entries), 0) AS entries, COALESCE(SUM(held), 0) AS held,
               MAX(last_entry) AS last_entry_at, @unit AS unit_id
        FROM coverage_total WHERE campaign_id = @campaign AND level = 'commune' AND path >= @from AND path < @to
        """;

    private const string OfCommunes = """
        SELECT unit_id, target, reached, settled, leaflets, entries, held, last_entry AS last_entry_at
        FROM coverage_total WHERE campaign_id = @campaign AND level = 'commune' AND path >= @from AND path < @to
        """;

    private const string DaysOfUnit = """
        SELECT day, reached, leaflets FROM coverage_day WHERE campaign_id = @campaign AND level = @level AND path = @path ORDER BY day
        """;

    private const string DaysOfSubtree = """
        SELECT day, SUM(reached) AS reached, SUM(leaflets) AS leaflets
        FROM coverage_day WHERE campaign_id = @campaign AND level = 'commune' AND path >= @from AND path < @to
        GROUP BY day ORDER BY day
        """;

    public async Task<CoverageFigure> OfAsync(long campaignId, Unit unit) => (await OfEachAsync(campaignId, [unit]))[0];

    public async Task<IReadOnlyList<CoverageFigure>> OfEachAsync(long campaignId, IReadOnlyList<Unit> units)
    {
        await OpenAsync(campaignId);
        var found = new Dictionary<long, CoverageFigure>();
        await database.ReadAsync(async session =>
        {
            foreach (var ids in units.Where(HasRow).Select(unit => unit.Id).Distinct().Chunk(MostIds))
            {
                foreach (var figure in await session.QueryAsync<CoverageFigure>(OfUnits, new { campaign = campaignId, ids }))
                {
                    found[figure.UnitId] = figure;
                }
            }

            foreach (var unit in units.Where(unit => !HasRow(unit)))
            {
                found[unit.Id] = await session.SingleAsync<CoverageFigure>(
                    OfSubtree, new { campaign = campaignId, unit = unit.Id, from = unit.Path, to = UnitPath.End(unit.Path) });
            }

            return true;
        });
        return [.. units.Select(unit => found.GetValueOrDefault(unit.Id) ?? CoverageFigure.Empty(unit.Id))];
    }

    public async Task<IReadOnlyDictionary<long, CoverageFigure>> OfCommunesAsync(long campaignId, string path)
    {
        await OpenAsync(campaignId);
        var rows = await database.ReadAsync(session =>
            session.QueryAsync<CoverageFigure>(OfCommunes, new { campaign = campaignId, from = path, to = UnitPath.End(path) }));
        return rows.ToDictionary(figure => figure.UnitId);
    }

    public async Task<IReadOnlyList<CoverageDay>> DaysAsync(long campaignId, Unit unit)
    {
        var days = await database.ReadAsync(session => HasRow(unit)
            ? session.QueryAsync<CoverageDay>(DaysOfUnit, new { campaign = campaignId, level = unit.Level.Code(), path = unit.Path })
            : session.QueryAsync<CoverageDay>(DaysOfSubtree, new { campaign = campaignId, from = unit.Path, to = UnitPath.End(unit.Path) }));
        return days.Count == 0 ? days : WithoutGaps(days);
    }

    private static bool HasRow(Unit unit) => unit.Level is UnitLevel.Commune or UnitLevel.Hamlet;

    private static List<CoverageDay> WithoutGaps(IReadOnlyList<CoverageDay> days)
    {
        var byDay = days.ToDictionary(day => day.Day);
        var span = days[^1].Day.DayNumber - days[0].Day.DayNumber + 1;
        return [.. Enumerable.Range(0, span).Select(days[0].Day.AddDays).Select(day => byDay.GetValueOrDefault(day) ?? new CoverageDay { Day = day })];
    }

    private async Task OpenAsync(long campaignId)
    {
        if (await campaigns.FindAsync(campaignId) is { } campaign)
        {
            await opening.EnsureAsync(campaign);
        }
    }
}
