using System.Globalization;
using Campaign111.Features.Campaigns;
using Campaign111.Features.Hierarchy;
using Campaign111.Platform.Data;
using Campaign111.Platform.Office;
using Campaign111.Platform.Time;

namespace Campaign111.Features.Reports.Exports;

/// <summary>What somebody asks to have exported, with all that the result depends on: made again later it lists the same.</summary>
public sealed record ExportOrder
{
    public required ExportKind Kind { get; init; }

    /// <summary>One of <see cref="ExportFormats"/>.</summary>
    public required string Format { get; init; }

    public required Campaign Campaign { get; init; }

    /// <summary>Everything listed lies within it.</summary>
    public required Unit Unit { get; init; }

    /// <summary>Which units are listed, where the kind lists units; null for the direct children.</summary>
    public UnitLevel? Tier { get; init; }

    /// <summary>As it was reported at the end of this past day; null for now.</summary>
    public DateOnly? Day { get; init; }

    /// <summary>vi or en.</summary>
    public required string Language { get; init; }

    /// <summary>Path of the office that looks: its deadline measures (design.md, Coverage rules).</summary>
    public required string ViewerPath { get; init; }

    /// <summary>Business instant of the order.</summary>
    public required DateTimeOffset BegunAt { get; init; }

    /// <summary>The highest sequence to list, for what grows while it is written.</summary>
    public long? Bound { get; init; }

    /// <summary>The day of the figures.</summary>
    public DateOnly On => Day ?? VietnamTime.Day(BegunAt);

    /// <summary>"tien-do-70-tinh-binh-phuoc-20200901": what it is, whose, when.</summary>
    public string FileStem => Stem(Kind, Unit, On);

    /// <summary>The same for an export that began at an instant.</summary>
    public static string Stem(ExportKind kind, Unit unit, DateTimeOffset begunAt) => Stem(kind, unit, VietnamTime.Day(begunAt));

    private static string Stem(ExportKind kind, Unit unit, DateOnly on) => string.Create(CultureInfo.InvariantCulture, $"{Stem(kind.Vi)}-{unit.Code}-{Stem(unit.Name)}-{on:yyyyMMdd}");

    private static string Stem(string text) => TextFold.Fold(text).Replace(' ', '-');
}

/// <summary>A column of an exported table.</summary>
/// <param name="Code">In the API: "received_at".</param>
public sealed record ExportColumn(string Code, string Vi, string En, double Width = 14, SheetFormat Format = SheetFormat.Auto)
{
    /// <summary>With its heading in the current language.</summary>
    public SheetColumn Sheet => new(Platform.Localisation.Text.Of(Vi, En), Width, Format);
}

/// <summary>Some rows of a table and where the next ones begin; null at its end. Cells as <see cref="Sheet"/> takes them, one for each column.</summary>
public sealed record ExportPage(IReadOnlyList<IReadOnlyList<object?>> Rows, string? Next);

/// <summary>A table that can be exported, read page by page by key.</summary>
public interface IExportTable
{
    ExportKind Kind { get; }

    IReadOnlyList<ExportColumn> Columns { get; }

    /// <summary>About how many rows it has; null when only reading it tells.</summary>
    Task<long?> AboutAsync(ExportOrder order);

    /// <summary>The highest sequence of what grows while it is written; null where nothing does.</summary>
    Task<long?> BoundAsync() => Task.FromResult<long?>(null);

    /// <summary>At most so many rows behind a place that an earlier page gave; null for the beginning. A page may hold none and still have a next.</summary>
    /// <exception cref="FormatException">The place is none that a page gave.</exception>
    Task<ExportPage> PageAsync(ExportOrder order, string? after, int take, CancellationToken cancel);
}
