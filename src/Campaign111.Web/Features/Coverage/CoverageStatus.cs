using Campaign111.Features.Campaigns;
using Campaign111.Platform.Time;

namespace Campaign111.Features.Coverage;

/// <summary>Status of a unit against its pace (design.md, Coverage rules).</summary>
public enum CoverageStatus
{
    /// <summary>No target known: neither 0 % nor 100 %.</summary>
    UnknownTarget,

    /// <summary>Before the campaign's start.</summary>
    NotDue,

    NotStarted,
    OnPace,
    Behind,
    FarBehind,
    Overdue,
    Completed,
}

/// <summary>A unit's status with the numbers that it rests on.</summary>
/// <param name="Status">The status.</param>
/// <param name="Silent">Not completed and no entry for the campaign's number of days.</param>
/// <param name="ExpectedPercent">Expected today; null without a deadline.</param>
/// <param name="DaysLeft">Days to the last day, 0 on it, negative after it; null without a deadline.</param>
public sealed record CoverageJudgement(CoverageStatus Status, bool Silent, decimal? ExpectedPercent, int? DaysLeft);

/// <summary>The rules that turn a figure into a status.</summary>
public static class CoverageRules
{
    /// <summary>Judges a figure on a business day against a deadline.</summary>
    public static CoverageJudgement Judge(CoverageFigure figure, CampaignPlan plan, DeadlineInForce? deadline, DateOnly today)
    {
        var expected = plan.ExpectedPercent(today, deadline);
        var status = StatusOf(figure, plan.Campaign, deadline, expected, today);
        return new CoverageJudgement(status, IsSilent(figure, plan.Campaign, status, today), expected, deadline?.LastDay.DayNumber - today.DayNumber);
    }

    private static CoverageStatus StatusOf(CoverageFigure figure, Campaign campaign, DeadlineInForce? deadline, decimal? expected, DateOnly today)
    {
        if (figure.Target is null or <= 0)
        {
            return CoverageStatus.UnknownTarget;
        }

        if (figure.IsCompleted)
        {
            return CoverageStatus.Completed;
        }

        if (today < campaign.StartsOn)
        {
            return CoverageStatus.NotDue;
        }

        if (deadline is not null && today > deadline.LastDay)
        {
            return CoverageStatus.Overdue;
        }

        if (figure.Entries == 0)
        {
            return CoverageStatus.NotStarted;
        }

        var gap = (expected ?? 0) - figure.Percent!.Value;
        return gap <= campaign.OnPaceGap ? CoverageStatus.OnPace
            : gap <= campaign.BehindGap ? CoverageStatus.Behind
            : CoverageStatus.FarBehind;
    }

    private static bool IsSilent(CoverageFigure figure, Campaign campaign, CoverageStatus status, DateOnly today)
    {
        if (status is CoverageStatus.Completed or CoverageStatus.NotDue)
        {
            return false;
        }

        var last = figure.LastEntryAt is { } at ? VietnamTime.Day(at) : campaign.StartsOn.AddDays(-1);
        return today.DayNumber - last.DayNumber >= campaign.SilentDays;
    }
}
