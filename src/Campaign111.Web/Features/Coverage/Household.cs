namespace Campaign111.Features.Coverage;

/// <summary>A household of a hamlet's register: a code and an address line, never a name.</summary>
public sealed class Household
{
    public long Id { get; init; }

    public long HamletId { get; init; }

    /// <summary>Its own within the hamlet: H0012.</summary>
    public string Code { get; init; } = "";

    public string Address { get; init; } = "";

    /// <summary>When it left the register (moved away, entered twice); its entries stay.</summary>
    public DateTimeOffset? ClosedAt { get; init; }

    /// <summary>The household for which its entries count: it was entered twice, or moved. Null for itself.</summary>
    public long? MergedInto { get; init; }
}
