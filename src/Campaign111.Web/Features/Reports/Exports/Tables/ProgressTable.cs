using System.Globalization;
using Campaign111.Features.Coverage;
using Campaign111.Features.Shared;
using Campaign111.Platform.Office;

namespace Campaign111.Features.Reports.Exports.Tables;

/// <summary>Units below a unit with their figures.</summary>
public sealed class ProgressTable(ProgressRows rows) : IExportTable
{
    public ExportKind Kind => ExportKinds.Progress;

    public IReadOnlyList<ExportColumn> Columns { get; } =
    [
        new("code", "Mã", "Code", 10),
        new("name", "Đơn vị", "Unit", 30),
        new("above", "Thuộc", "Belongs to", 26),
        new("target", "Số hộ phải đến", "Households to reach"),
        new("reached", "Đã đến", "Reached"),
        new("share", "Tỷ lệ", "Share reached", 10, SheetFormat.Percent),
        new("expected_share", "Phải đạt", "Expected share", 10, SheetFormat.Percent),
        new("settled", "Đã xong", "Settled"),
        new("status", "Trạng thái", "Status", 18),
        new("silent", "Im lặng", "Silent", 10),
        new("last_day", "Hạn cuối", "Last day", 12),
        new("days_left", "Còn lại (ngày)", "Days left", 12),
        new("leaflets", "Tờ rơi", "Leaflets"),
        new("entries", "Lượt ghi", "Entries"),
        new("held", "Lượt chờ xử lý", "Entries held"),
        new("last_entry_on", "Lượt ghi gần nhất", "Last entry", 14),
    ];

    public async Task<long?> AboutAsync(ExportOrder order) => (await rows.OfAsync(order)).Below.Count;

    public async Task<ExportPage> PageAsync(ExportOrder order, string? after, int take, CancellationToken cancel)
    {
        var from = after is null ? 0 : int.Parse(after, NumberStyles.None, CultureInfo.InvariantCulture);
        var all = (await rows.OfAsync(order)).Below;
        var page = all.Skip(from).Take(take).Select(Cells).ToList();
        return new ExportPage(page, from + page.Count < all.Count ? (from + page.Count).ToString(CultureInfo.InvariantCulture) : null);
    }

    private static IReadOnlyList<object?> Cells(ProgressLine line) =>
    [
        line.Unit.Code, line.Unit.FullName, line.Above.FullName, line.Figure.Target, line.Figure.Reached, Share(line.Figure.Percent), Share(line.Judgement.ExpectedPercent),
        line.Figure.Settled, StatusLook.Of(CoverageTexts.Kind(line.Judgement.Status)).Word, line.Judgement.Silent, line.Deadline?.LastDay, line.Judgement.DaysLeft,
        line.Figure.Leaflets, line.Figure.Entries, line.Figure.Held, line.LastEntryOn,
    ];

    // Towards zero: 99.996 must not read as 100.
    private static decimal? Share(decimal? percent) => percent is { } value ? decimal.Round(value, 2, MidpointRounding.ToZero) / 100 : null;
}
