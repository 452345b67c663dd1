using Campaign111.Features.Campaigns;
using Campaign111.Features.Hierarchy;

namespace Campaign111.Features.Verification.Flags;

/// <summary>A question with its names.</summary>
public sealed record FlagLine(Flag Flag, Unit Commune, Unit? Hamlet);

/// <summary>Questions of a campaign.</summary>
public sealed record FlagsModel(Campaign Campaign, IReadOnlyList<FlagLine> Lines, bool WithClosed);

/// <summary>One question.</summary>
public sealed record FlagModel(Campaign Campaign, FlagLine Line, IReadOnlyList<FlagWord> Words)
{
    /// <summary>The reader is of the commune and may answer for it.</summary>
    public bool MayAnswer { get; init; }

    public bool MayClose { get; init; }

    public string? Problem { get; init; }
}
