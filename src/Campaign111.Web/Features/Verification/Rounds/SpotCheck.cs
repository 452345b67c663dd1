namespace Campaign111.Features.Verification.Rounds;

/// <summary>A round of spot checks as stored.</summary>
public sealed class SpotCheck
{
    public long Id { get; init; }

    public long CampaignId { get; init; }

    /// <summary>The commune.</summary>
    public long UnitId { get; init; }

    public string UnitPath { get; init; } = "";

    /// <summary>A code of <see cref="CheckDesigns"/>.</summary>
    public string Design { get; init; } = "";

    /// <summary>With the frame it gives the sample again.</summary>
    public string Seed { get; init; } = "";

    /// <summary>Households among which was drawn.</summary>
    public long FrameSize { get; init; }

    /// <summary>Of them claimed as reached.</summary>
    public long Claims { get; init; }

    /// <summary>What the commune had reported when the sample was drawn.</summary>
    public long ReportedReached { get; init; }

    public long? ReportedTarget { get; init; }

    public int Sample { get; init; }

    public int OtherSample { get; init; }

    /// <summary>Households that must remember for the lot to be accepted; null for a proportion.</summary>
    public int? PassMark { get; init; }

    public int? GoodPercent { get; init; }

    public int? BadPercent { get; init; }

    /// <summary>Exact risk in hundredths of a percent, rounded up.</summary>
    public int? Alpha { get; init; }

    public int? Beta { get; init; }

    public long InspectorId { get; init; }

    public string Inspector { get; init; } = "";

    /// <summary>Last day for the visits.</summary>
    public DateOnly VisitBy { get; init; }

    /// <summary>Working days that a commune has to visit again after a re-check verdict.</summary>
    public int RecheckDays { get; init; }

    public long? FollowsId { get; init; }

    public DateTimeOffset DrawnAt { get; init; }

    public string DrawnByName { get; init; } = "";

    /// <summary>drawn, decided, cancelled.</summary>
    public string State { get; init; } = "";

    /// <summary>accept, recheck, estimate; null before.</summary>
    public string? Verdict { get; init; }

    public DateTimeOffset? DecidedAt { get; init; }

    public DateOnly? RecheckBy { get; init; }

    public DateTimeOffset? ClosedAt { get; init; }

    public string? ClosedBy { get; init; }

    public string? CloseNote { get; init; }

    public bool IsOpen => State == "drawn";

    public bool IsLqas => Design == CheckDesigns.Lqas;

    /// <summary>Waits for the commune: a re-check that nobody has closed.</summary>
    public bool OwesRecheck => Verdict == "recheck" && ClosedAt is null;

    public decimal? ReportedPercent => ReportedTarget > 0 ? 100m * ReportedReached / ReportedTarget : null;

    /// <summary>Share of the frame that is claimed as reached, in percent: what a verified share of the same frame stands beside.</summary>
    public decimal ClaimedPercent => FrameSize > 0 ? 100m * Claims / FrameSize : 0;
}

/// <summary>A household of the sample with the newest answer.</summary>
public sealed class CheckVisit
{
    public long Id { get; init; }

    public long SpotCheckId { get; init; }

    /// <summary>claimed or other.</summary>
    public string Stratum { get; init; } = "";

    /// <summary>From 1, in the order of drawing.</summary>
    public int Number { get; init; }

    public long HamletId { get; init; }

    /// <summary>Code in the register; null in a tallied hamlet.</summary>
    public string? Household { get; init; }

    /// <summary>Which house of the row in a tallied hamlet.</summary>
    public int? PlaceNumber { get; init; }

    /// <summary>A code of <see cref="CheckOutcomes"/>, or null.</summary>
    public string? Outcome { get; init; }

    public DateTimeOffset? AnsweredAt { get; init; }

    public bool IsClaimed => Stratum == Strata.Claimed;
}

/// <summary>Designs of a round.</summary>
public static class CheckDesigns
{
    /// <summary>Accept or check again; never a percentage.</summary>
    public const string Lqas = "lqas";

    /// <summary>A share with its interval.</summary>
    public const string Proportion = "proportion";
}

/// <summary>Parts of a sample.</summary>
public static class Strata
{
    public const string Claimed = "claimed";

    /// <summary>Claimed as not reached.</summary>
    public const string Other = "other";
}

/// <summary>What an inspector finds at a door.</summary>
public static class CheckOutcomes
{
    public const string Remembers = "remembers";
    public const string Forgot = "forgot";
    public const string Absent = "absent";
    public const string Nowhere = "nowhere";

    public static IReadOnlyList<string> All { get; } = [Remembers, Forgot, Absent, Nowhere];
}
