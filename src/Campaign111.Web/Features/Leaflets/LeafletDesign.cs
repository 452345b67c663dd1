using Campaign111.Platform.Pdf;

namespace Campaign111.Features.Leaflets;

/// <summary>How far a language's texts may be trusted.</summary>
public enum TextReview
{
    /// <summary>A translation that no speaker has checked ("chưa rà soát"): it prints as a proof only.</summary>
    Draft,

    /// <summary>The language in which the design was written.</summary>
    Original,

    /// <summary>Approved by a named reviewer who speaks it.</summary>
    Reviewed,
}

/// <summary>A language of a design.</summary>
/// <param name="Code">BCP 47: "vi", "km", "cjm", "rad".</param>
/// <param name="Name">As its speakers write it.</param>
/// <param name="Review">Whether it may be printed without the proof mark.</param>
/// <param name="Font">Family for its texts, or null for the page's own.</param>
/// <param name="Texts">Text by key.</param>
public sealed record DesignLanguage(string Code, string Name, TextReview Review, string? Font, IReadOnlyDictionary<string, string> Texts);

/// <summary>Paper of a design, in mm. <paramref name="Bleed"/>: artwork is drawn that far beyond the edge. <paramref name="Folds"/>: page (from 1) to the places of its folds, mm from the left.</summary>
public sealed record DesignPaper(string Name, double WidthMm, double HeightMm, double Bleed, bool Duplex, IReadOnlyDictionary<int, IReadOnlyList<double>> Folds);

/// <summary>What may stand in a place of the page.</summary>
/// <param name="Required">Whether it must not be empty.</param>
/// <param name="Max">Longest text in characters, or null.</param>
/// <param name="Title">Its name in Vietnamese.</param>
/// <param name="TitleEn">Its name in English.</param>
public sealed record DesignPlaceholder(bool Required, int? Max, string Title, string TitleEn);

/// <summary>A fact that the leaflet must state: by the texts of these keys, or by these words as they stand on every language's page.</summary>
public sealed record DesignFact(IReadOnlyList<string> Keys, string? Text, string Source);

/// <summary>One version of a leaflet design as it lies in the folder "leaflets" (leaflets/README.md).</summary>
public sealed class LeafletDesign
{
    /// <summary>Folder name: "to-roi-a5".</summary>
    public required string Id { get; init; }

    public required int Version { get; init; }

    public required string Title { get; init; }

    public required string TitleEn { get; init; }

    public required DesignPaper Paper { get; init; }

    /// <summary>Languages whose text is an original or was reviewed by a speaker: code to name. Only these print without the proof mark.</summary>
    public IReadOnlyDictionary<string, string> Languages => Texts.Values.Where(language => language.Review != TextReview.Draft).ToDictionary(language => language.Code, language => language.Name);

    /// <summary>Every language with its texts, drafts too.</summary>
    public required IReadOnlyDictionary<string, DesignLanguage> Texts { get; init; }

    /// <summary>Language of the originals.</summary>
    public DesignLanguage Original => Texts.Values.First(language => language.Review == TextReview.Original);

    /// <summary>Keys whose texts an office may reword in a version of its own; the facts are not among them.</summary>
    public required IReadOnlyList<string> Editable { get; init; }

    public required IReadOnlyDictionary<string, DesignPlaceholder> Placeholders { get; init; }

    public required IReadOnlyDictionary<string, DesignFact> Facts { get; init; }

    /// <summary>Lower-case SHA-256 over every file's name and content.</summary>
    public required string FilesHash { get; init; }

    /// <summary>Page (from 1) that holds the code.</summary>
    public required int QrPage { get; init; }

    public required QrLevel QrLevel { get; init; }

    /// <summary>Set when the pages are an office's official artwork with our box over it.</summary>
    public DesignFile.ArtworkEntry? Artwork { get; init; }

    /// <summary>Whether there is a variant for copiers.</summary>
    public bool HasMono => Pages.Keys.Any(page => page.Mono);

    /// <summary>Page sources before a language is filled in, by variant and language; language "default" serves all that have no pages of their own.</summary>
    public required IReadOnlyDictionary<(bool Mono, string Language), IReadOnlyList<LeafletSource>> Sources { get; init; }

    /// <summary>Parsed pages by variant and language, in printing order. A draft's pages bear the proof mark.</summary>
    public required IReadOnlyDictionary<(bool Mono, string Language), IReadOnlyList<LeafletTemplate>> Pages { get; init; }
}

/// <summary>A page file as the designer drew it.</summary>
/// <param name="File">Its name.</param>
/// <param name="Svg">Its content.</param>
public sealed record LeafletSource(string File, string Svg);

/// <summary>A page of a design in a language.</summary>
/// <param name="Template">Parsed and checked.</param>
/// <param name="Svg">Its source, for imposition.</param>
public sealed record LeafletTemplate(SvgTemplate Template, string Svg);
