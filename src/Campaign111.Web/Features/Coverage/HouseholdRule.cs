namespace Campaign111.Features.Coverage;

/// <summary>One valid entry about a household of the register.</summary>
/// <param name="Key">The entry.</param>
/// <param name="Outcome">What happened.</param>
/// <param name="Day">The counted day.</param>
/// <param name="At">The captured instant, or the received one when the clock was wrong.</param>
/// <param name="Sequence">Received sequence; orders entries of the same instant.</param>
public sealed record Visit(Guid Key, CoverageOutcome Outcome, DateOnly Day, DateTimeOffset At, long Sequence);

/// <summary>Where a household stands after its valid entries.</summary>
public sealed record HouseholdState
{
    public static readonly HouseholdState Unvisited = new();

    /// <summary>The first valid "reached" entry, or null.</summary>
    public Guid? ReachedKey { get; init; }

    /// <summary>The counted day of that entry.</summary>
    public DateOnly? ReachedOn { get; init; }

    public CoverageOutcome? LastOutcome { get; init; }

    public int Visits { get; init; }

    public int Absences { get; init; }

    public bool Settled { get; init; }

    public bool IsReached => ReachedKey is not null;
}

/// <summary>How a household's entries add up (design.md, Coverage rules). The order is that of the visits, not of their arrival: phones
/// that come back to the network in another order give the same figures.</summary>
public static class HouseholdRule
{
    /// <summary>A household that was absent settles at this visit.</summary>
    public const int AbsencesThatSettle = 3;

    /// <summary>Reached wins over everything. Otherwise the last outcome decides: vacant and refused settle, absent settles once the
    /// household was found absent three times in all.</summary>
    public static HouseholdState Of(IEnumerable<Visit> visits)
    {
        var ordered = visits.OrderBy(visit => visit.Day).ThenBy(visit => visit.At).ThenBy(visit => visit.Sequence).ToList();
        if (ordered.Count == 0)
        {
            return HouseholdState.Unvisited;
        }

        var first = ordered.Find(visit => visit.Outcome == CoverageOutcome.Reached);
        var last = ordered[^1].Outcome;
        var absences = ordered.Count(visit => visit.Outcome == CoverageOutcome.Absent);
        return new HouseholdState
        {
            ReachedKey = first?.Key,
            ReachedOn = first?.Day,
            LastOutcome = last,
            Visits = ordered.Count,
            Absences = absences,
            Settled = first is not null
                || last is CoverageOutcome.Vacant or CoverageOutcome.Refused
                || (last == CoverageOutcome.Absent && absences >= AbsencesThatSettle),
        };
    }
}

/// <summary>What an entry of a tally adds. Absent households are not settled: they will be visited again.</summary>
public static class TallyRule
{
    public static long Reached(CoverageOutcome outcome, long households) => outcome == CoverageOutcome.Reached ? households : 0;

    public static long Settled(CoverageOutcome outcome, long households) => outcome == CoverageOutcome.Absent ? 0 : households;
}
