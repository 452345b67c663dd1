using Campaign111.Features.Campaigns;
using Campaign111.Features.Coverage;
using Campaign111.Features.Hierarchy;
using Campaign111.Features.Shared;
using Campaign111.Platform.Time;

namespace Campaign111.Features.Dashboards;

/// <summary>Where one unit stands on a business day, measured by whoever looks.</summary>
/// <param name="Unit">The unit as it stands in the campaign's tree.</param>
/// <param name="Figure">Its figures.</param>
/// <param name="Judgement">Status and pace against <paramref name="Deadline"/>.</param>
/// <param name="Deadline">The deadline of the viewer (design.md: a superior's view measures against the superior's own).</param>
/// <param name="Own">The deadline that binds the unit itself, where its last day differs; else null.</param>
public sealed record Standing(Unit Unit, CoverageFigure Figure, CoverageJudgement Judgement, DeadlineInForce? Deadline, DeadlineInForce? Own)
{
    public StatusKind Status => Judgement.Status switch
    {
        CoverageStatus.NotDue => StatusKind.NotDue,
        CoverageStatus.NotStarted => StatusKind.NotStarted,
        CoverageStatus.OnPace => StatusKind.OnPace,
        CoverageStatus.Behind => StatusKind.Behind,
        CoverageStatus.FarBehind => StatusKind.FarBehind,
        CoverageStatus.Overdue => StatusKind.Overdue,
        CoverageStatus.Completed => StatusKind.Completed,
        _ => StatusKind.UnknownTarget,
    };

    /// <summary>Expected minus reached, in points; null without a target or a deadline.</summary>
    public decimal? Gap => Judgement.ExpectedPercent - Figure.Percent;

    /// <summary>Households expected by today, rounded up: a part of a household is a household still to visit.</summary>
    public long? Expected => Figure.Target > 0 && Judgement.ExpectedPercent is { } percent ? (long)Math.Ceiling(Figure.Target.Value * percent / 100) : null;

    /// <summary>Day of the newest entry in Vietnam.</summary>
    public DateOnly? LastDay => Figure.LastEntryAt is { } at ? VietnamTime.Day(at) : null;

    /// <summary>Whole days without an entry, counted from the start when there was none.</summary>
    public int SilentFor(Campaign campaign, DateOnly today) => today.DayNumber - (LastDay ?? campaign.StartsOn.AddDays(-1)).DayNumber;

    public static Standing Of(Unit unit, CoverageFigure figure, CampaignPlan plan, string viewerPath, DateOnly today)
    {
        var deadline = plan.DeadlineOf(unit.Path, viewerPath);
        var own = plan.DeadlineOf(unit.Path);
        return new(unit, figure, CoverageRules.Judge(figure, plan, deadline, today), deadline, own?.LastDay == deadline?.LastDay ? null : own);
    }
}
