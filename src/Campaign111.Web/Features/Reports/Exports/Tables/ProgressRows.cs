using Campaign111.Features.Campaigns;
using Campaign111.Features.Coverage;
using Campaign111.Features.Coverage.History;
using Campaign111.Features.Hierarchy;
using Campaign111.Platform.Time;

namespace Campaign111.Features.Reports.Exports.Tables;

/// <summary>Where one unit stood on the day of an export, as the viewer's deadline measures it.</summary>
public sealed record ProgressLine(Unit Unit, Unit Above, CoverageFigure Figure, CoverageJudgement Judgement, DeadlineInForce? Deadline)
{
    /// <summary>Day of the newest entry in Vietnam.</summary>
    public DateOnly? LastEntryOn => Figure.LastEntryAt is { } at ? VietnamTime.Day(at) : null;
}

/// <summary>Reads the standings that tables, maps and reports show.</summary>
public sealed class ProgressRows(ICoverageFigures figures, ICoverageHistory history, ICampaignDirectory campaigns, UnitDirectory units)
{
    /// <summary>Tiers below a unit that an export may list, from the top; of a nation not the hamlets.</summary>
    public async Task<IReadOnlyList<UnitLevel>> TiersAsync(Campaign campaign, Unit unit)
    {
        var found = new List<UnitLevel>();
        for (var level = unit.Level + 1; level <= UnitLevel.Hamlet; level++)
        {
            if (!(unit.Level == UnitLevel.Nation && level == UnitLevel.Hamlet) && (await UnitsAsync(campaign, unit, level, campaign.TreeDate)).Count > 0)
            {
                found.Add(level);
            }
        }

        return found;
    }

    /// <summary>The unit itself, then the units of the tier below it in Vietnamese order.</summary>
    public async Task<(ProgressLine Own, IReadOnlyList<ProgressLine> Below)> OfAsync(ExportOrder order)
    {
        var below = order.Tier is { } tier ? await UnitsAsync(order.Campaign, order.Unit, tier, order.On) : await ChildrenAsync(order);
        var lines = await LinesAsync(order, [order.Unit, .. below]);
        return (lines[0], lines[1..]);
    }

    /// <summary>The unit itself.</summary>
    public async Task<ProgressLine> OwnAsync(ExportOrder order) => (await LinesAsync(order, [order.Unit]))[0];

    private async Task<List<ProgressLine>> LinesAsync(ExportOrder order, IReadOnlyList<Unit> of)
    {
        var plan = await campaigns.PlanAsync(order.Campaign.Id);
        var parents = await units.FindAsync(of.Select(unit => unit.ParentId).OfType<long>());
        return [.. of.Zip(await FiguresAsync(order, of), (unit, figure) =>
        {
            var deadline = plan.DeadlineOf(unit.Path, order.ViewerPath);
            return new ProgressLine(unit, parents.GetValueOrDefault(unit.ParentId ?? 0) ?? unit, figure, CoverageRules.Judge(figure, plan, deadline, order.On), deadline);
        })];
    }

    private Task<IReadOnlyList<CoverageFigure>> FiguresAsync(ExportOrder order, IReadOnlyList<Unit> of) =>
        order.Day is { } day ? history.AsReportedAsync(order.Campaign.Id, of, day) : figures.OfEachAsync(order.Campaign.Id, of);

    private async Task<IReadOnlyList<Unit>> ChildrenAsync(ExportOrder order) => order.Unit.Level == UnitLevel.Commune
        ? await UnitsAsync(order.Campaign, order.Unit, UnitLevel.Hamlet, order.On)
        : await units.ChildrenAsync(order.Unit.Id, order.Campaign.TreeDate);

    // Hamlets are also made after the day whose tree the campaign uses.
    private async Task<IReadOnlyList<Unit>> UnitsAsync(Campaign campaign, Unit unit, UnitLevel tier, DateOnly day)
    {
        var then = await units.BelowAsync(unit.Path, tier, campaign.TreeDate);
        return tier != UnitLevel.Hamlet || day == campaign.TreeDate ? then : [.. then.Concat(await units.BelowAsync(unit.Path, tier, day)).DistinctBy(hamlet => hamlet.Id)];
    }
}
