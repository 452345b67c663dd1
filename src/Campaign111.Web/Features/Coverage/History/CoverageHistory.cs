using Campaign111.Features.Campaigns;
using Campaign111.Features.Hierarchy;
using Campaign111.Platform.Data;

namespace Campaign111.Features.Coverage.History;

/// <summary>Reads closings and days; carries what is pending first when a unit above the communes is asked for.</summary>
public sealed class CoverageHistory(Database database, CoverageOpening opening, CoverageRollup rollup, ICampaignDirectory campaigns) : ICoverageHistory
{
    private const int MostIds = 1000;

    private const int CarryTries = 2;

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
        var row = FigureRow.Of(unit);
        return await ReadAsync(campaignId, [unit], async session =>
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

    internal Task<Dictionary<long, CoverageFigure>> FiguresAsync(long campaignId, IReadOnlyList<Unit> units, DateOnly? day) =>
        ReadAsync(campaignId, units, async session =>
        {
            var found = new Dictionary<long, CoverageFigure>();
            foreach (var ids in units.Select(unit => unit.Id).Distinct().Chunk(MostIds))
            {
                var rows = await session.QueryIdsAsync(day is null ? Now : Then, campaignId, ids, Read, day);
                foreach (var figure in rows)
                {
                    found[figure.UnitId] = figure;
                }
            }

            return found;
        });

    private static CoverageFigure Read(RowReader row) => new()
    {
        UnitId = row.Whole(0), Target = row.WholeOrNull(1), Reached = row.Whole(2), Settled = row.Whole(3), Leaflets = row.Whole(4), Entries = row.Whole(5),
        Held = row.Whole(6), LastEntryAt = row.InstantOrNull(7),
    };

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

    // Reads when nothing is pending, seen in the same snapshot; else carries it first.
    private async Task<T> ReadAsync<T>(long campaignId, IReadOnlyList<Unit> units, Func<DbSession, Task<T>> read)
        where T : class
    {
        if (await campaigns.FindAsync(campaignId) is { } campaign)
        {
            await opening.EnsureAsync(campaign);
        }

        var kept = units.All(FigureRow.IsKept);
        for (var attempt = 1; ; attempt++)
        {
            // While entries pour in there is always something pending: what was carried a moment ago will do.
            var last = kept || attempt == CarryTries;
            if (await database.ReadAsync(async session => last || !await CoverageRollup.AnyAsync(session, campaignId) ? await read(session) : null) is { } found)
            {
                return found;
            }

            await rollup.CarryAsync(campaignId);
        }
    }
}
