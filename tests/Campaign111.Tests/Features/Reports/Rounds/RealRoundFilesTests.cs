using Campaign111.Features.Reports.Rounds;
using Campaign111.Platform.Office;
using Campaign111.Platform.Office.Docx;
using Campaign111.Platform.Time;
using Campaign111.Tests.Features.Hierarchy;
using Campaign111.Tests.Infrastructure;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using DocumentFormat.OpenXml.Validation;
using Words = DocumentFormat.OpenXml.Wordprocessing;

namespace Campaign111.Tests.Features.Reports.Rounds;

/// <summary>The province's files of the real round, read back. With CAMPAIGN111_TEST_KEEP set they are left in that folder, to be looked at.</summary>
public class RealRoundFilesTests
{
    private static readonly DateOnly Today = new(2019, 5, 25);

    [Fact]
    public async Task The_summary_on_the_decrees_layout_names_who_was_late_and_adds_up()
    {
        await using var units = await UnitsDatabase.SeededAsync("sqlite");
        var (real, summary) = await RoundAsync(units);
        var file = OfficialLetterWriter.Write(SummaryDocument.Of(summary));
        await KeepAsync("tong-hop.docx", file);

        using var package = WordprocessingDocument.Open(new MemoryStream(file), isEditable: false);
        new OpenXmlValidator().Validate(package).Select(error => error.Description).ShouldBeEmpty();
        var body = package.MainDocumentPart!.Document.Body!;
        var text = string.Join('\n', body.Descendants<Words.Paragraph>().Select(line => line.InnerText));
        foreach (var expected in new[]
        {
            "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc", "UBND TỈNH LẠNG SƠN", "SỞ LAO ĐỘNG - THƯƠNG BINH VÀ XÃ HỘI", "Số:         /BC", "Lạng Sơn, ngày       tháng       năm 2019",
            "BÁO CÁO", "Tổng hợp công tác trẻ em 6 tháng đầu năm 2019", "Kính gửi: Ủy ban nhân dân tỉnh Lạng Sơn", "“trước ngày 20/5 và 15/11 năm 2019”, ngày cuối cùng là 19/5/2019",
            "Huyện Tràng Định (nộp ngày 20/5/2019, trễ 1 ngày)", "Huyện Hữu Lũng (tính theo lần nộp đầu ngày 19/5/2019)", "Số liệu cộng từ 12/13 báo cáo", "Chưa có báo cáo: Huyện Đình Lập", "Nơi nhận:", "SỐ LIỆU MINH HOẠ", "GIÁM ĐỐC",
        })
        {
            text.ShouldContain(expected);
        }

        var standing = Rows(body, "Kịp thời (%)");
        standing.ShouldContain("Tất cả|13|12|92,3|9|69,2|3|1");
        standing.ShouldContain("Cấp huyện|11|10|90,9|8|72,7|2|1");
        standing.ShouldContain("Sở, ngành, đoàn thể|2|2|100,0|1|50,0|1|0");
        Rows(body, "Chỉ tiêu").ShouldContain($"1|Xã, phường, thị trấn có người làm công tác trẻ em|xã|{Sizes.Sum()}");
        Rows(body, "Tổng số").ShouldContain(row => row.StartsWith("Trẻ em dưới 16 tuổi|7.800|78", StringComparison.Ordinal));
        var size = body.Descendants<Words.PageSize>().Single();
        (size.Width!.Value, size.Height!.Value).ShouldBe((11906u, 16838u));
        body.Descendants<Words.PageMargin>().Single().Left!.Value.ShouldBeInRange(1701u, 1985u, "30 to 35 mm");
        real.ShouldNotBeNull();
    }

    [Fact]
    public async Task One_report_is_a_document_of_its_own_office()
    {
        await using var units = await UnitsDatabase.SeededAsync("sqlite");
        var (real, summary) = await RoundAsync(units);
        var sheet = await real.SheetAsync(real.First, "Hữu Lũng");
        var version = (await real.Queries.VersionsAsync(sheet.Id))[0];
        var file = OfficialLetterWriter.Write(ReportDocument.Of(new ReportInHand(sheet, real.First, null, false, true), real.Form, summary.Campaign, "Hữu Lũng", version));
        await KeepAsync("huu-lung.docx", file);

        using var package = WordprocessingDocument.Open(new MemoryStream(file), isEditable: false);
        new OpenXmlValidator().Validate(package).ShouldBeEmpty();
        var body = package.MainDocumentPart!.Document.Body!;
        foreach (var expected in new[] { "HUYỆN HỮU LŨNG", "BC-UBND", "Kính gửi: Sở Lao động - Thương binh và Xã hội tỉnh Lạng Sơn", "Ủy ban nhân dân huyện Hữu Lũng báo cáo", "Buổi giới thiệu Tổng đài 111: 4 buổi", "TM. ỦY BAN NHÂN DÂN" })
        {
            body.InnerText.ShouldContain(expected);
        }

        Rows(body, "Tổng số").ShouldContain("Trẻ em dưới 16 tuổi|400|4");
    }

