using Campaign111.Platform.Office;

namespace Campaign111.Features.Accounts;

/// <summary>The upload of many invitations: what was wrong, or the links.</summary>
public sealed record BulkModel
{
    /// <summary>What is wrong with the file as a whole.</summary>
    public string? Refusal { get; init; }

    /// <summary>What is wrong with rows; at most the first 200.</summary>
    public IReadOnlyList<TableError> Errors { get; init; } = [];

    /// <summary>How many there are in all.</summary>
    public int ErrorCount { get; init; }

    /// <summary>Code of the unit whose communes the template lists; null for the reader's own.</summary>
    public string? Within { get; init; }

    /// <summary>The day whose tree gives codes their meaning; null for today.</summary>
    public DateOnly? On { get; init; }

    /// <summary>Whom the file invites, before anybody is.</summary>
    public IReadOnlyList<NewPerson> People { get; init; } = [];

    /// <summary>The links that were just made; shown this once.</summary>
    public IReadOnlyList<InvitationLine> Lines { get; init; } = [];

    /// <summary>How many rows a page shows; the files hold all.</summary>
    public const int MostShown = 200;

    /// <summary>Query that keeps unit and day.</summary>
    public string Query => (Within is null ? "" : $"&within={Uri.EscapeDataString(Within)}") + (On is { } day ? $"&on={day:yyyy-MM-dd}" : "");

    /// <summary>People or links, encrypted, for the buttons.</summary>
    public string Sealed { get; init; } = "";
}
