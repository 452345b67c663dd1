using Campaign111.Features.Hierarchy;

namespace Campaign111.Features.Stock;

/// <summary>One side of a movement.</summary>
/// <param name="RunId">Leaflets of which print run.</param>
/// <param name="Account">A code of <see cref="StockAccount"/>.</param>
/// <param name="PlaceId">The unit, or the shipment of a transit account.</param>
/// <param name="Unit">Whose account it is; of a transit account the unit that the package goes to.</param>
/// <param name="Amount">Leaflets that come in (above zero) or go out.</param>
public sealed record StockSide(long RunId, string Account, long PlaceId, Unit Unit, long Amount)
{
    /// <summary>What the balance must be before, when the amount was worked out from it; else null.</summary>
    public long? Expected { get; init; }

    /// <summary>An account of the unit itself.</summary>
    public static StockSide Of(long run, string account, Unit unit, long amount) => new(run, account, unit.Id, unit, amount);
}

/// <summary>A movement to be stored.</summary>
/// <param name="Key">The client's: the same movement sent again changes nothing.</param>
/// <param name="Kind">A code of <see cref="StockKind"/>.</param>
/// <param name="Unit">Where it happens.</param>
/// <param name="HappenedOn">The day, in Vietnam.</param>
/// <param name="Sides">Add up to zero.</param>
public sealed record StockDraft(Guid Key, string Kind, Unit Unit, DateOnly HappenedOn, IReadOnlyList<StockSide> Sides)
{
    /// <summary>Leaflets moved, as people would say it.</summary>
    public long Quantity { get; init; }

    /// <summary>The run, when it is one.</summary>
    public long? RunId { get; init; }

    public long? ShipmentId { get; init; }

    /// <summary>The movement that this one takes back.</summary>
    public long? ReversesId { get; init; }

    public string? Occasion { get; init; }

    public string? Reason { get; init; }
}