    [Fact]
    public async Task The_sheet_holds_real_numbers_and_days_with_a_frozen_head_and_filters()
    {
        await using var units = await UnitsDatabase.SeededAsync("sqlite");
        var (real, summary) = await RoundAsync(units);
        using var stream = new MemoryStream();
        XlsxOutput.Write(stream, RoundSheet.Of(summary, await real.Queries.InAsync(summary.Sheets)));
        await KeepAsync("dot-bao-cao.xlsx", stream.ToArray());

        stream.Position = 0;
        using var package = SpreadsheetDocument.Open(stream, isEditable: false);
        var sheet = package.WorkbookPart!.WorksheetParts.Single().Worksheet;
        var rows = sheet.Descendants<Row>().ToList();
        var head = rows[2].Elements<Cell>().Select(cell => cell.InnerText).ToList();
        head.Count(title => title.Length > 0).ShouldBe(head.Count);
        rows.Count.ShouldBe(3 + 13);
        sheet.Descendants<Pane>().Single().VerticalSplit!.Value.ShouldBe(3);
        sheet.Elements<AutoFilter>().Single().Reference!.Value!.ShouldStartWith("A3:");
        var late = Line(rows, "Huyện Tràng Định");
        Number(late, head.IndexOf("Ngày cuối cùng")).ShouldBe(new DateTime(2019, 5, 19).ToOADate());
        Number(late, head.IndexOf("Ngày nộp lần đầu")).ShouldBe(new DateTime(2019, 5, 20).ToOADate());
        Number(late, head.IndexOf("Số ngày trễ")).ShouldBe(1);
        var column = head.FindIndex(title => title.StartsWith("4. Trẻ em dưới 16 tuổi – Tổng số", StringComparison.Ordinal));
        rows.Skip(3).Sum(row => Number(row, column) ?? 0).ShouldBe(7800);
        Number(Line(rows, "Huyện Đình Lập"), column).ShouldBeNull("what is not in is not counted");
    }

    private static IEnumerable<int> Sizes { get; } = Enumerable.Range(1, 12);

    // All submit but Đình Lập; Tràng Định, Bình Gia and the education department a day late; Hữu Lũng in time, returned, and sent again on the 24th.
    private static async Task<(LangSonRound Real, RoundSummary Summary)> RoundAsync(UnitsDatabase units)
    {
        var time = new SettableTime(VietnamTime.At(new DateOnly(2019, 5, 10), new TimeOnly(9, 0)));
        var real = new LangSonRound(units.Database, time);
        await real.OpenAsync();
        var writing = (await real.SheetsAsync(real.First)).Where(sheet => !sheet.Name.EndsWith("Đình Lập", StringComparison.Ordinal)).ToList();
        var sizes = new Queue<int>(Sizes.Where(size => size != 4));
        foreach (var sheet in writing)
        {
            var isLate = sheet.Name.EndsWith("Tràng Định", StringComparison.Ordinal) || sheet.Name.EndsWith("Bình Gia", StringComparison.Ordinal) || sheet.Name.StartsWith("Sở Giáo dục", StringComparison.Ordinal);
            time.Now = VietnamTime.At(isLate ? LangSonRound.May.AddDays(1) : LangSonRound.May, new TimeOnly(16, 30));
            await real.SubmitAsync(sheet, sheet.Name.EndsWith("Hữu Lũng", StringComparison.Ordinal) ? 44 : sizes.Dequeue());
        }

        await real.Desk.ReturnAsync(await real.SheetAsync(real.First, "Hữu Lũng"), "Số liệu mục 4 nhầm hàng chục.", LangSonRound.Department);
        time.Now = VietnamTime.At(new DateOnly(2019, 5, 24), new TimeOnly(8, 0));
        await real.SubmitAsync(await real.SheetAsync(real.First, "Hữu Lũng"), 4);
        var sheets = await real.SheetsAsync(real.First);
        var sum = RollUp.Sum(real.Form, sheets.Count, await real.Queries.InAsync(sheets));
        return (real, new RoundSummary(real.First, real.Campaign, real.Form, real.Province, sheets, sum, Today));
    }

    // Rows of every table that has such a heading, cells joined by bars.
    private static List<string> Rows(Words.Body body, string heading) =>
    [
        .. body.Descendants<Words.Table>().Where(table => table.Elements<Words.TableRow>().First().Elements<Words.TableCell>().Any(cell => cell.InnerText == heading))
            .SelectMany(table => table.Elements<Words.TableRow>().Skip(1)).Select(row => string.Join('|', row.Elements<Words.TableCell>().Select(cell => cell.InnerText))),
    ];

    private static Row Line(IEnumerable<Row> rows, string name) => rows.Single(row => row.Elements<Cell>().Any(cell => cell.InnerText == name));

    private static double? Number(Row row, int column)
    {
        var letters = column < 26 ? $"{(char)('A' + column)}" : $"{(char)('A' + (column / 26) - 1)}{(char)('A' + (column % 26))}";
        var cell = row.Elements<Cell>().FirstOrDefault(cell => cell.CellReference!.Value!.TrimEnd("0123456789".ToCharArray()) == letters);
        if (cell is null)
        {
            return null;
        }

        cell.DataType!.Value.ShouldBe(CellValues.Number);
        return double.Parse(cell.CellValue!.Text, System.Globalization.CultureInfo.InvariantCulture);
    }

    private static async Task KeepAsync(string name, byte[] file)
    {
        if (Environment.GetEnvironmentVariable("CAMPAIGN111_TEST_KEEP") is { Length: > 0 } folder)
        {
            await File.WriteAllBytesAsync(Path.Combine(Directory.CreateDirectory(folder).FullName, name), file);
        }
    }
}
