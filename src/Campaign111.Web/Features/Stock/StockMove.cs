namespace Campaign111.Features.Stock;

/// <summary>A movement as the book holds it.</summary>
public sealed class StockMove
{
    public long Id { get; init; }

    public long CampaignId { get; init; }

    public long? RunId { get; init; }

    public long? ShipmentId { get; init; }

    public long? ReversesId { get; init; }

    /// <summary>The movement that took this one back, or null.</summary>
    public long? ReversedBy { get; init; }

    public string Kind { get; init; } = "";

    public long UnitId { get; init; }

    public string Path { get; init; } = "";

    public long Quantity { get; init; }

    public string? Occasion { get; init; }

    public DateOnly HappenedOn { get; init; }

    public string? Reason { get; init; }

    public DateTimeOffset RecordedAt { get; init; }

    public string RecordedBy { get; init; } = "";

    public string? OnBehalfOf { get; init; }

    /// <summary>The note's number of a package, or null.</summary>
    public string? Note { get; init; }
}

/// <summary>What an account of a unit or subtree holds of one run.</summary>
public sealed class StockHolding
{
    public long UnitId { get; init; }

    public long RunId { get; init; }

    public string Account { get; init; } = "";

    public long Quantity { get; init; }
}
