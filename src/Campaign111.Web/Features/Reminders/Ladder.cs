using Campaign111.Features.Campaigns;
using Campaign111.Features.Coverage;
using Campaign111.Platform.Time;

namespace Campaign111.Features.Reminders;

/// <summary>A step of the ladder that a lagging unit climbs. Codes are stored and printed.</summary>
/// <param name="Code">"t-30", "overdue+1", "silent".</param>
/// <param name="Offset">Days from the last day to the rung's due day; negative before it. Null for silence.</param>
/// <param name="Tells">Whom the rung tells.</param>
public sealed record Rung(string Code, int? Offset, RungAudience Tells)
{
    public static readonly Rung Silent = new("silent", null, RungAudience.Commune);
}

/// <summary>Whom a rung tells: the commune itself, the commune and the district above it, or the province.</summary>
public enum RungAudience
{
    Commune,
    CommuneAndDistrict,
    Province,
}

/// <summary>A rung that a unit stands on, with the day on which it fell due.</summary>
public sealed record DueRung(Rung Rung, DateOnly DueOn);

/// <summary>The ladder of a campaign: T-30 not started; T-14 and T-7 behind pace; T-3 and T-1 incomplete; T+1 and T+7 overdue; silent for
/// the campaign's number of days. Pure: the same figures on the same day give the same rung.</summary>
public static class Ladder
{
    /// <summary>Time rungs by due day, first to last.</summary>
    public static readonly IReadOnlyList<Rung> TimeRungs =
    [
        new("t-30", -30, RungAudience.Commune),
        new("t-14", -14, RungAudience.Commune),
        new("t-7", -7, RungAudience.Commune),
        new("t-3", -3, RungAudience.Commune),
        new("t-1", -1, RungAudience.Commune),
        new("overdue+1", 1, RungAudience.CommuneAndDistrict),
        new("overdue+7", 7, RungAudience.Province),
    ];

    /// <summary>The rung on which a unit stands on a business day, or null when nobody needs to be told anything.</summary>
    /// <remarks>Only the latest time rung counts: after an outage the newest is made good and older ones are not sent late.</remarks>
    public static DueRung? RungOf(Campaign campaign, DeadlineInForce? deadline, CoverageFigure figure, CoverageJudgement judgement, DateOnly today)
    {
        if (judgement.Status is CoverageStatus.Completed or CoverageStatus.UnknownTarget or CoverageStatus.NotDue)
        {
            return null;
        }

        return TimeRung(campaign, deadline, judgement.Status, today) ?? SilentRung(campaign, figure, judgement, today);
    }

    private static DueRung? TimeRung(Campaign campaign, DeadlineInForce? deadline, CoverageStatus status, DateOnly today)
    {
        if (deadline is null)
        {
            return null;
        }

        var latest = TimeRungs
            .Select(rung => new DueRung(rung, deadline.LastDay.AddDays(rung.Offset!.Value)))
            .LastOrDefault(due => due.DueOn <= today && due.DueOn >= campaign.StartsOn);
        return latest is not null && Lags(latest.Rung, status) ? latest : null;
    }

    private static bool Lags(Rung rung, CoverageStatus status) => rung.Offset switch
    {
        -30 => status is CoverageStatus.NotStarted,
        -14 or -7 => status is CoverageStatus.NotStarted or CoverageStatus.Behind or CoverageStatus.FarBehind,
        _ => true,
    };

    private static DueRung? SilentRung(Campaign campaign, CoverageFigure figure, CoverageJudgement judgement, DateOnly today)
    {
        if (!judgement.Silent || judgement.Status is CoverageStatus.NotStarted or CoverageStatus.Overdue || figure.LastEntryAt is not { } last)
        {
            return null;
        }

        var due = VietnamTime.Day(last).AddDays(campaign.SilentDays);
        return due <= today ? new DueRung(Rung.Silent, due) : null;
    }
}
