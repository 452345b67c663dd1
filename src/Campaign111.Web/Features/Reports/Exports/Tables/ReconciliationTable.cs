using Campaign111.Features.Stock;

namespace Campaign111.Features.Reports.Exports.Tables;

/// <summary>Leaflets printed, received and handed out beside the households that entries say were reached: the unit, then each one below it.</summary>
public sealed class ReconciliationTable(StockReconciliation reconciliation) : IExportTable
{
    public ExportKind Kind => ExportKinds.Reconciliation;

    public IReadOnlyList<ExportColumn> Columns { get; } =
    [
        new("code", "Mã", "Code", 14),
        new("name", "Đơn vị", "Unit", 30),
        new("printed", "Đã in", "Printed"),
        new("issued", "Được cấp", "Issued"),
        new("received", "Đã nhận", "Received"),
        new("in_store", "Còn trong kho", "In store"),
        new("in_transit", "Trên đường", "On the way"),
        new("doors_book", "Phát tận nhà (sổ kho)", "At doors (book)"),
        new("doors_entries", "Phát tận nhà (lượt ghi)", "At doors (entries)"),
        new("events", "Phát ở sự kiện", "At events"),
        new("damaged", "Hỏng", "Damaged"),
        new("written_off", "Xuất huỷ", "Written off"),
        new("missing", "Thiếu khi nhận", "Missing"),
        new("adjusted", "Lệch kiểm kê", "Adjusted"),
        new("households", "Hộ đã đến", "Households reached"),
        new("without_stock", "Phát mà kho không có", "Handed out without stock"),
        new("without_leaflet", "Hộ không có tờ nào", "Reached without a leaflet"),
    ];

    public Task<long?> AboutAsync(ExportOrder order) => Task.FromResult<long?>(0);

    public async Task<ExportPage> PageAsync(ExportOrder order, string? after, int take, CancellationToken cancel)
    {
        var (own, below) = await reconciliation.ChainsAsync(order.Campaign, new StockPlace(order.Unit, order.Unit.Code), null);
        return new ExportPage([.. below.Prepend(own).Select(Cells)], null);
    }

    private static IReadOnlyList<object?> Cells(StockChain chain) =>
    [
        chain.Place.Code, chain.Place.Unit.FullName, chain.Figure.Printed, chain.Figure.Issued, chain.Figure.Received, chain.Figure.InStore, chain.Figure.InTransit, chain.Figure.Doors,
        chain.Said, chain.Figure.Events, chain.Figure.Damaged, chain.Figure.WrittenOff, chain.Figure.Missing, chain.Figure.Adjusted, chain.Households, chain.WithoutStock, chain.WithoutLeaflet,
    ];
}
