using Campaign111.Features.Campaigns;

namespace Campaign111.Features.Leaflets.Artwork;

/// <summary>The form of official artwork.</summary>
/// <param name="Campaign">Whose.</param>
/// <param name="Known">Artwork that is there already: id and title; a new file becomes its next version.</param>
/// <param name="Sent">What stands in the form.</param>
public sealed record ArtworkModel(Campaign Campaign, IReadOnlyList<(string Id, string Title)> Known, ArtworkForm Sent)
{
    public string? Problem { get; init; }
}

/// <summary>What the form sends beside the file.</summary>
public sealed record ArtworkForm
{
    /// <summary>Id of artwork that gets a new version; empty for new artwork.</summary>
    public string? Design { get; init; }

    public string? Title { get; init; }

    public string? TitleEn { get; init; }

    public string? Language { get; init; }

    /// <summary>Code of the paper, for pictures.</summary>
    public string? Size { get; init; }

    /// <summary>For pictures: whether they go 3 mm beyond the edge.</summary>
    public bool Bleed { get; init; }
}

/// <summary>The page on which an office places the box.</summary>
/// <param name="Campaign">Whose.</param>
/// <param name="Design">The artwork.</param>
/// <param name="Box">Where the box stands now; page from 1.</param>
public sealed record BoxModel(Campaign Campaign, LeafletDesign Design, PlacedBox Box)
{
    public string? Problem { get; init; }

    /// <summary>Findings of the place that the box has now.</summary>
    public IReadOnlyList<Check.DesignProblem> Findings { get; init; } = [];
}
