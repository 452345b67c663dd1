namespace Campaign111.Features.Shared.Charts;

/// <summary>Words on a map.</summary>
/// <param name="X">Middle of the text.</param>
/// <param name="Y">Its base line.</param>
/// <param name="Text">In the reader's language, found when the map is written; a bar begins a new line.</param>
/// <param name="Code">The unit that it names; null for an archipelago.</param>
public sealed record MapLabel(double X, double Y, Func<string> Text, string? Code = null)
{
    /// <summary>A light ground behind the words, where they would stand on a texture; null writes them on the map.</summary>
    public MapBox? Plate { get; init; }
}

/// <summary>A frame around what is drawn apart from its place, for lack of room.</summary>
public sealed record MapBox(double X, double Y, double Width, double Height);

/// <summary>The drawing of a unit's areas without anything that changes from day to day: made once, kept, and filled with the day's statuses.</summary>
/// <param name="Width">Width of the viewBox.</param>
/// <param name="Height">Height of the viewBox.</param>
/// <param name="Paths">Path data by unit code.</param>
/// <param name="Labels">Words on it.</param>
/// <param name="Boxes">Frames of insets.</param>
public sealed record MapSheet(double Width, double Height, IReadOnlyDictionary<string, string> Paths, IReadOnlyList<MapLabel> Labels, IReadOnlyList<MapBox> Boxes);
