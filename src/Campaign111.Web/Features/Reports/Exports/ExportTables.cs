using Campaign111.Features.Coverage;
using Campaign111.Features.Hierarchy;
using Campaign111.Platform.Localisation;
using Campaign111.Platform.Office;

namespace Campaign111.Features.Reports.Exports;

/// <summary>Finds tables, and says above each what its figures are.</summary>
public sealed class ExportTables(IEnumerable<IExportTable> tables, TargetSources sources)
{
    /// <summary>The table of a kind.</summary>
    /// <exception cref="ArgumentException">The kind is no table.</exception>
    public IExportTable Of(ExportKind kind) => tables.FirstOrDefault(table => table.Kind == kind) ?? throw new ArgumentException($"{kind.Code} is no table.", nameof(kind));

    /// <summary>Name, headings and the lines above them, in the current language. Always the same number of lines for the same campaign.</summary>
    public async Task<SheetHead> HeadAsync(ExportOrder order) => new(order.Kind.Name, [.. Of(order.Kind).Columns.Select(column => column.Sheet)], await NotesAsync(order));

    /// <summary>Whose figures, as of when, from which denominator, and that they are invented where they are.</summary>
    public async Task<IReadOnlyList<string>> NotesAsync(ExportOrder order) =>
    [
        $"{order.Kind.Name}: {order.Unit.FullName}. {Text.Of(order.Campaign.Name, order.Campaign.NameEn)}",
        .. order.Campaign.IsIllustrative ? [Illustrative] : Array.Empty<string>(),
        AsOf(order),
        .. order.Kind.Needs == Platform.Security.Permission.Read ? [await SourcesAsync(order.Unit)] : Array.Empty<string>(),
    ];

    public static string Illustrative => Text.Of(
        "SỐ LIỆU MINH HOẠ: địa danh và công văn có thật, số liệu do bản trình diễn đặt ra.", "ILLUSTRATIVE FIGURES: places and dispatches are real, the figures are invented for the demonstration.");

    /// <summary>"Số liệu lúc 14:05 1/9/2020".</summary>
    public static string AsOf(ExportOrder order) => order.Day is { } day
        ? Text.Of($"Như đã báo cáo đến hết ngày {Formats.Date(day)}.", $"As reported by the end of {Formats.Date(day)}.")
        : Text.Of($"Số liệu lúc {Formats.Moment(order.BegunAt)}.", $"Figures at {Formats.Moment(order.BegunAt)}.");

    /// <summary>Where the numbers of households come from.</summary>
    public async Task<string> SourcesAsync(Unit unit)
    {
        // A nation's would be read from a hundred thousand hamlets, to say "census".
        var found = unit.Level == UnitLevel.Nation ? [] : await sources.BelowAsync(unit);
        return found.Count == 0
            ? Text.Of("Số hộ phải đến: theo bản đang có hiệu lực của từng thôn.", "Households to reach: the version in force of each hamlet.")
            : Text.Of("Số hộ phải đến lấy theo: ", "Households to reach are taken from: ") + string.Join("; ", found.Select(source => $"{source.Source} ({Formats.Date(source.AsOf)})")) + ".";
    }
}
