namespace Campaign111.Features.Coverage;

/// <summary>A household of a hamlet's register: a code, an address line and, only where the commune has switched labels on for a time, a label.</summary>
public sealed class Household
{
    public long Id { get; init; }

    public long HamletId { get; init; }

    /// <summary>Its own within the hamlet: H0012.</summary>
    public string Code { get; init; } = "";

    public string Address { get; init; } = "";

    /// <summary>Names the head of the household: personal data, null unless the commune keeps labels (<see cref="Register.HouseholdLabels"/>).</summary>
    public string? Label { get; init; }

    /// <summary>When it left the register (moved away, entered twice); its entries stay.</summary>
    public DateTimeOffset? ClosedAt { get; init; }

    /// <summary>The household for which its entries count: it was entered twice, or moved. Null for itself.</summary>
    public long? MergedInto { get; init; }
}
