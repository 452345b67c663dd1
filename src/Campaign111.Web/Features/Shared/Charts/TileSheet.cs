namespace Campaign111.Features.Shared.Charts;

/// <summary>A plan of tiles in reading order for units without a shape on any map, such as hamlets: not where they lie, only how they stand.</summary>
public static class TileSheet
{
    private const double Width = 1000;
    private const double Gap = 10;

    /// <summary>A tile for each unit, in the given order, with two lines of text on it.</summary>
    public static MapSheet Of(IReadOnlyList<(string Code, string Name, string Figure)> tiles)
    {
        var columns = tiles.Count <= 3 ? Math.Max(2, tiles.Count) : tiles.Count <= 15 ? 3 : 5;
        var (wide, tall) = ((Width - (Gap * (columns - 1))) / columns, columns == 5 ? 110d : 140d);
        var paths = new Dictionary<string, string>(StringComparer.Ordinal);
        var labels = new List<MapLabel>();
        for (var i = 0; i < tiles.Count; i++)
        {
            var (x, y) = (i % columns * (wide + Gap), i / columns * (tall + Gap));
            var (code, name, figure) = tiles[i];
            paths[code] = FormattableString.Invariant($"M{x:0.#} {y:0.#}h{wide:0.#}v{tall:0.#}h-{wide:0.#}z");
            labels.Add(new(x + (wide / 2), y + (tall / 2) - 6, () => $"{Short(name, columns)}|{figure}", code) { Plate = new(x + 14, y + 16, wide - 28, tall - 32) });
        }

        var rows = (tiles.Count + columns - 1) / columns;
        return new(Width, (rows * (tall + Gap)) - Gap, paths, labels, []);
    }

    // The whole name stands in the title and in the table.
    private static string Short(string name, int columns) => (columns == 5 ? 14 : 24) is var most && name.Length > most ? string.Concat(name.AsSpan(0, most - 1), "…") : name;
}
