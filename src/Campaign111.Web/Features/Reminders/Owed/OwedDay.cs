using Campaign111.Features.Campaigns;
using Campaign111.Platform.Time;

namespace Campaign111.Features.Reminders.Owed;

/// <summary>Judges the obligations of a campaign on one working day.</summary>
internal sealed record OwedDay(Campaign Campaign, DateOnly Today, WorkingDays Days, RecipientFinder Staff, string? Note)
{
    /// <summary>The latest step that is not written yet, and what nobody answered in time, one level up.</summary>
    /// <param name="owed">The obligation, open.</param>
    /// <param name="told">What was written or let go for it, oldest first.</param>
    public IEnumerable<DueReminder> Due(Owed owed, IReadOnlyList<OwedReminder> told)
    {
        foreach (var facts in told.Where(facts => IsUnanswered(facts, told) && facts.LastDay == owed.LastDay))
        {
            var due = Days.AddWorkingDays(facts.SweptOn, Ladder.DaysToAcknowledge);
            var rung = new Rung(RungKind.Time, Rung.Offset(facts.Rung)!.Value, RungCondition.Incomplete, RungAudience.None, NeedsAck: true);
            if (due <= Today && Staff.Chain(owed).SkipWhile(level => level.Told != facts.Told).Skip(1).FirstOrDefault() is { } above)
            {
                yield return Of(owed, new DueRung(rung, due), above, facts);
            }
        }

        // What was let go counts as said: its step does not come back the next day.
        var covered = told.Where(facts => facts.ClimbedFrom is null).Select(facts => (DateOnly?)(facts.State == ReminderFacts.Dropped ? facts.DueOn : facts.SweptOn)).Max();
        if (OwedSteps.Of(owed.LastDay, Today, covered) is { } step)
        {
            yield return Of(owed, step, Staff.First(owed, OwedSteps.TellsAbove(step.Rung)), null);
        }
    }

    private static bool IsUnanswered(OwedReminder facts, IReadOnlyList<OwedReminder> told) =>
        facts is { NeedsAck: true, State: ReminderFacts.Written, Answers: 0 } && !told.Any(later => later.ClimbedFrom == facts.Id);

    private DueReminder Of(Owed owed, DueRung due, Recipients recipients, ReminderFacts? from) => new()
    {
        Campaign = Campaign,
        Unit = owed.Unit,
        Owed = owed,
        Due = due,
        Recipients = recipients.People,
        Told = recipients.Told,
        ClimbedFrom = from,
        Note = Note,
    };
}
