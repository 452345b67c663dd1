using Campaign111.Features.Campaigns;
using Campaign111.Features.Coverage;
using Campaign111.Features.Coverage.History;
using Campaign111.Features.Hierarchy;

namespace Campaign111.Features.Dashboards;

/// <summary>The figures behind a dashboard.</summary>
/// <param name="Whole">The unit's, now or at the end of the day that is looked at.</param>
/// <param name="Children">The children's, by unit id.</param>
/// <param name="WholeEve">The unit's at the end of the day before.</param>
/// <param name="ChildrenEve">The children's at the end of the day before.</param>
/// <param name="ChildrenBefore">The children's on the day that movements compare with.</param>
/// <param name="Days">Households reached by captured day.</param>
public sealed record BoardFigures(
    CoverageFigure Whole, IReadOnlyDictionary<long, CoverageFigure> Children, CoverageFigure WholeEve, IReadOnlyDictionary<long, CoverageFigure> ChildrenEve,
    IReadOnlyDictionary<long, CoverageFigure> ChildrenBefore, IReadOnlyList<CoverageDay> Days)
{
    /// <summary>A child's figure; without any row it has nothing.</summary>
    public CoverageFigure Of(Unit child) => Children.GetValueOrDefault(child.Id) ?? CoverageFigure.Empty(child.Id);
}

/// <summary>Reads <see cref="BoardFigures"/> through Coverage's services.</summary>
public sealed class BoardReader(ICoverageFigures figures, ICoverageHistory history)
{
    /// <summary>Figures of a unit and of units inside it.</summary>
    /// <param name="campaign">The campaign.</param>
    /// <param name="unit">The unit.</param>
    /// <param name="children">Its children, or all communes of a province.</param>
    /// <param name="past">A past day to look at; null for now.</param>
    /// <param name="today">The business day.</param>
    /// <param name="back">Days back to which movements compare.</param>
    public async Task<BoardFigures> ReadAsync(Campaign campaign, Unit unit, IReadOnlyList<Unit> children, DateOnly? past, DateOnly today, int back)
    {
        // The unit and its children together: one question for each day.
        IReadOnlyList<Unit> all = [unit, .. children];
        var shown = past ?? today;
        var now = past is { } day ? await history.AsReportedAsync(campaign.Id, all, day) : await figures.OfEachAsync(campaign.Id, all);
        var eve = await history.AsReportedAsync(campaign.Id, all, shown.AddDays(-1));
        var before = await history.AsReportedAsync(campaign.Id, children, shown.AddDays(-back));
        var days = await history.DaysAsync(campaign.Id, unit, past);
        return new BoardFigures(now[0], ById(now.Skip(1)), eve[0], ById(eve.Skip(1)), ById(before), days);
    }

    private static Dictionary<long, CoverageFigure> ById(IEnumerable<CoverageFigure> found) => found.ToDictionary(figure => figure.UnitId);
}
