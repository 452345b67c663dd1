using System.Text;
using Campaign111.Platform.Office;
using Campaign111.Platform.Pdf;
using TableColumn = Campaign111.Platform.Office.TableColumn;

namespace Campaign111.Features.Leaflets;

/// <summary>A line of a text sheet.</summary>
/// <param name="Key">Key of the text on the pages.</param>
/// <param name="Original">The original wording that was translated; empty in the sheet of the originals.</param>
/// <param name="Text">The text in the sheet's language.</param>
/// <param name="Note">What a translator should know, such as the room.</param>
public sealed record SheetLine(string Key, string Original, string Text, string Note);

/// <summary>
/// The texts of a design in one language, as a table that opens in Excel: key, original, text, note. The same file is what a design folder holds
/// (texts.en.csv), what a translator receives and what comes back, as CSV or XLSX.
/// </summary>
public sealed record TextSheet(IReadOnlyList<SheetLine> Lines)
{
    private const int LongestText = 600;

    private static readonly TableLimits Limits = TableLimits.Default with { MaxFileBytes = 1 << 20, MaxRows = 500 };

    private static readonly TableSchema Schema = new(
        new TableColumn("key", "mục", "mã") { Required = true, MaxLength = 60 },
        new TableColumn("original", "bản gốc", "tiếng việt", "vi") { MaxLength = LongestText },
        new TableColumn("text", "bản dịch", "lời", "translation") { MaxLength = LongestText },
        new TableColumn("note", "ghi chú") { MaxLength = LongestText });

    /// <summary>Line of the file by key, when it was read from one.</summary>
    public IReadOnlyDictionary<string, int> Rows { get; init; } = new Dictionary<string, int>();

    /// <summary>Text by key.</summary>
    public IReadOnlyDictionary<string, string> Texts => Lines.ToDictionary(line => line.Key, line => line.Text);

    /// <summary>Reads a sheet that a design folder holds.</summary>
    /// <exception cref="PdfException">As <see cref="Read(Stream, string)"/>, as one text.</exception>
    public static TextSheet Parse(string csv, string fileName)
    {
        try
        {
            using var file = new MemoryStream(Encoding.UTF8.GetBytes(csv));
            return Read(file, fileName);
        }
        catch (TableFileException error)
        {
            throw new PdfException(error.Text.Vi, error);
        }
    }

    /// <summary>Reads a sheet: CSV or XLSX, columns by their headings.</summary>
    /// <exception cref="TableFileException">A column is missing, a cell is bad, or a key stands twice; the text names line and column.</exception>
    public static TextSheet Read(Stream file, string fileName)
    {
        using var table = TableFile.Open(file, fileName, Limits);
        var lines = new List<SheetLine>();
        var rows = new Dictionary<string, int>();
        foreach (var row in table.Read(Schema))
        {
            if (lines.Any(known => known.Key == row["key"]))
            {
                row.Fail("key", $"Mục “{row["key"]}” có hai lần. Giữ lại một dòng.", $"The key '{row["key"]}' stands twice. Keep one line.");
            }

            // The landing page's lines may stay empty as a whole (LandingSheet).
            if (row["text"].Length == 0 && !Landing.LandingSheet.IsLanding(row["key"]))
            {
                row.Fail("text", $"Mục “{row["key"]}” chưa có lời.", $"The key '{row["key"]}' has no text.");
            }
            else if (row["text"].EnumerateRunes().Any(letter => System.Text.Rune.IsControl(letter) || letter.Value is 0xFFFD or 0xFFFE or 0xFFFF))
            {
                row.Fail("text", $"Mục “{row["key"]}” có ký tự không in được: gõ lại lời, lưu tệp với bảng mã UTF-8.", $"The key '{row["key"]}' has a character that cannot be printed: type it again and save the file as UTF-8.");
            }

            if (row.Errors is [var first, ..])
            {
                throw new TableFileException(new BilingualText($"{fileName}, dòng {first.Line}, cột {first.Column}: {first.Message.Vi}", $"{fileName}, line {first.Line}, column {first.Column}: {first.Message.En}"));
            }

            rows[row["key"]] = row.Line;
            lines.Add(new SheetLine(row["key"], row["original"], row["text"], row["note"]));
        }

        return new TextSheet(lines) { Rows = rows };
    }

    /// <summary>The sheet as CSV.</summary>
    public async Task<byte[]> ToCsvAsync(CancellationToken cancel = default)
    {
        using var csv = new MemoryStream();
        var rows = Lines.Select(line => (IReadOnlyList<object?>)[line.Key, line.Original, line.Text, line.Note]);
        await CsvOutput.WriteAsync(csv, new Sheet("texts", [new("key"), new("original"), new("text"), new("note")], rows), cancel);
        return csv.ToArray();
    }
}
