using System.Text;
using CsvHelper;

namespace Campaign111.Platform.Office.Csv;

/// <summary>A CSV file that <see cref="CsvScan"/> has found sound: what the parser then sees is well-formed and within limits.</summary>
internal sealed class CsvTable : ITableSource
{
    private readonly Stream file;
    private readonly Encoding encoding;
    private readonly char delimiter;

    private CsvTable(Stream file, Encoding encoding, char delimiter) => (this.file, this.encoding, this.delimiter) = (file, encoding, delimiter);

    public bool StrictWidth => true;

    private CsvReaderOptions Options => new()
    {
        Separator = delimiter,
        HasHeader = false,
        TrackLineNumbers = true,
        MalformedData = CsvMalformedDataHandling.Throw, // CsvScan has refused it already
    };

    public static CsvTable Open(Stream file, string fileName, TableLimits limits)
    {
        var encoding = CsvText.DetectEncoding(file);
        var delimiter = CsvText.DetectDelimiter(file, encoding);
        CsvScan.Check(file, encoding, delimiter, fileName, limits);
        return new CsvTable(file, encoding, delimiter);
    }

    public IEnumerable<RawRow> Rows()
    {
        file.Position = 0;
        using var text = new StreamReader(file, encoding, detectEncodingFromByteOrderMarks: true, 1 << 16, leaveOpen: true);
        using var csv = CsvReader.Create(text, Options, leaveOpen: true);
        while (csv.Read())
        {
            var cells = new string[csv.FieldCount];
            for (var i = 0; i < cells.Length; i++)
            {
                cells[i] = Unguard(CellText.Clean(csv.GetString(i)));
            }

            if (Array.Exists(cells, cell => cell.Length > 0) && !(csv.LineNumber == 1 && IsSeparatorLine(csv.RawRecord)))
            {
                yield return new RawRow((int)csv.LineNumber, cells, []);
            }
        }
    }

    public void Dispose()
    {
        // The stream is the caller's.
    }

    // CsvOutput guards text that a spreadsheet would take for a formula by an apostrophe; what we wrote comes back as it was.
    private static string Unguard(string cell) => cell.Length > 1 && cell[0] == '\'' && cell[1] is '=' or '+' or '-' or '@' ? cell[1..] : cell;

    // Excel's own first line "sep=;".
    private static bool IsSeparatorLine(ReadOnlySpan<byte> record) => record.Length <= 5 && record.StartsWith("sep="u8);
}
