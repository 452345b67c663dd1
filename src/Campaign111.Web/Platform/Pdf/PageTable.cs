namespace Campaign111.Platform.Pdf;

/// <summary>Where a column's text stands.</summary>
public enum CellAlign { Start, Middle, End }

/// <summary>A column of <paramref name="WidthMm"/> mm; the widths need not fill the page.</summary>
public sealed record TableColumn(string Title, double WidthMm, CellAlign Align = CellAlign.Start);

/// <summary>A cell: text that wraps, a QR code, or an empty box to tick.</summary>
public sealed record TableCell(string Text = "", QrMatrix? Qr = null, bool Tick = false)
{
    public static implicit operator TableCell(string text) => new(text);
}

/// <summary>What a table says and how it is laid out. Lengths in mm.</summary>
/// <param name="Title">Large, on every page.</param>
/// <param name="Subtitle">Below the title, wraps; may be empty.</param>
/// <param name="Columns">From left to right.</param>
/// <param name="Rows">Each with one cell a column.</param>
public sealed record PageTable(string Title, string Subtitle, IReadOnlyList<TableColumn> Columns, IReadOnlyList<IReadOnlyList<TableCell>> Rows)
{
    /// <summary>A QR code at the right of the title, 28 mm.</summary>
    public QrMatrix? HeaderQr { get; init; }

    /// <summary>Small, at the foot of every page: source, "số liệu minh hoạ".</summary>
    public string Note { get; init; } = "";

    /// <summary>The page number's words from page and number of pages.</summary>
    public Func<int, int, string> PageLabel { get; init; } = (page, pages) => $"Trang {page}/{pages}";

    public bool Landscape { get; init; }

    /// <summary>Side of the QR codes in cells.</summary>
    public double QrMm { get; init; } = 26;

    /// <summary>Least height of a row, for tables that are written on by hand.</summary>
    public double RowMm { get; init; }

    /// <summary>Side of the boxes to tick.</summary>
    public double TickMm { get; init; } = 4;

    /// <summary>Columns between two vertical lines, for tables that are cut apart; 0 for none.</summary>
    public int CutColumns { get; init; }

    public double FontSizeMm { get; init; } = 3.8;

    public double MarginMm { get; init; } = 15;

    /// <summary>
    /// The finished A4 pages in order; the header row is repeated, a row is never split (one taller than a page is an error). One page when there is
    /// no row.
    /// </summary>
    /// <exception cref="PdfException">The columns are wider than the paper, a row has another number of cells, or is taller than a page.</exception>
    public IEnumerable<SvgPage> Compose(FontLibrary fonts) => new PageTableComposer(this, fonts).Compose();
}
