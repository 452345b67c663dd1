using Campaign111.Features.Campaigns;
using Campaign111.Platform.Localisation;
using Campaign111.Platform.Pdf;

namespace Campaign111.Features.Stock;

/// <summary>The delivery note that travels with a package, A4, with the QR that opens its receipt.</summary>
public sealed class StockNote(IPdfRenderer pdf, FontLibrary fonts, TimeProvider time)
{
    /// <param name="campaign">The campaign.</param>
    /// <param name="line">The package and its ends.</param>
    /// <param name="run">Which leaflets.</param>
    /// <param name="address">In the QR.</param>
    public byte[] Pdf(Campaign campaign, PackageLine line, StockRun run, string address)
    {
        var package = line.Package;
        var title = Text.Of($"Phiếu giao nhận tờ rơi {NoteNumber.Shown(package.Number)}", $"Delivery note {NoteNumber.Shown(package.Number)}");
        var table = new PageTable(title, Heading(campaign, line), Columns, Rows(package, run))
        {
            HeaderQr = QrMatrix.Create(address),
            RowMm = 11,
            FontSizeMm = 4,
            Note = campaign.IsIllustrative ? Text.Of("Số liệu minh hoạ", "Illustrative figures") : "",
            PageLabel = (page, pages) => $"{package.Number} · {Text.Of($"Trang {page}/{pages}", $"Page {page}/{pages}")}",
        };
        using var stream = new MemoryStream();
        pdf.Render(table.Compose(fonts), new PdfMetadata(title, Text.Of("Chiến dịch 111", "Campaign 111"), title, time.GetUtcNow()), stream);
        return stream.ToArray();
    }

    private static IReadOnlyList<TableColumn> Columns =>
    [
        new(Text.Of("Nội dung", "Item"), 84), new(Text.Of("Số tờ giao", "Sent"), 32, CellAlign.End), new(Text.Of("Thực nhận", "Received"), 32, CellAlign.End), new(Text.Of("Hư hỏng", "Damaged"), 32, CellAlign.End),
    ];

    private static IReadOnlyList<IReadOnlyList<TableCell>> Rows(StockShipment package, StockRun run) =>
    [
        [StockWords.Name(run), Formats.Number(package.Quantity), Known(package.ReceivedQuantity), Known(package.Damaged)],
        [Text.Of("Nhận xét (thiếu, thừa, hư hỏng):", "Remarks (missing, too many, damaged):") + Written(2), "", "", ""],
        [Text.Of("Người giao (ký, ghi rõ chức vụ):", "Handed over by (signature, office):") + Written(3), "", "", ""],
        [Text.Of("Người nhận (ký, ghi rõ chức vụ, ngày nhận):", "Received by (signature, office, day):") + Written(3), "", "", ""],
    ];

    // Dotted lines to write on: an empty line takes no room in a cell.
    private static string Written(int lines) => string.Concat(Enumerable.Repeat($"\n{new string('.', 60)}", lines));

    private static string Heading(Campaign campaign, PackageLine line)
    {
        var package = line.Package;
        var from = package.FromPrinter ? Text.Of($"Nhà in, cho {line.From.Name}", $"The printer, for {line.From.Name}") : line.From.Name;
        return Text.Of(
            $"{campaign.Name}\nNơi giao: {from}\nNơi nhận: {line.To.Name}\nNgày gửi: {Formats.Date(package.SentOn)}, chậm nhất phải đến: {Formats.Date(package.DueOn)}\nKhi nhận: quét mã bên cạnh, hoặc gõ số phiếu ở mục Kho tờ rơi.{Remark(package)}",
            $"{campaign.NameEn}\nFrom: {from}\nTo: {line.To.Name}\nSent: {Formats.Date(package.SentOn)}, due by {Formats.Date(package.DueOn)}\nOn arrival: scan the code, or key the note's number under Stock.{Remark(package)}");
    }

    private static string Remark(StockShipment package) => package.Note is { } note ? $"\n{note}" : "";

    private static string Known(long? quantity) => quantity is { } known ? Formats.Number(known) : "";
}
