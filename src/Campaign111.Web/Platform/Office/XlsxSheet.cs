using System.Globalization;
using System.Text;

namespace Campaign111.Platform.Office;

/// <summary>What stands before and behind the rows of a worksheet: frozen headings, column widths, notes; then the filter.</summary>
internal static class XlsxSheet
{
    /// <summary>Lines of a sheet (Excel's specification).</summary>
    public const int MaxLines = 1_048_576;

    // A bold character is somewhat wider than the digit that widths are counted in, and words do not break where a line ends.
    private const double WidthOfBold = 1.25;
    private const double LineHeight = 15;

    // Characters of a page of A4 across, shrunk to what can still be read.
    private const double PageWidth = 190;

    /// <summary>Everything up to the first row.</summary>
    public static void Open(XlsxRows rows, SheetHead head)
    {
        var header = head.Notes.Count + 1;
        var widths = head.Columns.Select((column, at) => string.Create(CultureInfo.InvariantCulture, $"""<col min="{at + 1}" max="{at + 1}" width="{column.Width}" customWidth="1"/>"""));
        rows.Raw(Encoding.UTF8.GetBytes($"""
            <?xml version="1.0" encoding="UTF-8" standalone="yes"?>
            <worksheet xmlns="{XlsxParts.Main}"><sheetPr><pageSetUpPr fitToPage="1"/></sheetPr><sheetViews><sheetView workbookViewId="0"><pane ySplit="{header}" topLeftCell="A{header + 1}" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>{(head.Columns.Count > 0 ? $"<cols>{string.Concat(widths)}</cols>" : "")}<sheetData>
            """));
        for (var at = 0; at < head.Notes.Count; at++)
        {
            rows.Write(at + 1, [head.Notes[at]], XlsxParts.Plain);
        }

        // LibreOffice does not make room for wrapped headings by itself.
        var lines = head.Columns.Select(column => Math.Ceiling(column.Title.Length * WidthOfBold / column.Width)).Append(1).Max();
        rows.Write(header, [.. head.Columns.Select(column => column.Title)], XlsxParts.Heading, lines * LineHeight);
    }

    /// <summary>Everything behind the last row.</summary>
    /// <param name="count">Rows written.</param>
    public static void Close(XlsxRows rows, SheetHead head, long count)
    {
        var header = head.Notes.Count + 1;
        rows.Raw("</sheetData>"u8);
        if (head.Columns.Count > 0)
        {
            rows.Raw(Encoding.ASCII.GetBytes($"<autoFilter ref=\"A{header}:{CellText.ColumnLetters(head.Columns.Count - 1)}{header + count}\"/>"));
        }

        // Printed on A4 across, all columns on a page if they can be read there.
        var pages = Math.Max(1, Math.Ceiling(head.Columns.Sum(column => column.Width) / PageWidth));
        rows.Raw(Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"<pageSetup paperSize=\"9\" orientation=\"landscape\" fitToWidth=\"{pages}\" fitToHeight=\"0\"/></worksheet>")));
        rows.Flush();
    }
}
