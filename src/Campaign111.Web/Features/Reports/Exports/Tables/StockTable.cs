using System.Globalization;
using Campaign111.Features.Hierarchy;
using Campaign111.Features.Stock;

namespace Campaign111.Features.Reports.Exports.Tables;

/// <summary>Movements of leaflets in a subtree, the newest first.</summary>
public sealed class StockTable(StockQueries stock, UnitDirectory units) : IExportTable
{
    public ExportKind Kind => ExportKinds.Stock;

    public IReadOnlyList<ExportColumn> Columns { get; } =
    [
        new("movement", "Bút toán", "Movement", 10, Platform.Office.SheetFormat.Name),
        new("happened_on", "Ngày", "Day", 12),
        new("unit_code", "Mã đơn vị", "Unit code", 12),
        new("unit", "Đơn vị", "Unit", 28),
        new("kind", "Loại", "Kind", 24),
        new("quantity", "Số tờ", "Leaflets", 12),
        new("note", "Phiếu", "Note", 12),
        new("reason", "Lý do", "Reason", 30),
        new("recorded_at", "Lúc ghi", "Recorded at", 16),
        new("recorded_by", "Người ghi", "Recorded by", 18),
        new("on_behalf_of", "Thay cho", "On behalf of", 18),
        new("reverses", "Đảo bút toán", "Takes back", 12, Platform.Office.SheetFormat.Name),
    ];

    public Task<long?> AboutAsync(ExportOrder order) => Task.FromResult<long?>(null);

    public async Task<ExportPage> PageAsync(ExportOrder order, string? after, int take, CancellationToken cancel)
    {
        var before = after is null ? long.MaxValue : long.Parse(after, NumberStyles.None, CultureInfo.InvariantCulture);
        var moves = await stock.MovesAsync(order.Campaign.Id, order.Unit, take, before);
        var places = await PlaceNames.OfAsync(units, moves.Select(move => move.UnitId));
        return new ExportPage(
            [.. moves.Select(move => Cells(move, places[move.UnitId]))],
            moves.Count == take ? moves[^1].Id.ToString(CultureInfo.InvariantCulture) : null);
    }

    private static IReadOnlyList<object?> Cells(StockMove move, Unit unit) =>
    [
        move.Id, move.HappenedOn, unit.Code, unit.FullName, StockKind.Name(move.Kind), move.Quantity, move.Note, move.Reason, move.RecordedAt, move.RecordedBy, move.OnBehalfOf,
        move.ReversesId,
    ];
}
