namespace Campaign111.Features.Guide;

/// <summary>The list of guides.</summary>
public sealed class HelpModel
{
    public required IReadOnlyList<(string Key, string Title)> Guides { get; init; }

    /// <summary>The guide of the reader's first role; null for who is signed out.</summary>
    public string? Own { get; init; }
}
