using Campaign111.Features.Campaigns;
using Campaign111.Features.Hierarchy;
using Campaign111.Features.Verification.Statistics;

namespace Campaign111.Features.Verification.Rounds;

/// <summary>What is asked of a round.</summary>
/// <param name="Campaign">The campaign.</param>
/// <param name="Commune">Whose claims are checked.</param>
/// <param name="Design">A code of <see cref="CheckDesigns"/>.</param>
public sealed record DrawRequest(Campaign Campaign, Unit Commune, string Design)
{
    /// <summary>A lot in which so many of the claimed households remember should be accepted.</summary>
    public int GoodPercent { get; init; } = 90;

    /// <summary>A lot in which no more of them do should be checked again.</summary>
    public int BadPercent { get; init; } = 60;

    /// <summary>Most risk of sending back a good lot, in percent.</summary>
    public int AlphaPercent { get; init; } = 10;

    /// <summary>Most risk of accepting a bad lot, in percent.</summary>
    public int BetaPercent { get; init; } = 10;

    /// <summary>Half the width of a proportion's interval, in points.</summary>
    public int HalfWidth { get; init; } = 10;

    /// <summary>Leaves tallied hamlets out of the lot.</summary>
    public bool RegistersOnly { get; init; }

    /// <summary>Households to visit among those claimed as not reached.</summary>
    public int OtherSample { get; init; } = 6;

    public long InspectorId { get; init; }

    public DateOnly VisitBy { get; init; }

    public int RecheckDays { get; init; } = 10;

    /// <summary>Null draws one.</summary>
    public string? Seed { get; init; }

    /// <summary>The round whose re-check this one is.</summary>
    public long? FollowsId { get; init; }
}

/// <summary>Size and rule of a sample for a given frame.</summary>
/// <param name="Sample">Households that must be found.</param>
/// <param name="Lot">Rule and exact risks; null for a proportion.</param>
public sealed record CheckPlan(int Sample, LotPlan? Lot)
{
    /// <summary>The plan, or null when no sample keeps the risks.</summary>
    public static CheckPlan? Of(DrawRequest request, CheckFrame frame)
    {
        if (request.Design == CheckDesigns.Proportion)
        {
            return new CheckPlan(Proportion.SampleFor(frame.Size, request.HalfWidth / 100.0), null);
        }

        // Whole households: a good lot rounded up, a bad one down, so that neither risk is understated.
        var good = ((long)frame.Claims * request.GoodPercent + 99) / 100;
        var bad = (long)frame.Claims * request.BadPercent / 100;
        var lot = Lqas.Plan(frame.Size, good, bad, request.AlphaPercent / 100.0, request.BetaPercent / 100.0);
        return lot is null ? null : new CheckPlan(lot.Sample, lot);
    }

    /// <summary>Entries drawn beyond the sample, for the absent: half as many, and three.</summary>
    public int WithReserves(int lot) => Math.Min(lot, Sample + (Sample / 2) + 3);
}
