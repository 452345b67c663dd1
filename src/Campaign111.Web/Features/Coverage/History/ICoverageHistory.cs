using Campaign111.Features.Hierarchy;

namespace Campaign111.Features.Coverage.History;

/// <summary>Figures as they were reported on past days, and series above the commune. Received days are days of the business clock in Vietnam.</summary>
public interface ICoverageHistory
{
    /// <summary>Figures of units (any level) as they stood in the books at the end of a Vietnam day: by received sequence, not by captured day; targets as in
    /// force then. In the given order; a unit of which nothing was known then has an empty figure.</summary>
    Task<IReadOnlyList<CoverageFigure>> AsReportedAsync(long campaignId, IReadOnlyList<Unit> units, DateOnly day);

    /// <summary>The children's figures of a parent (existing child level of the tree given), in one query each for now and for a past day; by unit id, one for each
    /// child. <paramref name="day"/> null: now.</summary>
    Task<IReadOnlyDictionary<long, CoverageFigure>> OfChildrenAsync(long campaignId, Unit parent, IReadOnlyList<Unit> children, DateOnly? day = null);

    /// <summary>Households reached by captured day below a unit, from rolled-up rows above the commune; as reported at the end of <paramref name="asOf"/> when given.
    /// Days without gaps, from the first to the last that has any.</summary>
    Task<IReadOnlyList<CoverageDay>> DaysAsync(long campaignId, Unit unit, DateOnly? asOf = null);
}
