using Campaign111.Features.Campaigns;
using Campaign111.Platform.Office;

namespace Campaign111.Features.Coverage.Places;

/// <summary>The page that gives the list out and takes it back.</summary>
public sealed class PlaceListModel
{
    public required Campaign Campaign { get; init; }

    /// <summary>What is wrong with the file as a whole.</summary>
    public string? Refusal { get; init; }

    /// <summary>What is wrong with its rows.</summary>
    public IReadOnlyList<TableError> Errors { get; init; } = [];
}
