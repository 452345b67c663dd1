using CsvHelper;

namespace Campaign111.Platform.Office;

/// <summary>
/// Writes CSV: UTF-8 with BOM (else Excel garbles Vietnamese), comma, RFC 4180 quotes, CRLF; numbers with ".", dates 2020-09-30. Text that a
/// spreadsheet would run as a formula gets an apostrophe before it (OWASP, CSV injection); numbers stay numbers.
/// </summary>
public static class CsvOutput
{
    private static readonly CsvWriterOptions Options = Of(mark: true);

    private static readonly CsvWriterOptions Following = Of(mark: false);

    private static CsvWriterOptions Of(bool mark) => new()
    {
        WriteByteOrderMark = mark,
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

    /// <summary>Writes rows that follow others: no mark, no headings. Gives their number.</summary>
    internal static async Task<long> RowsAsync(Stream stream, IAsyncEnumerable<IReadOnlyList<IReadOnlyList<object?>>> rows, CancellationToken cancel)
    {
        await using var csv = CsvWriter.Create(stream, Following, leaveOpen: true);
        var count = 0L;
        await foreach (var portion in rows.WithCancellation(cancel))
        {
            foreach (var row in portion)
            {
                await LineAsync(csv, row, cancel);
            }

            count += portion.Count;
        }

        return count;
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
                csv.WriteField(CellText.Printable(text));
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
