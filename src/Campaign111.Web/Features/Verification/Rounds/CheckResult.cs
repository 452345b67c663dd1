using Campaign111.Features.Verification.Statistics;

namespace Campaign111.Features.Verification.Rounds;

/// <summary>Where a round stands. A household that is absent makes room for the next reserve; one that remembers nothing, or that does not exist, counts as
/// one that was not reached.</summary>
public sealed class CheckResult
{
    private readonly SpotCheck check;

    private CheckResult(SpotCheck check, IReadOnlyList<CheckVisit> active, IReadOnlyList<CheckVisit> others)
    {
        this.check = check;
        Active = active;
        Others = others;
    }

    /// <summary>Households to visit now, the absent among them: those of the sample and the reserves in use.</summary>
    public IReadOnlyList<CheckVisit> Active { get; }

    /// <summary>Those claimed as not reached.</summary>
    public IReadOnlyList<CheckVisit> Others { get; }

    public int Remember => Count(CheckOutcomes.Remembers);

    public int Forgot => Count(CheckOutcomes.Forgot);

    public int Nowhere => Count(CheckOutcomes.Nowhere);

    public int Absent => Count(CheckOutcomes.Absent);

    /// <summary>Households that answered for the lot.</summary>
    public int Found => Remember + Forgot + Nowhere;

    public int Left => Active.Count(visit => visit.Outcome is null) + Others.Count(visit => visit.Outcome is null);

    /// <summary>Of those claimed as not reached, how many remember a leaflet all the same.</summary>
    public int OthersRemember => Others.Count(visit => visit.Outcome == CheckOutcomes.Remembers);

    public int OthersFound => Others.Count(visit => visit.Outcome is not null and not CheckOutcomes.Absent);

    /// <summary>Nobody is left to visit, and the sample could not be filled: too many were absent.</summary>
    public bool RanOut => Left == 0 && Found < check.Sample;

    /// <summary>accept or recheck for a lot, estimate for a proportion; null while visits are open, or when it ran out before it could be told.</summary>
    public string? Verdict => Left > 0 ? null
        : !check.IsLqas ? (Found > 0 ? "estimate" : null)
        : Remember >= check.PassMark ? "accept"
        : Forgot + Nowhere > check.Sample - check.PassMark ? "recheck"
        : null;

    /// <summary>Share of the lot that remembers; null for a lot that is accepted or not, and before anybody was found.</summary>
    public ShareInterval? Interval => check.IsLqas || Found == 0 ? null : Proportion.Wilson(Remember, Found);

    /// <summary>Takes the sample in its order, passing over the absent, until it is full.</summary>
    public static CheckResult Of(SpotCheck check, IReadOnlyList<CheckVisit> visits)
    {
        var active = new List<CheckVisit>();
        var filled = 0;
        foreach (var visit in visits.Where(visit => visit.IsClaimed).OrderBy(visit => visit.Number))
        {
            if (filled == check.Sample)
            {
                break;
            }

            active.Add(visit);
            filled += visit.Outcome == CheckOutcomes.Absent ? 0 : 1;
        }

        return new CheckResult(check, active, [.. visits.Where(visit => !visit.IsClaimed).OrderBy(visit => visit.Number)]);
    }

    private int Count(string outcome) => Active.Count(visit => visit.Outcome == outcome);
}
