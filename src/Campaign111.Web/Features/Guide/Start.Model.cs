using Campaign111.Features.Hierarchy;

namespace Campaign111.Features.Guide;

/// <summary>The page of the guided first run.</summary>
public sealed class StartModel
{
    public required FirstRunStanding Standing { get; init; }

    public required IReadOnlyList<(OfficialTree Tree, IReadOnlyList<Unit> Provinces)> Offers { get; init; }

    /// <summary>Without it no QR code can be printed.</summary>
    public bool HasPublicAddress { get; init; }
}

/// <summary>The heading of a step.</summary>
/// <param name="Number">From 1, as shown.</param>
/// <param name="Title">What it makes.</param>
/// <param name="State">How far it is.</param>
/// <param name="IsNext">It is what comes next.</param>
public sealed record StepHead(int Number, string Title, StepState State, bool IsNext);
