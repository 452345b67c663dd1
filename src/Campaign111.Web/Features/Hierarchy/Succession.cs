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

/// <summary>Why a unit or an organisation ended: kept with each step of its succession.</summary>
internal static class SuccessionNote
{
    /// <summary>Longest note, in characters.</summary>
    public const int Longest = 300;

    /// <exception cref="UnitRuleException">It is too long to be kept.</exception>
    public static void Check(string? note)
    {
        if (note?.Length > Longest)
        {
            throw new UnitRuleException("Reason", "Căn cứ tối đa 300 ký tự: xin rút ngắn.", "The reason takes at most 300 characters: please shorten it.");
        }
    }
}
