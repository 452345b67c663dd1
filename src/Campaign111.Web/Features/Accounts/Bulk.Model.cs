using Campaign111.Platform.Office;

namespace Campaign111.Features.Accounts;

/// <summary>The upload of many invitations: what was wrong, or the links.</summary>
public sealed class BulkModel
{
    /// <summary>What is wrong with the file as a whole.</summary>
    public string? Refusal { get; init; }

    /// <summary>What is wrong with rows; at most the first 200.</summary>
    public IReadOnlyList<TableError> Errors { get; init; } = [];

    /// <summary>How many there are in all.</summary>
    public int ErrorCount { get; init; }

    /// <summary>The links that were just made; shown this once.</summary>
    public IReadOnlyList<InvitationLine> Lines { get; init; } = [];

    /// <summary>The same, encrypted, for the download buttons.</summary>
    public string Sealed { get; init; } = "";
}
