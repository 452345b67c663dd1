namespace Campaign111.Platform.Pdf;

/// <summary>Flows the rows of a <see cref="PageTable"/> over SVG pages. Shapes go first and text last, which is what the engines draw fastest.</summary>
internal sealed class PageTableComposer(PageTable table, FontLibrary fonts)
{
    private const string Ink = "#14284b";
    private const double Padding = 1.6;
    private const double FootMm = 8;
    private const double HeaderQrMm = 28;
    private readonly double _width = table.Landscape ? 297 : 210;
    private readonly double _height = table.Landscape ? 210 : 297;
    private readonly TextWrap _regular = new(fonts.Find("Be Vietnam Pro", 400));
    private readonly TextWrap _bold = new(fonts.Find("Be Vietnam Pro", 700));

    private double LineMm => table.FontSizeMm * 1.35;

    public IEnumerable<SvgPage> Compose()
    {
        Check();
        var rows = table.Rows.Select(Measure).ToList();
        var head = Measure(table.Columns.Select(column => new TableCell(column.Title)).ToList(), _bold, 0);
        var pages = Split(rows, head.Height);
        for (var number = 1; number <= pages.Count; number++)
        {
            yield return Page(pages[number - 1], head, number, pages.Count);
        }
    }

    private void Check()
    {
        if (table.Columns.Sum(column => column.WidthMm) > _width - (2 * table.MarginMm) + 0.01)
        {
            throw new PdfException($"Các cột của bảng \"{table.Title}\" rộng hơn khổ giấy: hãy giảm bề rộng cột.");
        }

        if (table.Rows.Any(row => row.Count != table.Columns.Count))
        {
            throw new PdfException($"Bảng \"{table.Title}\" có dòng không đủ {table.Columns.Count} ô.");
        }
    }

    private Row Measure(IReadOnlyList<TableCell> cells) => Measure(cells, _regular, table.RowMm);

    private Row Measure(IReadOnlyList<TableCell> cells, TextWrap wrap, double least)
    {
        var lines = cells.Select((cell, column) => wrap.Lines(cell.Text, (table.Columns[column].WidthMm - (2 * Padding)) / table.FontSizeMm)).ToList();
        var content = cells.Select((cell, column) => cell.Qr is null ? Math.Max(cell.Tick ? table.TickMm : 0, lines[column].Count * LineMm) : table.QrMm).DefaultIfEmpty(0).Max();
        return new Row(cells, lines, Math.Max(least, content + (2 * Padding)));
    }

    private List<List<Row>> Split(List<Row> rows, double head)
    {
        var room = Bottom - Top - head;
        var pages = new List<List<Row>> { new() };
        var used = 0.0;
        foreach (var row in rows)
        {
            if (row.Height > room)
            {
                throw new PdfException($"Bảng \"{table.Title}\" có một dòng cao hơn trang giấy: hãy rút ngắn chữ hoặc nới cột.");
            }

            if (used + row.Height > room)
            {
                pages.Add([]);
                used = 0;
            }

            pages[^1].Add(row);
            used += row.Height;
        }

        return pages;
    }

    private List<string> SubtitleLines => _regular.Lines(table.Subtitle, (_width - (2 * table.MarginMm) - (table.HeaderQr is null ? 0 : HeaderQrMm + 4)) / 4);

    private double Top => table.MarginMm + Math.Max(12 + (SubtitleLines.Count * 5.4), table.HeaderQr is null ? 0 : HeaderQrMm + 2);

    private double Bottom => _height - table.MarginMm - FootMm;

    private SvgPage Page(List<Row> rows, Row head, int number, int count)
    {
        var canvas = new SvgCanvas(_width, _height);
        canvas.Text(table.MarginMm, table.MarginMm + 6, 6.4, 700, Ink, table.Title, fit: _width - (2 * table.MarginMm) - (table.HeaderQr is null ? 0 : HeaderQrMm + 4));
        foreach (var (line, at) in SubtitleLines.Select((line, at) => (line, at)))
        {
            canvas.Text(table.MarginMm, table.MarginMm + 12.6 + (at * 5.4), 4, 400, Ink, line);
        }

        if (table.HeaderQr is { } qr)
        {
            canvas.Qr(_width - table.MarginMm - HeaderQrMm, table.MarginMm - 2, HeaderQrMm, qr);
        }

        var y = Top;
        Draw(canvas, head, y, 700);
        y += head.Height;
        canvas.Line(table.MarginMm, y, Right, y, 0.5, Ink);
        foreach (var row in rows)
        {
            Draw(canvas, row, y, 400);
            y += row.Height;
            canvas.Line(table.MarginMm, y, Right, y, 0.15, Ink);
        }

        foreach (var column in Enumerable.Range(0, table.Columns.Count + 1).Where(column => table.CutColumns > 0 && column % table.CutColumns == 0))
        {
            var x = table.MarginMm + table.Columns.Take(column).Sum(each => each.WidthMm);
            canvas.Line(x, Top + head.Height, x, y, 0.15, Ink);
        }

        canvas.Text(table.MarginMm, _height - table.MarginMm, 3.2, 400, Ink, table.Note);
        canvas.Text(_width - table.MarginMm, _height - table.MarginMm, 3.2, 400, Ink, table.PageLabel(number, count), CellAlign.End);
        return new SvgPage(SvgTemplate.Parse(canvas.ToString(), placeholders: false));
    }

    private double Right => table.MarginMm + table.Columns.Sum(column => column.WidthMm);

    private void Draw(SvgCanvas canvas, Row row, double top, int weight)
    {
        var x = table.MarginMm;
        for (var column = 0; column < table.Columns.Count; column++)
        {
            var (cell, width, align) = (row.Cells[column], table.Columns[column].WidthMm, table.Columns[column].Align);
            var edge = align switch { CellAlign.Middle => x + (width / 2), CellAlign.End => x + width - Padding, _ => x + Padding };
            if (cell.Qr is { } qr)
            {
                var side = Math.Min(table.QrMm, width);
                canvas.Qr(x + ((width - side) / 2), top + ((row.Height - side) / 2), side, qr);
            }
            else if (cell.Tick)
            {
                canvas.Box(align == CellAlign.Middle ? edge - (table.TickMm / 2) : x + Padding, top + ((row.Height - table.TickMm) / 2), table.TickMm, Ink);
            }

            // Centred on the row's middle, so that a line beside a QR code does not hang at its top.
            var first = top + (row.Height / 2) - ((row.Lines[column].Count - 1) * LineMm / 2) + (table.FontSizeMm * 0.36);
            for (var line = 0; line < row.Lines[column].Count; line++)
            {
                canvas.Text(edge, first + (line * LineMm), table.FontSizeMm, weight, Ink, row.Lines[column][line], align);
            }

            x += width;
        }
    }

    private sealed record Row(IReadOnlyList<TableCell> Cells, List<List<string>> Lines, double Height);
}
