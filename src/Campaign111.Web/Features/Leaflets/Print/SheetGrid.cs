namespace Campaign111.Features.Leaflets.Print;

/// <summary>How many pages of a size lie on a sheet of A4, and where. Lengths in mm.</summary>
/// <param name="SheetWidth">297 or 210.</param>
/// <param name="SheetHeight">210 or 297.</param>
/// <param name="Columns">Side by side.</param>
/// <param name="Rows">Below one another.</param>
/// <param name="PageWidth">Of one page.</param>
/// <param name="PageHeight">Of one page.</param>
public sealed record SheetGrid(double SheetWidth, double SheetHeight, int Columns, int Rows, double PageWidth, double PageHeight)
{
    private const double Short = 210;
    private const double Long = 297;

    // Paper sizes are rounded to whole millimetres (A5 is 148 wide, half of 297).
    private const double Tolerance = 0.1;

    /// <summary>Left edge of the block of pages, which stands in the middle: turned over, the block covers itself.</summary>
    public double Left => (SheetWidth - (Columns * PageWidth)) / 2;

    /// <summary>Upper edge of the block.</summary>
    public double Top => (SheetHeight - (Rows * PageHeight)) / 2;

    /// <summary>Pages on a sheet.</summary>
    public int Count => Columns * Rows;

    /// <summary>Whether the printer has to turn the sheet over its short edge, so that left and right change places and nothing stands on its head.</summary>
    public bool FlipsOnShortEdge => SheetWidth > SheetHeight;

    /// <summary>The fullest arrangement, or null when two do not fit.</summary>
    public static SheetGrid? For(double width, double height)
    {
        var best = new[] { Of(Short, Long, width, height), Of(Long, Short, width, height) }.MaxBy(grid => grid.Count)!;
        return best.Count < 2 ? null : best;
    }

    /// <summary>Upper left corners of the pages, row by row.</summary>
    public IEnumerable<(double X, double Y)> Corners =>
        from row in Enumerable.Range(0, Rows) from column in Enumerable.Range(0, Columns) select (Left + (column * PageWidth), Top + (row * PageHeight));

    /// <summary>Where the paper is cut: x of each vertical, y of each horizontal cut.</summary>
    public (IReadOnlyList<double> X, IReadOnlyList<double> Y) Cuts => (
        [.. Enumerable.Range(0, Columns + 1).Select(at => Left + (at * PageWidth)).Where(x => x > 1 && x < SheetWidth - 1)],
        [.. Enumerable.Range(0, Rows + 1).Select(at => Top + (at * PageHeight)).Where(y => y > 1 && y < SheetHeight - 1)]);

    private static SheetGrid Of(double sheetWidth, double sheetHeight, double width, double height) => new(
        sheetWidth, sheetHeight, (int)Math.Floor((sheetWidth + Tolerance) / width), (int)Math.Floor((sheetHeight + Tolerance) / height), width, height);
}
