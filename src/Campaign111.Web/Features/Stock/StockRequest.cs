namespace Campaign111.Features.Stock;

/// <summary>A unit asks for leaflets: "còn 40 tờ, cần 300".</summary>
public sealed class StockRequest
{
    public const string Open = "open";
    public const string Approved = "approved";
    public const string Refused = "refused";
    public const string Withdrawn = "withdrawn";

    public long Id { get; init; }

    public long CampaignId { get; init; }

    public long UnitId { get; init; }

    public string Path { get; init; } = "";

    /// <summary>How many are left, as the unit says.</summary>
    public long OnHand { get; init; }

    /// <summary>How many the book gave its subtree at that moment.</summary>
    public long OnBooks { get; init; }

    public long Wanted { get; init; }

    public string? Reason { get; init; }

    public DateOnly AskedOn { get; init; }

    public string AskedBy { get; init; } = "";

    public string State { get; init; } = "";

    public long? Granted { get; init; }

    public long? ShipmentId { get; init; }

    public string? Answer { get; init; }

    public DateOnly? DecidedOn { get; init; }

    public string? DecidedBy { get; init; }

    public bool IsOpen => State == Open;
}

/// <summary>What a unit enters.</summary>
public sealed record RequestDraft(Guid Key, long OnHand, long OnBooks, long Wanted, DateOnly On, string? Reason = null);
