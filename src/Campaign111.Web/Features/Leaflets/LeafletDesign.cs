using Campaign111.Platform.Pdf;

namespace Campaign111.Features.Leaflets;

/// <summary>One version of a leaflet design as it lies in the folder "leaflets" (leaflets/README.md).</summary>
public sealed class LeafletDesign
{
    /// <summary>Folder name: "to-roi-a5".</summary>
    public required string Id { get; init; }

    public required int Version { get; init; }

    public required string Title { get; init; }

    public required string TitleEn { get; init; }

    /// <summary>Language code to its name; only those whose text is an original or was reviewed by a speaker.</summary>
    public required IReadOnlyDictionary<string, string> Languages { get; init; }

    /// <summary>Lower-case SHA-256 over every file's name and content.</summary>
    public required string FilesHash { get; init; }

    /// <summary>Page (from 1) that holds the code.</summary>
    public required int QrPage { get; init; }

    public required QrLevel QrLevel { get; init; }

    /// <summary>Parsed pages by variant and language, in printing order.</summary>
    public required IReadOnlyDictionary<(bool Mono, string Language), IReadOnlyList<LeafletTemplate>> Pages { get; init; }
}

/// <summary>A page of a design.</summary>
/// <param name="Template">Parsed and checked.</param>
/// <param name="Svg">Its source, for imposition.</param>
public sealed record LeafletTemplate(SvgTemplate Template, string Svg);
