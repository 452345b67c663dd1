namespace Campaign111.Features.Hierarchy;

/// <summary>How much of the dissolved unit went to a successor.</summary>
public enum SuccessionCoverage
{
    /// <summary>All of it.</summary>
    Full,

    /// <summary>A part: the unit was split among several.</summary>
    Partial,
}

/// <summary>A unit on the other side of a succession: a successor or a predecessor.</summary>
public sealed class SuccessionStep
{
    public required Unit Unit { get; init; }

    public required SuccessionCoverage Coverage { get; init; }

    /// <summary>First day of the new state.</summary>
    public required DateOnly EffectiveOn { get; init; }

    /// <summary>What the source remarks, or null.</summary>
    public string? Note { get; init; }
}
