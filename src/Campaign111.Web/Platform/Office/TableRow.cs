using System.Globalization;

namespace Campaign111.Platform.Office;

/// <summary>A bad value: the line as the user sees it in Excel or an editor (from 1), the heading as written in the file, what is wrong and what to do.</summary>
public sealed record TableError(int Line, string Column, BilingualText Message);

/// <summary>A row as it stands in the file: its line and all its cells, trimmed and in NFC. Problems are those of single cells, by column index.</summary>
internal sealed record RawRow(int Line, IReadOnlyList<string> Cells, IReadOnlyList<(int Column, BilingualText Text)> Problems);

/// <summary>One row of data, its cells by canonical column name. Errors found while reading stand in <see cref="Errors"/>; an importer adds its own.</summary>
public sealed class TableRow
{
    private static readonly string[] DateForms = ["d/M/yyyy", "yyyy-M-d", "d-M-yyyy", "d.M.yyyy"];
    private readonly IReadOnlyList<string> cells;
    private readonly IReadOnlyDictionary<string, int> places;
    private readonly IReadOnlyDictionary<string, string> headings;
    private List<TableError>? errors;

    /// <param name="line">Line in the file.</param>
    /// <param name="cells">All cells as they stand in the file.</param>
    /// <param name="places">Index of each column of the schema; shared by all rows.</param>
    /// <param name="headings">How the file writes them.</param>
    internal TableRow(int line, IReadOnlyList<string> cells, IReadOnlyDictionary<string, int> places, IReadOnlyDictionary<string, string> headings) =>
        (Line, this.cells, this.places, this.headings) = (line, cells, places, headings);

    /// <summary>Line in the file, from 1, header and blank lines counted.</summary>
    public int Line { get; }

    /// <summary>What is wrong with this row.</summary>
    public IReadOnlyList<TableError> Errors => errors ?? (IReadOnlyList<TableError>)[];

    /// <summary>The cell's text; "" when blank or when the file has no such column.</summary>
    public string this[string column] => places.TryGetValue(column, out var place) && place < cells.Count ? cells[place] : "";

    /// <summary>Adds an error to the row under the heading that the file uses for the column.</summary>
    public void Fail(string column, string vi, string en) =>
        (errors ??= []).Add(new TableError(Line, headings.GetValueOrDefault(column, column), new BilingualText(vi, en)));

    /// <summary>A whole number, with or without thousands marks (1.234, 1,234, 1 234); null when blank. Anything else, or outside the bounds, is a row error and null.</summary>
    public long? Whole(string column, long min = long.MinValue, long max = long.MaxValue)
    {
        var text = this[column];
        if (text.Length == 0)
        {
            return null;
        }

        var plain = IsGrouped(text) ? text.Replace(".", "", StringComparison.Ordinal).Replace(",", "", StringComparison.Ordinal).Replace(" ", "", StringComparison.Ordinal) : text;
        if (!long.TryParse(plain, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value))
        {
            Fail(column, $"'{Short(text)}' không phải là số nguyên. Chỉ ghi chữ số, ví dụ 1234.", $"'{Short(text)}' is not a whole number. Write digits only, such as 1234.");
            return null;
        }

        if (value < min || value > max)
        {
            Fail(column, $"{value} nằm ngoài khoảng {min} đến {max}.", $"{value} lies outside {min} to {max}.");
            return null;
        }

        return value;
    }

    /// <summary>A day, written 30/9/2020 or 2020-09-30; null when blank. Anything else is a row error and null.</summary>
    public DateOnly? Day(string column)
    {
        var text = this[column];
        if (text.Length == 0)
        {
            return null;
        }

        if (DateOnly.TryParseExact(text, DateForms, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
        {
            return day;
        }

        Fail(column, $"'{Short(text)}' không phải là ngày. Ghi ngày/tháng/năm, ví dụ 30/9/2020.", $"'{Short(text)}' is not a date. Write day/month/year, such as 30/9/2020.");
        return null;
    }

    internal static string Short(string text) => text.Length <= 60 ? text : string.Concat(text.AsSpan(0, 60), "…");

    // Groups of exactly three digits after one kind of mark; 1.5 and 12,34 are no whole numbers and must not become 15 and 1234.
    private static bool IsGrouped(string text)
    {
        var digits = text.TrimStart('-', '+');
        var mark = digits.FirstOrDefault(c => c is '.' or ',' or ' ');
        var groups = mark == '\0' ? [] : digits.Split(mark);
        return groups.Length > 1 && groups[0].Length is >= 1 and <= 3 && groups.Skip(1).All(group => group.Length == 3)
            && groups.All(group => group.All(char.IsAsciiDigit));
    }
}
