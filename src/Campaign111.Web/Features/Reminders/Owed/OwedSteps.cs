namespace Campaign111.Features.Reminders.Owed;

/// <summary>When an obligation is reminded of: seven days before its last day, one day before, and the day after, which asks for an answer and also
/// tells the level above. Pure.</summary>
public static class OwedSteps
{
    private static readonly Rung[] Steps =
    [
        new(RungKind.Time, -7, RungCondition.Incomplete, RungAudience.None),
        new(RungKind.Time, -1, RungCondition.Incomplete, RungAudience.None),
        new(RungKind.Time, 1, RungCondition.Incomplete, RungAudience.None, NeedsAck: true),
    ];

    /// <summary>The step on which it stands, or null. Only the latest counts: after an outage older ones are not sent late.</summary>
    /// <param name="lastDay">Its last day.</param>
    /// <param name="today">A working day: a step that fell due on a quiet day is found on the next working one.</param>
    /// <param name="covered">The day on which it was last reminded of; a step that fell due by then is past, also when the last day has moved since.</param>
    public static DueRung? Of(DateOnly lastDay, DateOnly today, DateOnly? covered)
    {
        var step = Steps.LastOrDefault(step => lastDay.AddDays(step.Days) <= today);
        return step is not null && lastDay.AddDays(step.Days) > covered.GetValueOrDefault() ? new DueRung(step, lastDay.AddDays(step.Days)) : null;
    }

    /// <summary>After the last day the level above is told too.</summary>
    public static bool TellsAbove(Rung step) => step.Days > 0;
}
