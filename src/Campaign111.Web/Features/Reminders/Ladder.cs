using Campaign111.Features.Campaigns;
using Campaign111.Features.Coverage;
using Campaign111.Platform.Time;

namespace Campaign111.Features.Reminders;

/// <summary>The rungs of a campaign. Pure: the same figures on the same day give the same rung.</summary>
public sealed class Ladder
{
    /// <summary>Working days for an acknowledgement; then the reminder climbs one level.</summary>
    public const int DaysToAcknowledge = 3;

    private readonly Rung[] time;
    private readonly Rung? silent;

    public Ladder(IEnumerable<Rung> rungs)
    {
        Rungs = [.. rungs.OrderBy(rung => rung.Kind).ThenBy(rung => rung.Days)];
        time = [.. Rungs.Where(rung => rung.Kind == RungKind.Time)];
        silent = Rungs.FirstOrDefault(rung => rung.Kind == RungKind.Silent);
    }

    /// <summary>Time rungs by due day, first to last, then silence.</summary>
    public IReadOnlyList<Rung> Rungs { get; }

    /// <summary>T-30 not started; T-14 and T-7 behind pace; T-3 and T-1 incomplete; T+1 overdue to the commune and its district, to be
    /// acknowledged; T+7 to the province; silent for the campaign's number of days.</summary>
    public static Ladder Default(int silentDays) => new(
    [
        new(RungKind.Time, -30, RungCondition.NotStarted, RungAudience.Commune),
        new(RungKind.Time, -14, RungCondition.Behind, RungAudience.Commune),
        new(RungKind.Time, -7, RungCondition.Behind, RungAudience.Commune),
        new(RungKind.Time, -3, RungCondition.Incomplete, RungAudience.Commune),
        new(RungKind.Time, -1, RungCondition.Incomplete, RungAudience.Commune),
        new(RungKind.Time, 1, RungCondition.Incomplete, RungAudience.Commune | RungAudience.District, NeedsAck: true),
        new(RungKind.Time, 7, RungCondition.Incomplete, RungAudience.Province),
        new(RungKind.Silent, silentDays, RungCondition.Incomplete, RungAudience.Commune),
    ]);

    /// <summary>The rung on which a unit stands on a business day, or null when nobody needs to be told anything.</summary>
    /// <param name="campaign">The campaign.</param>
    /// <param name="deadline">The unit's own; null when none binds it.</param>
    /// <param name="figure">Where it stands.</param>
    /// <param name="judgement">What that means on the day.</param>
    /// <param name="today">The day, a working day: a rung that fell due on a quiet day is found on the next working one.</param>
    /// <param name="covered">The last day on which the unit was reminded. A rung that fell due by then is past: so an amendment, or a changed
    /// ladder, never reminds again for a day for which the unit was reminded.</param>
    /// <remarks>Only the latest time rung counts: after an outage the newest is made good and older ones are not sent late.</remarks>
    public DueRung? RungOf(
        Campaign campaign, DeadlineInForce? deadline, CoverageFigure figure, CoverageJudgement judgement, DateOnly today, DateOnly? covered = null)
    {
        if (!IsReminded(judgement.Status))
        {
            return null;
        }

        var due = TimeRung(campaign, deadline, figure, judgement.Status, today);
        if (due is not null && due.DueOn > covered.GetValueOrDefault())
        {
            return due;
        }

        var quiet = SilentRung(figure, judgement.Status, today);
        return quiet is not null && quiet.DueOn > covered.GetValueOrDefault() ? quiet : null;
    }

    /// <summary>Does what a reminder said still hold? Asked before it climbs: not after an amendment, a new entry, or completion.</summary>
    public bool StillHolds(ReminderFacts facts, DeadlineInForce? deadline, CoverageFigure figure, CoverageJudgement judgement)
    {
        if (!IsReminded(judgement.Status))
        {
            return false;
        }

        var code = Rung.BaseCode(facts.Rung);
        var when = Rungs.FirstOrDefault(rung => rung.Code == code)?.When ?? RungCondition.Incomplete;
        return code == Rung.SilentCode
            ? figure.LastEntryAt is { } last && VietnamTime.Day(last) == facts.LastEntryOn
            : deadline?.LastDay == facts.LastDay && Lags(when, figure, judgement.Status);
    }

    private static bool IsReminded(CoverageStatus status) =>
        status is not (CoverageStatus.Completed or CoverageStatus.UnknownTarget or CoverageStatus.NotDue);

    private DueRung? TimeRung(Campaign campaign, DeadlineInForce? deadline, CoverageFigure figure, CoverageStatus status, DateOnly today)
    {
        for (var i = time.Length - 1; deadline is not null && i >= 0; i--)
        {
            var due = deadline.LastDay.AddDays(time[i].Days);
            if (due <= today)
            {
                return due >= campaign.StartsOn && Lags(time[i].When, figure, status) ? new DueRung(time[i], due) : null;
            }
        }

        return null;
    }

    private static bool Lags(RungCondition when, CoverageFigure figure, CoverageStatus status) => when switch
    {
        RungCondition.NotStarted => figure.Entries == 0,
        RungCondition.Behind => status is CoverageStatus.NotStarted or CoverageStatus.Behind or CoverageStatus.FarBehind or CoverageStatus.Overdue,
        _ => true,
    };

    private DueRung? SilentRung(CoverageFigure figure, CoverageStatus status, DateOnly today)
    {
        if (silent is null || status is CoverageStatus.NotStarted or CoverageStatus.Overdue || figure.LastEntryAt is not { } last)
        {
            return null;
        }

        var due = VietnamTime.Day(last).AddDays(silent.Days);
        return due <= today ? new DueRung(silent, due) : null;
    }
}
