using Campaign111.Features.Hierarchy;
using Campaign111.Platform.Localisation;
using Campaign111.Platform.Pdf;

namespace Campaign111.Features.Leaflets.Print;

/// <summary>The sheet on top of a print job: what was printed for whom, with a column to tick when the paper goes out.</summary>
public static class CoverSheet
{
    public static PageTable Of(PrintOrder order, PrintJob job, Unit unit, IReadOnlyList<Unit> places, DateTimeOffset now)
    {
        var (choice, design) = (order.Choice, order.Choice.Design);
        var subtitle =
            $"{order.Campaign.Name}. Mẫu: {design.Title}, phiên bản {design.Version}; {(choice.Mono ? "đen trắng" : "màu")}; {SheetWords.Name(choice)}. "
            + $"{places.Count} đơn vị, mỗi đơn vị một mã QR riêng. In lúc {Formats.Moment(now)}, người in: {job.AccountName}.";
        return new PageTable(
            $"Danh sách tờ rơi 111 – {unit.FullName}",
            subtitle,
            // Most addresses stand on one line, or their token is hard to read out.
            [new("STT", 12, CellAlign.End), new("Mã", 16), new("Đơn vị", 52), new("Địa chỉ trong mã QR", 80), new("Đã giao", 18, CellAlign.Middle)],
            [.. places.Select((place, at) => new List<TableCell> { $"{at + 1}", place.Code, place.FullName, Plain(order.Addresses[place.Id]), new(Tick: true) })])
        {
            FontSizeMm = 3.3,
            Note = order.Campaign.IsIllustrative ? "Số liệu minh hoạ" : "",
        };
    }

    private static string Plain(string address) => address[(address.IndexOf("://", StringComparison.Ordinal) + 3)..];
}
