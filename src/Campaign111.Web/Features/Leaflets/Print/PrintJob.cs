using Campaign111.Features.Hierarchy;

namespace Campaign111.Features.Leaflets.Print;

/// <summary>Where a print job stands.</summary>
public enum PrintState
{
    /// <summary>Not finished: nobody or somebody works on it.</summary>
    Waiting,

    Done,

    Failed,

    Cancelled,

    /// <summary>Its file was taken away after its time.</summary>
    Removed,
}

/// <summary>What somebody asks to have printed.</summary>
/// <param name="Unit">Within which all is printed.</param>
/// <param name="Picked">Codes of chosen communes in it; empty for all.</param>
/// <param name="Each">Commune or hamlet: one file for each.</param>
/// <param name="Choice">Which leaflet.</param>
public sealed record PrintWish(Unit Unit, IReadOnlyList<string> Picked, UnitLevel Each, LeafletChoice Choice);

/// <summary>A print job made in the background.</summary>
public sealed class PrintJob
{
    public Guid Id { get; init; }

    public long CampaignId { get; init; }

    public long UnitId { get; init; }

    public string Path { get; init; } = "";

    /// <summary>Codes of chosen communes, with spaces between them; empty for all.</summary>
    public string Picked { get; init; } = "";

    public UnitLevel EachLevel { get; init; }

    public string Design { get; init; } = "";

    public int Version { get; init; }

    public string Language { get; init; } = "";

    /// <summary>colour or mono.</summary>
    public string Variant { get; init; } = "";

    public SheetForm Form { get; init; }

    public LeafletOutput FileKind { get; init; }

    /// <summary>The run whose codes it prints, once it was begun.</summary>
    public long? QrRunId { get; init; }

    public PrintState State { get; init; }

    /// <summary>Units to print.</summary>
    public int Total { get; init; }

    /// <summary>Units whose files are ready.</summary>
    public int Finished { get; init; }

    public long? SizeBytes { get; init; }

    /// <summary>Why it failed, for the person who asked.</summary>
    public string? Problem { get; init; }

    public DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset? EndedAt { get; init; }

    public long? AccountId { get; init; }

    public string AccountName { get; init; } = "";

    public string? OnBehalfOf { get; init; }

    public bool IsMono => Variant == "mono";
}
