using Campaign111.Platform.Office.Csv;
using Campaign111.Platform.Office.Xlsx;

namespace Campaign111.Platform.Office;

/// <summary>
/// A table that somebody uploaded: CSV (comma, semicolon or tab; UTF-8, or UTF-16 with BOM) or XLSX (first visible sheet), told by
/// content, not by name. Rows are read lazily: memory stays flat whatever the file's size. Anything that is wrong with the file as a
/// whole is a <see cref="TableFileException"/>, anything wrong with a row a <see cref="TableError"/>.
/// </summary>
public sealed class TableFile : IDisposable
{
    private const int HeadRows = 25;
    private readonly ITableSource source;
    private readonly Stream? spool;
    private readonly TableLimits limits;

    private TableFile(ITableSource source, Stream? spool, string fileName, TableLimits limits)
    {
        (this.source, this.spool, this.limits, FileName) = (source, spool, limits, fileName);
        var head = source.Rows().Take(HeadRows).ToList();
        // Offices put a title, merged over the sheet, above the headings: a heading row has at least two filled cells.
        var header = head.FirstOrDefault(row => row.Cells.Count(cell => cell.Length > 0) > 1) ?? head.FirstOrDefault()
            ?? throw new TableFileException($"Tệp '{fileName}' trống. Chọn tệp có dòng tiêu đề và dữ liệu.", $"The file '{fileName}' is empty. Choose one with a heading row and data.");
        (Header, HeaderLine) = (header.Cells, header.Line);
        Head = head;
    }

    /// <summary>Name as sent; used in messages only.</summary>
    public string FileName { get; }

    /// <summary>Cells of the presumed heading row: the first row with two or more filled cells. <see cref="Read"/> looks again by its schema.</summary>
    public IReadOnlyList<string> Header { get; }

    /// <summary>Line of <see cref="Header"/>, from 1.</summary>
    public int HeaderLine { get; }

    internal IReadOnlyList<RawRow> Head { get; }

    /// <summary>Opens a table. The caller keeps the stream and disposes of it after the table; one that cannot seek is copied to a temporary file.</summary>
    /// <exception cref="TableFileException">Empty, too large, of another kind, broken, hostile.</exception>
    public static TableFile Open(Stream stream, string fileName, TableLimits? limits = null)
    {
        limits ??= TableLimits.Default;
        var spool = stream.CanSeek ? null : OfficeTempFile.Copy(stream, limits.MaxFileBytes, fileName);
        try
        {
            var file = spool ?? stream;
            RefuseLarge(file.Length, fileName, limits);
            ITableSource source = FileKinds.IsZip(file, fileName) ? XlsxTable.Open(file, fileName, limits) : CsvTable.Open(file, fileName, limits);
            try
            {
                return new TableFile(source, spool, fileName, limits);
            }
            catch
            {
                source.Dispose();
                throw;
            }
        }
        catch
        {
            spool?.Dispose();
            throw;
        }
    }

    /// <summary>
    /// The data rows under the heading row that fits the schema best (looked for in the first 25 filled rows), blank rows left out.
    /// May be walked again. Ends with an error when no row of data follows.
    /// </summary>
    /// <exception cref="TableFileException">A required heading is missing, two headings mean the same column, no data, too many rows.</exception>
    public IEnumerable<TableRow> Read(TableSchema schema)
    {
        var binding = TableBinding.Find(Head, schema, FileName);
        return Walk(binding);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        source.Dispose();
        spool?.Dispose();
    }

    internal static void RefuseLarge(long bytes, string fileName, TableLimits limits)
    {
        if (bytes > limits.MaxFileBytes)
        {
            throw new TableFileException(
                $"Tệp '{fileName}' lớn hơn {limits.MaxFileBytes >> 20} MB. Chia thành nhiều tệp nhỏ hơn.",
                $"The file '{fileName}' is larger than {limits.MaxFileBytes >> 20} MB. Split it into smaller files.");
        }
    }

    private IEnumerable<TableRow> Walk(TableBinding binding)
    {
        var rows = 0;
        foreach (var raw in source.Rows().Where(raw => raw.Line > binding.Line))
        {
            if (++rows >= limits.MaxRows)
            {
                throw new TableFileException(
                    $"Tệp '{FileName}' có hơn {limits.MaxRows} dòng (đến dòng {raw.Line}). Chia thành nhiều tệp.",
                    $"The file '{FileName}' has more than {limits.MaxRows} rows (at line {raw.Line}). Split it into several files.");
            }

            yield return binding.Bind(raw, source.StrictWidth);
        }

        if (rows == 0)
        {
            throw new TableFileException(
                $"Tệp '{FileName}' chỉ có dòng tiêu đề (dòng {binding.Line}), không có dữ liệu. Thêm dữ liệu bên dưới.",
                $"The file '{FileName}' has a heading row (line {binding.Line}) but no data. Add data below it.");
        }
    }
}
