using System.IO.Compression;
using System.Text;

namespace Campaign111.Platform.Office;

/// <summary>
/// Writes XLSX row by row: headings frozen and filterable, numbers and dates real, more rows than Excel holds on further sheets.
/// The package is written by hand, because the SDK's own package holds every part in memory until it closes.
/// </summary>
public static class XlsxOutput
{
    /// <summary>Media type of a workbook.</summary>
    public const string ContentType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    /// <summary>Writes the sheet synchronously; the stream need not seek and stays open. For a response, write to <see cref="OfficeTempFile.Create"/> first.</summary>
    /// <exception cref="ArgumentException">A cell of an unknown type.</exception>
    public static void Write(Stream stream, Sheet sheet)
    {
        using var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true, Encoding.UTF8);
        using var rows = sheet.Rows.GetEnumerator();
        var sheets = 0;
        for (var more = true; more;)
        {
            sheets++;
            using var data = zip.CreateEntry(XlsxParts.SheetPart(sheets), CompressionLevel.Fastest).Open();
            more = WriteSheet(new XlsxRows(data, sheet.Columns), sheet.Head, rows, sheets == 1);
        }

        foreach (var (name, xml) in XlsxParts.Fixed(sheet.Name, sheets))
        {
            using var part = new StreamWriter(zip.CreateEntry(name).Open());
            part.Write(xml);
        }
    }

    // True when a row is left over for another sheet: the enumerator stands on it.
    private static bool WriteSheet(XlsxRows writer, SheetHead head, IEnumerator<IReadOnlyList<object?>> rows, bool first)
    {
        XlsxSheet.Open(writer, head);
        var line = head.Notes.Count + 1;
        var has = !first || rows.MoveNext();
        for (; has && line < XlsxSheet.MaxLines; has = rows.MoveNext())
        {
            writer.Write(++line, rows.Current);
        }

        XlsxSheet.Close(writer, head, line - head.Notes.Count - 1);
        return has;
    }
}
