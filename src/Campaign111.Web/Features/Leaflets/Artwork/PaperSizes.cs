namespace Campaign111.Features.Leaflets.Artwork;

/// <summary>A size of paper, mm.</summary>
public sealed record PaperSize(string Code, string Name, double WidthMm, double HeightMm);

/// <summary>The sizes that official artwork may have: what offices and print shops print on.</summary>
public static class PaperSizes
{
    /// <summary>What artwork draws beyond the edge when it does, mm.</summary>
    public const double Bleed = 3;

    private const double Tolerance = 1.5;

    private static readonly (string Name, double Short, double Long)[] Series = [("A3", 297, 420), ("A4", 210, 297), ("A5", 148, 210), ("A6", 105, 148)];

    /// <summary>Upright, then lying.</summary>
    public static IReadOnlyList<PaperSize> All { get; } =
    [
        .. Series.Select(size => new PaperSize(size.Name.ToLowerInvariant(), size.Name, size.Short, size.Long)),
        .. Series.Select(size => new PaperSize($"{size.Name.ToLowerInvariant()}-ngang", $"{size.Name} ngang", size.Long, size.Short)),
    ];

    /// <summary>The names, for a refusal.</summary>
    public static string Names => string.Join(", ", Series.Select(size => size.Name));

    /// <summary>The size that a page of so many millimetres has, and whether it has 3 mm of bleed on each side; null when it is none of them.</summary>
    public static (PaperSize Size, bool Bleed)? Match(double widthMm, double heightMm)
    {
        bool Near(PaperSize size, double more) => Math.Abs(widthMm - size.WidthMm - more) <= Tolerance && Math.Abs(heightMm - size.HeightMm - more) <= Tolerance;
        return All.FirstOrDefault(size => Near(size, 0)) is { } exact ? (exact, false)
            : All.FirstOrDefault(size => Near(size, 2 * Bleed)) is { } larger ? (larger, true)
            : null;
    }
}
