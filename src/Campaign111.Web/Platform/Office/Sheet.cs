namespace Campaign111.Platform.Office;

/// <summary>How a column of numbers is shown in XLSX; dates and times are shown by their type.</summary>
public enum SheetFormat
{
    /// <summary>By the value: text, 1.234, 1.234,5, 30/9/2020.</summary>
    Auto,

    /// <summary>A fraction shown as a percentage with one decimal: 0.915 as 91,5 %.</summary>
    Percent,

    /// <summary>A number that names something: 1234, without separators.</summary>
    Name,
}

/// <summary>A column of an export.</summary>
/// <param name="Title">Heading.</param>
/// <param name="Width">Width in XLSX, characters.</param>
/// <param name="Format">How its numbers are shown.</param>
public sealed record SheetColumn(string Title, double Width = 16, SheetFormat Format = SheetFormat.Auto);

/// <summary>What stands above the rows of a table: its name, headings, and lines above the headings.</summary>
/// <param name="Name">Name of the sheet; cut and cleaned to what Excel allows.</param>
/// <param name="Columns">Headings, widths and forms.</param>
/// <param name="Notes">Lines above the headings, such as "số liệu minh hoạ" or the day of the figures.</param>
public sealed record SheetHead(string Name, IReadOnlyList<SheetColumn> Columns, IReadOnlyList<string> Notes)
{
    /// <summary>Rows that a sheet of Excel holds (1,048,576 lines, ECMA-376 and Excel's specification) beside its notes and headings.</summary>
    public int RowsOfSheet => XlsxSheet.MaxLines - Notes.Count - 1;
}

/// <summary>
/// A table to export. Cells are null, text, bool, whole and decimal numbers, <see cref="DateOnly"/>, <see cref="DateTime"/> (taken as Vietnamese
/// time unless its kind is UTC) or <see cref="DateTimeOffset"/>; instants are written in Vietnamese time. Rows are walked once, lazily.
/// </summary>
/// <param name="Name">Name of the sheet; cut and cleaned to what Excel allows.</param>
public sealed record Sheet(string Name, IReadOnlyList<SheetColumn> Columns, IEnumerable<IReadOnlyList<object?>> Rows)
{
    /// <summary>Lines above the headings, such as "số liệu minh hoạ" or the day of the figures.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>What stands above the rows.</summary>
    public SheetHead Head => new(Name, Columns, Notes);

    /// <summary>Brings a cell to null, string, bool, decimal, DateOnly or a Vietnamese wall-clock DateTime.</summary>
    /// <exception cref="ArgumentException">A type that a sheet cannot hold.</exception>
    internal static object? Normal(object? value) => value switch
    {
        null or string or bool or decimal or DateOnly => value,
        int or long or short or byte or uint or ushort or sbyte => Convert.ToDecimal(value, System.Globalization.CultureInfo.InvariantCulture),
        double number => double.IsFinite(number) && Math.Abs(number) < 7e27 ? (decimal)number : number.ToString(System.Globalization.CultureInfo.InvariantCulture),
        DateTimeOffset instant => instant.ToOffset(VietnamOffset).DateTime,
        DateTime { Kind: DateTimeKind.Utc } utc => utc.Add(VietnamOffset),
        DateTime local => local,
        Enum name => name.ToString(),
        _ => throw new ArgumentException($"A sheet cannot hold a {value.GetType().Name}; convert it to text, a number or a date.", nameof(value)),
    };

    // Vietnam has kept UTC+7 without summer time since 1975.
    private static readonly TimeSpan VietnamOffset = TimeSpan.FromHours(7);
}
