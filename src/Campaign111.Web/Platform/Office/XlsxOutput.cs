using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Xml;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Spreadsheet;
using Cells = System.Collections.Generic.IReadOnlyList<object?>;

namespace Campaign111.Platform.Office;

/// <summary>
/// Writes XLSX row by row: headings frozen and filterable, numbers and dates real. Text goes in as inline strings, which Excel never evaluates.
/// The package's fixed parts are written by hand, because the SDK's own package holds every part in memory until it closes.
/// </summary>
public static class XlsxOutput
{
    private const int MaxRows = 1_048_576;
    private const int MaxCellChars = 32_767;

    /// <summary>Writes the sheet synchronously; the stream need not seek and stays open. For a response, write to <see cref="OfficeTempFile.Create"/> first.</summary>
    /// <exception cref="ArgumentException">More rows than Excel holds, or a cell of an unknown type.</exception>
    public static void Write(Stream stream, Sheet sheet)
    {
        using var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true, Encoding.UTF8);
        foreach (var (name, xml) in XlsxParts.Fixed)
        {
            using var part = new StreamWriter(zip.CreateEntry(name).Open());
            part.Write(xml);
        }

        using (var part = new StreamWriter(zip.CreateEntry("xl/workbook.xml").Open()))
        {
            part.Write(XlsxParts.Workbook(sheet.Name));
        }

        using var data = zip.CreateEntry("xl/worksheets/sheet1.xml", CompressionLevel.Fastest).Open();
        using var writer = OpenXmlWriter.Create(data, Encoding.UTF8);
        WriteSheet(writer, sheet);
    }

    private static void WriteSheet(OpenXmlWriter writer, Sheet sheet)
    {
        var header = sheet.Notes.Count + 1;
        writer.WriteStartDocument();
        writer.WriteStartElement(new Worksheet());
        writer.WriteElement(new SheetViews(new SheetView(new Pane
        {
            VerticalSplit = header,
            TopLeftCell = $"A{header + 1}",
            ActivePane = PaneValues.BottomLeft,
            State = PaneStateValues.Frozen,
        })
        { WorkbookViewId = 0 }));
        if (sheet.Columns.Count > 0)
        {
            writer.WriteElement(new Columns(sheet.Columns.Select((column, i) => new Column
            {
                Min = (uint)i + 1,
                Max = (uint)i + 1,
                Width = column.Width,
                CustomWidth = true,
            })));
        }

        writer.WriteStartElement(new SheetData());
        var last = WriteRows(writer, sheet);
        writer.WriteEndElement();
        if (sheet.Columns.Count > 0)
        {
            writer.WriteElement(new AutoFilter { Reference = $"A{header}:{CellText.ColumnLetters(sheet.Columns.Count - 1)}{last}" });
        }

        writer.WriteEndElement();
    }

    private static int WriteRows(OpenXmlWriter writer, Sheet sheet)
    {
        var line = 0;
        foreach (var note in sheet.Notes)
        {
            WriteRow(writer, ++line, [note], _ => XlsxParts.Plain);
        }

        WriteRow(writer, ++line, [.. sheet.Columns.Select(column => column.Title)], _ => XlsxParts.Heading);
        foreach (var row in sheet.Rows)
        {
            if (line == MaxRows)
            {
                throw new ArgumentException($"An Excel sheet holds {MaxRows} rows; export fewer, or as CSV.", nameof(sheet));
            }

            WriteRow(writer, ++line, row, column => column < sheet.Columns.Count && sheet.Columns[column].Format == SheetFormat.Percent ? XlsxParts.Percent : XlsxParts.Plain);
        }

        return line;
    }

    private static void WriteRow(OpenXmlWriter writer, int line, Cells cells, Func<int, uint> style)
    {
        writer.WriteStartElement(new Row(), [new OpenXmlAttribute("r", "", line.ToString(CultureInfo.InvariantCulture))]);
        for (var column = 0; column < cells.Count; column++)
        {
            if (Sheet.Normal(cells[column]) is { } value)
            {
                WriteCell(writer, $"{CellText.ColumnLetters(column)}{line}", value, style(column));
            }
        }

        writer.WriteEndElement();
    }

    private static void WriteCell(OpenXmlWriter writer, string reference, object value, uint style)
    {
        var (type, text, look) = value switch
        {
            // Excel keeps fifteen digits; a longer number is an identifier and must not lose its tail.
            decimal number when Math.Abs(number) >= 1e15m => ("inlineStr", number.ToString(CultureInfo.InvariantCulture), style),
            decimal number => ("n", number.ToString("0.###############", CultureInfo.InvariantCulture), NumberStyle(number, style)),
            DateOnly day => Date(day.ToDateTime(TimeOnly.MinValue), XlsxParts.Date, "yyyy-MM-dd"),
            DateTime time => Date(time, XlsxParts.DateTime, "yyyy-MM-dd HH:mm:ss"),
            bool flag => ("b", flag ? "1" : "0", style),
            _ => ("inlineStr", Clean((string)value), style),
        };
        List<OpenXmlAttribute> attributes = [new("r", "", reference), new("s", "", look.ToString(CultureInfo.InvariantCulture)), new("t", "", type)];
        writer.WriteStartElement(new Cell(), attributes);
        if (type == "inlineStr")
        {
            writer.WriteElement(new InlineString(new Text(text) { Space = SpaceProcessingModeValues.Preserve }));
        }
        else
        {
            writer.WriteElement(new CellValue(text));
        }

        writer.WriteEndElement();
    }

    private static uint NumberStyle(decimal number, uint style) =>
        style != XlsxParts.Plain ? style : number == decimal.Truncate(number) ? XlsxParts.Whole : XlsxParts.Decimals;

    // Excel counts 29/2/1900, so serials before 1/3/1900 lie: those days go in as text.
    private static (string Type, string Text, uint Style) Date(DateTime time, uint style, string form) => time.Year < 1901
        ? ("inlineStr", time.ToString(form, CultureInfo.InvariantCulture), XlsxParts.Plain)
        : ("n", time.ToOADate().ToString("R", CultureInfo.InvariantCulture), style);

    /// <summary>Without what XML forbids, and no longer than a cell.</summary>
    private static string Clean(string text)
    {
        var cut = text.Length <= MaxCellChars ? text : text[..(MaxCellChars - 1)] + "…";
        if (cut.All(c => XmlConvert.IsXmlChar(c)))
        {
            return cut;
        }

        var result = new StringBuilder(cut.Length);
        foreach (var rune in cut.EnumerateRunes().Where(rune => rune.Value > 0xFFFF || XmlConvert.IsXmlChar((char)rune.Value)))
        {
            result.Append(rune);
        }

        return result.ToString();
    }
}
