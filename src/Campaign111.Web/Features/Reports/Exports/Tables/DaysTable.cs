using System.Globalization;
using Campaign111.Features.Coverage.History;
using Campaign111.Platform.Office;

namespace Campaign111.Features.Reports.Exports.Tables;

/// <summary>Households reached by captured day.</summary>
public sealed class DaysTable(ICoverageHistory history, ProgressRows progress) : IExportTable
{
    public ExportKind Kind => ExportKinds.Days;

    public IReadOnlyList<ExportColumn> Columns { get; } =
    [
        new("day", "Ngày", "Day", 12),
        new("reached", "Hộ đến trong ngày", "Reached that day"),
        new("total", "Cộng dồn", "Running total"),
        new("share", "Tỷ lệ", "Share reached", 10, SheetFormat.Percent),
        new("leaflets", "Tờ rơi", "Leaflets"),
    ];

    public async Task<long?> AboutAsync(ExportOrder order) => (await history.DaysAsync(order.Campaign.Id, order.Unit, order.Day)).Count;

    public async Task<ExportPage> PageAsync(ExportOrder order, string? after, int take, CancellationToken cancel)
    {
        var days = await history.DaysAsync(order.Campaign.Id, order.Unit, order.Day);
        var target = (await progress.OwnAsync(order)).Figure.Target;
        var from = after is null ? 0 : int.Parse(after, NumberStyles.None, CultureInfo.InvariantCulture);
        var total = days.Take(from).Sum(day => day.Reached);
        var rows = new List<IReadOnlyList<object?>>();
        foreach (var day in days.Skip(from).Take(take))
        {
            total += day.Reached;
            rows.Add([day.Day, day.Reached, total, target > 0 ? decimal.Round((decimal)total / target.Value, 4, MidpointRounding.ToZero) : null, day.Leaflets]);
        }

        return new ExportPage(rows, from + rows.Count < days.Count ? (from + rows.Count).ToString(CultureInfo.InvariantCulture) : null);
    }
}
