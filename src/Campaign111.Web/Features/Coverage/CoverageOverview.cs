using Campaign111.Features.Campaigns;
using Campaign111.Features.Hierarchy;
using Campaign111.Platform.Security;
using Campaign111.Platform.Time;

namespace Campaign111.Features.Coverage;

/// <summary>A unit with its figure and status, as the reader's own deadline measures it.</summary>
public sealed record UnitStanding(Unit Unit, CoverageFigure Figure, CoverageJudgement Judgement, DeadlineInForce? Deadline);

/// <summary>Figures joined with status, for the API and the pages.</summary>
public sealed class CoverageOverview(ICoverageFigures figures, ICampaignDirectory campaigns, UnitDirectory units, CoverageDesk desk, BusinessClock clock, CurrentUser user)
{
    /// <summary>One standing for each unit, in the given order. A superior measures against their own deadline (design.md, Coverage rules).</summary>
    public async Task<IReadOnlyList<UnitStanding>> OfEachAsync(Campaign campaign, IReadOnlyList<Unit> of, CancellationToken cancel = default)
    {
        var plan = await campaigns.PlanAsync(campaign.Id);
        var today = await clock.TodayAsync(cancel);
        var memberships = await user.MembershipsAsync(cancel);
        var found = await figures.OfEachAsync(campaign.Id, of);
        return [.. of.Zip(found, (unit, figure) =>
        {
            var deadline = plan.DeadlineOf(unit.Path, ViewerPath(memberships, unit));
            return new UnitStanding(unit, figure, CoverageRules.Judge(figure, plan, deadline, today), deadline);
        })];
    }

    /// <summary>Households to reach in one place; null without a target.</summary>
    public async Task<long?> TargetAsync(Campaign campaign, Unit place) => (await figures.OfEachAsync(campaign.Id, [place]))[0].Target;

    internal async Task<FiguresAnswer> AnswerAsync(Campaign campaign, Unit unit, CancellationToken cancel)
    {
        var children = unit.Level == UnitLevel.Commune ? await desk.HamletsAsync(campaign, unit)
            : unit.Level == UnitLevel.Hamlet ? []
            : await units.ChildrenAsync(unit.Id, campaign.TreeDate);
        var standings = await OfEachAsync(campaign, [unit, .. children], cancel);
        return new FiguresAnswer(campaign.Slug, await clock.TodayAsync(cancel), campaign.IsIllustrative, Answer(standings[0]), [.. standings.Skip(1).Select(Answer)]);
    }

    private static string ViewerPath(IReadOnlyList<Membership> memberships, Unit unit) =>
        memberships.Where(membership => membership.Allows(Permission.Read, unit.Path)).Select(membership => membership.UnitPath)
            .OrderBy(path => path.Length).FirstOrDefault() ?? unit.Path;

    private static FigureAnswer Answer(UnitStanding standing) => new()
    {
        Code = standing.Unit.Code,
        Name = standing.Unit.FullName,
        Level = standing.Unit.Level.Code(),
        Target = standing.Figure.Target,
        Reached = standing.Figure.Reached,
        Settled = standing.Figure.Settled,
        Percent = Rounded(standing.Figure.Percent),
        Expected = Rounded(standing.Judgement.ExpectedPercent),
        Status = CoverageTexts.Code(standing.Judgement.Status),
        Silent = standing.Judgement.Silent,
        LastDay = standing.Deadline?.LastDay,
        DaysLeft = standing.Judgement.DaysLeft,
        Leaflets = standing.Figure.Leaflets,
        Entries = standing.Figure.Entries,
        Held = standing.Figure.Held,
        LastEntryAt = standing.Figure.LastEntryAt,
    };

    // Towards zero: 99.996 must not read as 100.
    private static decimal? Rounded(decimal? percent) => percent is { } value ? decimal.Round(value, 2, MidpointRounding.ToZero) : null;
}
