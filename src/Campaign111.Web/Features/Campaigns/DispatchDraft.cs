using Campaign111.Features.Hierarchy;

namespace Campaign111.Features.Campaigns;

/// <summary>A dispatch as it is entered. Days are Vietnamese days, the last day is inclusive.</summary>
public sealed class DispatchDraft
{
    public required long CampaignId { get; init; }

    public DispatchKind Kind { get; init; }

    /// <summary>The superior's dispatch that it carries on, or null.</summary>
    public long? ParentId { get; init; }

    /// <summary>The dispatch that it amends, or null.</summary>
    public long? AmendsId { get; init; }

    /// <summary>The unit for which it is issued: its deadline is that unit's.</summary>
    public required Unit Unit { get; init; }

    /// <summary>Number and symbol: "2530/UBND-KGVX".</summary>
    public string Number { get; init; } = "";

    public required DateOnly IssuedOn { get; init; }

    public string? ReceivedNumber { get; init; }

    public DateOnly? ReceivedOn { get; init; }

    public long? OrganisationId { get; init; }

    /// <summary>The issuer as printed.</summary>
    public string Issuer { get; init; } = "";

    public string? Signatory { get; init; }

    public string Subject { get; init; } = "";

    /// <summary>"Nơi nhận", one a line.</summary>
    public string? Recipients { get; init; }

    /// <summary>Units that it names; none: everything below its unit.</summary>
    public IReadOnlyList<Unit> Bound { get; init; } = [];

    public string? Wording { get; init; }

    public DateOnly? LastDay { get; init; }

    public Period? Focus { get; init; }

    /// <summary>Why the last day is later than the superior's.</summary>
    public string? Reason { get; init; }

    public DispatchFile? File { get; init; }

    public IReadOnlyList<TaskDraft> Tasks { get; init; } = [];
}

/// <summary>What a dispatch is for.</summary>
public enum DispatchKind
{
    /// <summary>It sets deadlines and tasks.</summary>
    Order,

    /// <summary>It urges units that lag behind such a one (công văn đôn đốc).</summary>
    Urging,
}

/// <summary>A numbered task of a dispatch and the organisations that have it, each by its register id (or null) and name.</summary>
public sealed record TaskDraft(string Body, IReadOnlyList<(long? Id, string Name)> Organisations);

/// <summary>A scanned dispatch in the data folder.</summary>
/// <param name="Key">Random name in the folder.</param>
/// <param name="Name">Name as uploaded, for the download.</param>
/// <param name="Type">Media type found from the content.</param>
/// <param name="Bytes">Size.</param>
/// <param name="Sha256">Hash of the content, lower-case hex.</param>
public sealed record DispatchFile(string Key, string Name, string Type, long Bytes, string Sha256);
