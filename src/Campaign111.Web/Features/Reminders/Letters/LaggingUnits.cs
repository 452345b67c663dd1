using Campaign111.Features.Campaigns;
using Campaign111.Features.Coverage;
using Campaign111.Features.Hierarchy;
using Campaign111.Platform.Data;
using Campaign111.Platform.Time;

namespace Campaign111.Features.Reminders.Letters;

/// <summary>Where the communes of a unit stand on a day, and which of them lag, measured against that unit's own deadline.</summary>
/// <param name="AsOf">The business day.</param>
/// <param name="Deadline">The deadline that binds the unit; null without one.</param>
/// <param name="Whole">The unit's own figure.</param>
/// <param name="Expected">Percent expected of the unit by then; null without a deadline.</param>
/// <param name="Communes">How many communes there are.</param>
/// <param name="Lagging">Those that lag, the furthest behind first in their district.</param>
/// <param name="Sources">Where the denominators come from.</param>
public sealed record LaggingReport(
    DateOnly AsOf, DeadlineInForce? Deadline, CoverageFigure Whole, decimal? Expected, int Communes, IReadOnlyList<LaggingUnit> Lagging, IReadOnlyList<string> Sources);

/// <summary>Finds the communes that a letter names.</summary>
public sealed class LaggingUnits(ICampaignDirectory campaigns, UnitDirectory units, ICoverageFigures figures, TargetSources sources, BusinessClock clock)
{
    private static readonly CoverageStatus[] Lags = [CoverageStatus.NotStarted, CoverageStatus.Behind, CoverageStatus.FarBehind, CoverageStatus.Overdue];

    /// <summary>Reads the figures of today.</summary>
    public async Task<LaggingReport> ReadAsync(Campaign campaign, Unit unit)
    {
        var today = await clock.TodayAsync();
        var plan = await campaigns.PlanAsync(campaign.Id);
        var communes = await units.BelowAsync(unit.Path, UnitLevel.Commune, campaign.TreeDate);
        var found = await figures.OfEachAsync(campaign.Id, communes);
        var above = await units.FindAsync(communes.Select(commune => commune.ParentId).OfType<long>());
        var deadline = plan.DeadlineOf(unit.Path);
        return new LaggingReport(
            today,
            deadline,
            await figures.OfAsync(campaign.Id, unit),
            plan.ExpectedPercent(today, deadline),
            communes.Count,
            [.. communes.Zip(found).Select(pair => Judge(pair.First, pair.Second)).Where(row => Lags.Contains(row.Status))
                .OrderBy(row => TextFold.SortKey(row.Above), StringComparer.Ordinal).ThenBy(row => row.Percent)],
            [.. (await sources.BelowAsync(unit)).Select(source => source.Source)]);

        LaggingUnit Judge(Unit commune, CoverageFigure figure)
        {
            var judgement = CoverageRules.Judge(figure, plan, plan.DeadlineOf(commune.Path, unit.Path), today);
            var district = commune.ParentId is { } parent && above[parent] is { Level: UnitLevel.District } known && known.Id != unit.Id ? known.FullName : "";
            return new LaggingUnit(
                commune.FullName, district, figure.Target ?? 0, figure.Reached, figure.Percent ?? 0, judgement.ExpectedPercent,
                figure.LastEntryAt is { } at ? VietnamTime.Day(at) : null, judgement.Status);
        }
    }
}
