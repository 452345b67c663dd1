using Campaign111.Features.Campaigns;
using Campaign111.Features.Coverage;
using Campaign111.Features.Hierarchy;
using Campaign111.Features.Materials;
using Campaign111.Features.Materials.Activities;
using Campaign111.Features.Stock;
using Campaign111.Features.Verification.Rounds;
using Campaign111.Platform.Time;

namespace Campaign111.Features.Reports.Rounds;

/// <summary>Reads the figures that a form asks the system for, as the books stand now. What is submitted keeps them: later entries, corrections and denominators change
/// nothing in it.</summary>
public sealed class SystemFigures(ICoverageFigures coverage, TargetSources denominators, StockQueries stock, ActivityLog activities, SpotCheckQueries checks, BusinessClock clock)
{
    private static readonly string[] WithDenominators = [FigureSources.Target, FigureSources.Percent];

    /// <summary>One figure for each filled field. Coverage, stock and checks are those of a unit; activities those of an organisation, and of all organisations for the unit that
    /// runs the campaign. What does not apply is null.</summary>
    /// <param name="form">The form.</param>
    /// <param name="campaign">The campaign.</param>
    /// <param name="unit">Who reports, or where the organisation stands.</param>
    /// <param name="organisation">The organisation that reports, or null.</param>
    /// <param name="readAt">The moment that the figures bear; null: now.</param>
    public async Task<IReadOnlyList<FilledFigure>> ReadAsync(ReportForm form, Campaign campaign, Unit unit, long? organisation, DateTimeOffset? readAt = null)
    {
        var sources = form.Fields.Select(field => field.Source).OfType<string>().ToHashSet();
        if (sources.Count == 0)
        {
            return [];
        }

        var values = new Dictionary<string, decimal?>();
        if (organisation is null)
        {
            await AddCoverageAsync(values, sources, campaign, unit);
            await AddStockAsync(values, sources, campaign, unit);
            await AddChecksAsync(values, sources, campaign, unit);
        }

        await AddActivitiesAsync(values, sources, campaign, unit, organisation);
        var used = organisation is null && sources.Overlaps(WithDenominators)
            ? (await denominators.BelowAsync(unit)).Select(one => new DenominatorUsed(one.Source, one.AsOf, one.Households)).ToList()
            : [];
        var at = readAt ?? await clock.NowAsync();
        return
        [
            .. form.Fields.Where(field => field.IsFilled)
                .Select(field => new FilledFigure(field.Code, field.Source!, values.GetValueOrDefault(field.Source!), at, WithDenominators.Contains(field.Source) ? used : [])),
        ];
    }

    private async Task AddCoverageAsync(Dictionary<string, decimal?> values, HashSet<string> sources, Campaign campaign, Unit unit)
    {
        if (sources.Any(source => source.StartsWith("coverage.", StringComparison.Ordinal)))
        {
            var figure = await coverage.OfAsync(campaign.Id, unit);
            values[FigureSources.Target] = figure.Target;
            values[FigureSources.Reached] = figure.Reached;
            values[FigureSources.Leaflets] = figure.Leaflets;
            values[FigureSources.Percent] = figure.Percent is { } percent ? Math.Truncate(percent * 10) / 10 : null;
        }
    }

    private async Task AddStockAsync(Dictionary<string, decimal?> values, HashSet<string> sources, Campaign campaign, Unit unit)
    {
        if (sources.Contains(FigureSources.Received))
        {
            values[FigureSources.Received] = await stock.ArrivedAsync(campaign.Id, unit);
        }
    }

    private async Task AddChecksAsync(Dictionary<string, decimal?> values, HashSet<string> sources, Campaign campaign, Unit unit)
    {
        if (sources.Any(source => source.StartsWith("checks.", StringComparison.Ordinal)))
        {
            var rounds = await checks.WithinAsync(campaign.Id, unit.Path);
            values[FigureSources.Checks] = rounds.Count(round => round.State == "decided");
            values[FigureSources.ChecksAccepted] = rounds.Count(round => round.Verdict == "accept");
        }
    }

    private async Task AddActivitiesAsync(Dictionary<string, decimal?> values, HashSet<string> sources, Campaign campaign, Unit unit, long? organisation)
    {
        if (sources.Any(source => source.StartsWith("activities.", StringComparison.Ordinal)) && (organisation is not null || unit.Id == campaign.UnitId))
        {
            var sums = await activities.SumsAsync(new UseScope([campaign.Id], organisation is { } id ? [id] : [], organisation is null));
            values[FigureSources.Activities] = sums.Sum(sum => sum.Times);
            values[FigureSources.People] = sums.Sum(sum => sum.People + sum.Pupils);
        }
    }
}
