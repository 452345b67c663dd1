using Campaign111.Platform.Pdf;
using Shouldly;
using Xunit;

namespace Campaign111.Tests.Platform.Pdf;

/// <summary>The one table composer: rows flow, the header row repeats, every code on the sheet is read.</summary>
public sealed class PageTableTests(PdfLab lab) : IClassFixture<PdfLab>
{
    private static readonly TableColumn[] Columns = [new("STT", 14, CellAlign.End), new("Đơn vị", 70), new("Ghi chú", 50), new("Đã phát", 20, CellAlign.Middle), new("Mã QR", 26)];

    [Fact]
    public void A_sheet_of_invitations_flows_over_pages_and_each_code_reads()
    {
        var rows = Enumerable.Range(1, 20).Select(i => (IReadOnlyList<TableCell>)
            [$"{i}", $"Xã {{{{số}}}} {i} <Tân Thành>", i == 3 ? "một ghi chú dài phải xuống dòng vì không đủ chỗ trong cột này" : "", new TableCell(Tick: true), new TableCell(Qr: QrMatrix.Create($"HTTPS://A.VN/Q/{i:D4}"))]).ToList();
        var pdf = lab.Write(new PageTable("Phiếu mời đăng nhập", "Mỗi mã chỉ dùng được một lần.", Columns, rows) { Note = "Số liệu minh hoạ", HeaderQr = QrMatrix.Create("HTTPS://A.VN/TABLE") }.Compose(lab.Fonts));

        var pages = PdfLab.Run("pdftotext", "-layout", "-enc", "UTF-8", pdf, "-").Split('\f', StringSplitOptions.RemoveEmptyEntries);
        pages.Length.ShouldBe(3);
        pages.ShouldAllBe(page => page.Contains("Phiếu mời đăng nhập") && page.Contains("Đơn vị") && page.Contains("Số liệu minh hoạ"));
        pages[0].ShouldContain("Trang 1/3");
        string.Join("", pages).ShouldContain("Xã {{số}} 20 <Tân Thành>");
        var codes = Enumerable.Range(1, 3).SelectMany(page => lab.Decode(lab.Picture(pdf, page))).Where(code => code.Contains("/Q/")).Order();
        codes.ShouldBe(Enumerable.Range(1, 20).Select(i => $"HTTPS://A.VN/Q/{i:D4}"));
    }

    [Fact]
    public void No_row_makes_one_page() => new PageTable("Bảng trống", "", Columns, []).Compose(lab.Fonts).Count().ShouldBe(1);

    [Fact]
    public void What_cannot_be_laid_out_is_refused()
    {
        Should.Throw<PdfException>(() => new PageTable("Rộng", "", [new("A", 300)], []).Compose(lab.Fonts).ToList()).Message.ShouldContain("rộng");
        Should.Throw<PdfException>(() => new PageTable("Thiếu", "", Columns, [["a"]]).Compose(lab.Fonts).ToList()).Message.ShouldContain("ô");
        Should.Throw<PdfException>(() => new PageTable("Cao", "", [new("A", 20)], [[new string('a', 9000)]]).Compose(lab.Fonts).ToList()).Message.ShouldContain("cao");
    }

    [Fact]
    public void Lines_never_exceed_their_room()
    {
        var font = lab.Fonts.Find("Be Vietnam Pro", 400);
        var lines = new TextWrap(font).Lines("Ủy ban nhân dân xã Tân Thành facebook.com/tongdaiquocgiabvtefacebook.com/tongdaiquocgiabvte\nhai", 12);

        lines.Count.ShouldBeGreaterThan(4);
        lines.ShouldAllBe(line => font.Measure(line) <= 12);
        lines[^1].ShouldBe("hai");
    }
}
