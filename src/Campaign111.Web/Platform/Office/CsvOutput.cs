using CsvHelper;

namespace Campaign111.Platform.Office;

/// <summary>
/// Writes CSV: UTF-8 with BOM (else Excel garbles Vietnamese), comma, RFC 4180 quotes, CRLF; numbers with ".", dates 2020-09-30. Text that a
/// spreadsheet would run as a formula gets an apostrophe before it (OWASP, CSV injection); numbers stay numbers.
/// </summary>
public static class CsvOutput
{
    private static readonly CsvWriterOptions Options = new()
    {
        WriteByteOrderMark = true,
        Injection = CsvInjection.Escape,
        ValidateFieldCount = false, // the notes above the headings have one cell
        TrueValue = "TRUE",
        FalseValue = "FALSE",
    };

    /// <summary>Writes the sheet as its rows come; nothing is held but the current row. The stream stays open.</summary>
    public static async Task WriteAsync(Stream stream, Sheet sheet, CancellationToken cancel = default)
    {
        await using var csv = CsvWriter.Create(stream, Options, leaveOpen: true);
        foreach (var note in sheet.Notes)
        {
            await LineAsync(csv, [note], cancel);
        }

        await LineAsync(csv, sheet.Columns.Select(column => (object?)column.Title), cancel);
        foreach (var row in sheet.Rows)
        {
            await LineAsync(csv, row, cancel);
        }
    }

    private static async Task LineAsync(CsvWriter csv, IEnumerable<object?> cells, CancellationToken cancel)
    {
        foreach (var cell in cells)
        {
            Write(csv, Sheet.Normal(cell));
        }

        await csv.EndRecordAsync(cancel);
    }

    private static void Write(CsvWriter csv, object? cell)
    {
        switch (cell)
        {
            case string text:
                csv.WriteField(text.Replace("\0", "", StringComparison.Ordinal));
                break;
            case bool flag:
                csv.WriteField(flag);
                break;
            case decimal number:
                csv.WriteField(number, "0.############################");
                break;
            case DateOnly day:
                csv.WriteField(day, "yyyy-MM-dd");
                break;
            case DateTime time:
                csv.WriteField(time, "yyyy-MM-dd HH:mm:ss");
                break;
            default:
                csv.WriteField("");
                break;
        }
    }
}
