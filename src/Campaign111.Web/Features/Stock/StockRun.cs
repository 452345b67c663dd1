namespace Campaign111.Features.Stock;

/// <summary>A print run as it was ordered.</summary>
public sealed class StockRun
{
    public long Id { get; init; }

    public long CampaignId { get; init; }

    /// <summary>Whose leaflets they are when they leave the printer.</summary>
    public long UnitId { get; init; }

    public string Path { get; init; } = "";

    /// <summary>From 1 within the campaign.</summary>
    public int Number { get; init; }

    public string Design { get; init; } = "";

    public int Version { get; init; }

    /// <summary>The run of QR codes on this paper, or null when it carries the standing codes.</summary>
    public long? QrRunId { get; init; }

    public long Quantity { get; init; }

    /// <summary>The whole run, in đồng.</summary>
    public long CostVnd { get; init; }

    public string Printer { get; init; } = "";

    public DateOnly PrintedOn { get; init; }

    public string RecordedBy { get; init; } = "";
}

/// <summary>What an officer enters about a print run.</summary>
/// <param name="Key">The form's.</param>
/// <param name="Design">Approved design.</param>
/// <param name="Version">Its version.</param>
/// <param name="Quantity">Leaflets.</param>
/// <param name="CostVnd">For all of them, in đồng.</param>
/// <param name="Printer">Who printed; an office that copies itself names itself.</param>
/// <param name="PrintedOn">Day.</param>
/// <param name="InStore">True: they lie in the unit's store already; false: they wait at the printer's.</param>
/// <param name="QrRunId">The run of codes, or null.</param>
public sealed record RunDraft(
    Guid Key, string Design, int Version, long Quantity, long CostVnd, string Printer, DateOnly PrintedOn, bool InStore, long? QrRunId = null);
