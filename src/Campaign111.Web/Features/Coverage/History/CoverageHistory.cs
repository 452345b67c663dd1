using Campaign111.Features.Campaigns;
using Campaign111.Features.Hierarchy;
using Campaign111.Platform.Data;

namespace Campaign111.Features.Coverage.History;

/// <summary>Reads closings and days; carries what is pending first when a unit above the communes is asked for.</summary>
public sealed class CoverageHistory(Database database, CoverageOpening opening, CoverageRollup rollup, ICampaignDirectory campaigns) : ICoverageHistory
{
    private const int MostIds = 1000;

    private const string Now = """
        SELECT unit_id, target, reached, settled, leaflets, entries, held, last_entry AS last_entry_at
        FROM coverage_total WHERE campaign_id = @campaign AND unit_id IN @ids
        """;

    // The last row up to the day, found once for each unit.
    private const string Then = """
        SELECT c.unit_id, c.target, c.reached, c.settled, c.leaflets, c.entries, c.held, c.last_entry AS last_entry_at
        FROM coverage_total t JOIN coverage_closing c ON c.campaign_id = t.campaign_id AND c.level = t.level AND c.path = t.path AND c.day =
            (SELECT MAX(q.day) FROM coverage_closing q WHERE q.campaign_id = t.campaign_id AND q.level = t.level AND q.path = t.path AND q.day <= @day)
        WHERE t.campaign_id = @campaign AND t.unit_id IN @ids
        """;

    private const string Days = "SELECT day, reached, leaflets FROM coverage_day WHERE campaign_id = @campaign AND level = @level AND path = @path ORDER BY day";

    // What was booked on another day than its own, on either side of the line between known and not yet known.
    private const string Late = """
        SELECT day, SUM(reached) AS reached, SUM(leaflets) AS leaflets FROM coverage_late
        WHERE campaign_id = @campaign AND level = @level AND path = @path AND ((day <= @asOf AND booked_on > @asOf) OR (day > @asOf AND booked_on <= @asOf))
        GROUP BY day
        """;

    public async Task<IReadOnlyList<CoverageFigure>> AsReportedAsync(long campaignId, IReadOnlyList<Unit> units, DateOnly day)
    {
        var found = await FiguresAsync(campaignId, units, day);
        return [.. units.Select(unit => found.GetValueOrDefault(unit.Id) ?? CoverageFigure.Empty(unit.Id))];
    }

    public async Task<IReadOnlyDictionary<long, CoverageFigure>> OfChildrenAsync(long campaignId, Unit parent, IReadOnlyList<Unit> children, DateOnly? day = null)
    {
        var found = await FiguresAsync(campaignId, children, day);
        return children.ToDictionary(child => child.Id, child => found.GetValueOrDefault(child.Id) ?? CoverageFigure.Empty(child.Id));
    }

    public async Task<IReadOnlyList<CoverageDay>> DaysAsync(long campaignId, Unit unit, DateOnly? asOf = null)
    {
        await PrepareAsync(campaignId, [unit]);
        var row = FigureRow.Of(unit);
        return await database.ReadAsync(async session =>
        {
            var days = await session.QueryAsync<CoverageDay>(Days, new { campaign = campaignId, level = row.Level, path = row.Path });
            if (asOf is { } last)
            {
                var late = await session.QueryAsync<CoverageDay>(Late, new { campaign = campaignId, level = row.Level, path = row.Path, asOf = last });
                days = KnownOn(last, days, late);
            }

            return CoverageDay.WithoutGaps(days);
        });
    }

    internal async Task<IReadOnlyDictionary<long, CoverageFigure>> FiguresAsync(long campaignId, IReadOnlyList<Unit> units, DateOnly? day)
    {
        await PrepareAsync(campaignId, units);
        var found = new Dictionary<long, CoverageFigure>();
        await database.ReadAsync(async session =>
        {
            foreach (var ids in units.Select(unit => unit.Id).Distinct().Chunk(MostIds))
            {
                var rows = day is { } past
                    ? await session.QueryAsync<CoverageFigure>(Then, new { campaign = campaignId, ids, day = past })
                    : await session.QueryAsync<CoverageFigure>(Now, new { campaign = campaignId, ids });
                foreach (var figure in rows)
                {
                    found[figure.UnitId] = figure;
                }
            }

            return true;
        });
        return found;
    }

    // Of its own day a day knows all but what came later; of the days after it only what was booked ahead (a phone's clock that ran before midnight).
    private static List<CoverageDay> KnownOn(DateOnly asOf, IReadOnlyList<CoverageDay> days, IReadOnlyList<CoverageDay> late)
    {
        var (known, other) = (days.ToDictionary(day => day.Day), late.ToDictionary(day => day.Day));
        return [.. known.Keys.Union(other.Keys).Order().Select(day =>
        {
            var (whole, part) = (known.GetValueOrDefault(day) ?? new CoverageDay(), other.GetValueOrDefault(day) ?? new CoverageDay());
            return day <= asOf
                ? new CoverageDay { Day = day, Reached = whole.Reached - part.Reached, Leaflets = whole.Leaflets - part.Leaflets }
                : new CoverageDay { Day = day, Reached = part.Reached, Leaflets = part.Leaflets };
        })];
    }

    private async Task PrepareAsync(long campaignId, IReadOnlyList<Unit> units)
    {
        if (await campaigns.FindAsync(campaignId) is { } campaign)
        {
            await opening.EnsureAsync(campaign);
        }

        if (units.Any(unit => !FigureRow.IsKept(unit)))
        {
            await rollup.CarryAsync(campaignId);
        }
    }
}
