using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using Campaign111.Features.Reports.Exports;
using Campaign111.Tests.Infrastructure;
using Campaign111.Tests.Platform.Office;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Validation;
using Microsoft.Extensions.DependencyInjection;

namespace Campaign111.Tests.Features.Reports.Exports;

/// <summary>Exports over HTTP on the demo: short ones at once, long ones in the background, each to those who may have it.</summary>
public sealed class ExportPagesTests
{
    private const string OfCommune = "SELECT COUNT(*) FROM coverage_entry e JOIN unit h ON h.id = e.hamlet_id JOIN unit c ON c.id = h.parent_id WHERE c.code = @code AND e.campaign_id = (SELECT id FROM campaign WHERE slug = 'binh-phuoc-2020')";

    [Fact]
    public async Task A_province_gets_its_districts_with_real_numbers_marked_as_illustrative()
    {
        await using var app = await DemoApp.CreateAsync();
        using var browser = await app.SignedInAsync("tinh.binhphuoc");

        using var answer = await browser.ExportAsync("70", "progress", "xlsx");
        var file = await answer.BytesAsync();
        using var text = await browser.ExportAsync("70", "progress", "csv");
        var csv = TablePartsTests.ReadCsv(await text.BytesAsync());

        answer.Content.Headers.ContentDisposition!.FileNameStar.ShouldBe("bang-tien-do-cac-don-vi-70-binh-phuoc-20200901.xlsx");
        using var document = SpreadsheetDocument.Open(new MemoryStream(file), false);
        new OpenXmlValidator().Validate(document).ShouldBeEmpty();
        var rows = TablePartsTests.ReadXlsx(file, 16);
        rows[1][0].ShouldStartWith("SỐ LIỆU MINH HOẠ");
        rows[2][0].ShouldStartWith("Số liệu lúc");
        rows[3][0].ShouldStartWith("Số hộ phải đến");
        rows[4][..5].ShouldBe(["Mã", "Đơn vị", "Thuộc", "Số hộ phải đến", "Đã đến"]);
        rows.Count.ShouldBe(5 + 11);
        var total = rows[5..].Sum(row => long.Parse(row[4], CultureInfo.InvariantCulture));
        total.ShouldBe(await app.ScalarAsync("SELECT SUM(reached) FROM coverage_total WHERE level = 'commune' AND campaign_id = (SELECT id FROM campaign WHERE slug = 'binh-phuoc-2020')"));
        total.ShouldBeGreaterThan(0);
        csv[4..].ShouldBe(rows[4..]);
        (await app.ScalarAsync("SELECT COUNT(*) FROM audit_event WHERE action = 'export.taken'")).ShouldBe(2);
    }

    [Fact]
    public async Task Tiers_can_be_chosen_and_a_day_that_has_not_come_is_refused()
    {
        await using var app = await DemoApp.CreateAsync();
        using var browser = await app.SignedInAsync("tinh.binhphuoc");

        using var communes = await browser.ExportAsync("70", "progress", "csv", ("tier", "commune"));
        using var refused = await browser.ExportAsync("70", "progress", "csv", ("day", "2/9/2021"));
        using var odd = await browser.ExportAsync("70", "progress", "csv", ("tier", "nation"));

        TablePartsTests.ReadCsv(await communes.BytesAsync(), 5).Count.ShouldBe(111);
        refused.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await refused.Content.ReadAsStringAsync()).ShouldContain("1/9/2020");
        odd.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
    }

    [Fact]
    public async Task A_past_day_is_shown_as_it_was_reported_then()
    {
        await using var app = await DemoApp.CreateAsync();
        using var browser = await app.SignedInAsync("tinh.binhphuoc");

        using var now = await browser.ExportAsync("70", "progress", "csv");
        using var then = await browser.ExportAsync("70", "progress", "csv", ("day", "10/8/2020"));
        using var days = await browser.ExportAsync("70", "days", "csv", ("day", "10/8/2020"));
        var (nowRows, thenRows, dayRows) = (TablePartsTests.ReadCsv(await now.BytesAsync()), TablePartsTests.ReadCsv(await then.BytesAsync()), TablePartsTests.ReadCsv(await days.BytesAsync(), 5));

        thenRows[2][0].ShouldBe("Như đã báo cáo đến hết ngày 10/8/2020.");
        var reported = thenRows[5..].Sum(row => long.Parse(row[4], CultureInfo.InvariantCulture));
        reported.ShouldBeInRange(1, nowRows[5..].Sum(row => long.Parse(row[4], CultureInfo.InvariantCulture)) - 1);
        // The demo's visits are received on the days on which they are counted.
        dayRows.Sum(row => long.Parse(row[1], CultureInfo.InvariantCulture)).ShouldBe(reported);
        dayRows[^1][2].ShouldBe($"{reported}");
    }

    [Fact]
    public async Task The_report_is_laid_out_for_signature_with_a_row_for_each_unit()
    {
        await using var app = await DemoApp.CreateAsync();
        using var browser = await app.SignedInAsync("huyen.budop");

        using var answer = await browser.ExportAsync("693", "report", "docx");
        var file = await answer.BytesAsync();

        answer.Content.Headers.ContentDisposition!.FileNameStar.ShouldEndWith(".docx");
        using var document = WordprocessingDocument.Open(new MemoryStream(file), false);
        new OpenXmlValidator().Validate(document).Select(error => $"{error.Path?.XPath}: {error.Description}").ShouldBeEmpty();
        var body = document.MainDocumentPart!.Document.Body!;
        var text = body.InnerText;
        foreach (var part in new[] { "ỦY BAN NHÂN DÂN", "HUYỆN BÙ ĐỐP", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc", "/BC-UBND", "BÁO CÁO", "ngày       tháng       năm 2020", "Nơi nhận:", "TM. ỦY BAN NHÂN DÂN", "SỐ LIỆU MINH HOẠ", "Xã Tân Thành", "Kính gửi: Ủy ban nhân dân tỉnh Bình Phước" })
        {
            text.ShouldContain(part);
        }

        var rows = body.Descendants<DocumentFormat.OpenXml.Wordprocessing.Table>().Select(table => table.Elements<DocumentFormat.OpenXml.Wordprocessing.TableRow>().ToList()).Single(table => table.Count > 2);
        rows.Count.ShouldBe(1 + 7 + 1);
        var reached = rows.Select(row => row.Elements<DocumentFormat.OpenXml.Wordprocessing.TableCell>().ElementAt(3).InnerText.Replace(".", "", StringComparison.Ordinal)).ToList();
        reached[1..^1].Sum(number => long.Parse(number, CultureInfo.InvariantCulture)).ShouldBe(long.Parse(reached[^1], CultureInfo.InvariantCulture));
    }

    [Fact]
    public async Task Entries_of_a_commune_are_all_there_and_no_note_becomes_a_formula()
    {
        await using var app = await DemoApp.CreateAsync();
        string[] notes = ["=HYPERLINK(\"x\")", "+1", "-1", "@x", "\tx", "\rx", "a\u0001b", "Nhà văn hoá ấp Sóc Mới"];
        for (var at = 0; at < notes.Length; at++)
        {
            await app.ExecuteAsync(
                "UPDATE coverage_entry SET note = @note WHERE id = (SELECT e.id FROM coverage_entry e JOIN unit h ON h.id = e.hamlet_id JOIN unit c ON c.id = h.parent_id WHERE c.code = '25318' ORDER BY e.id LIMIT 1 OFFSET @at)",
                new { note = notes[at], at });
        }

        using var browser = await app.SignedInAsync("xa.25318");
        using var csvAnswer = await browser.ExportAsync("25318", "entries", "csv");
        var text = await csvAnswer.BytesAsync();
        using var answer = await browser.ExportAsync("25318", "entries", "xlsx");
        var file = await answer.BytesAsync();

        var (csv, xlsx) = (TablePartsTests.ReadCsv(text), TablePartsTests.ReadXlsx(file, 21));
        xlsx.Count.ShouldBe(4 + (int)await app.ScalarAsync(OfCommune, new { code = "25318" }));
        csv[3..].ShouldBe(xlsx[3..]);
        var raw = Encoding.UTF8.GetString(text);
        foreach (var note in xlsx.Select(row => row[17]).Where(note => note.Length > 0 && note[0] is '=' or '+' or '-' or '@' or '\t' or '\r'))
        {
            raw.ShouldContain($"\"'{note.Replace("\"", "\"\"", StringComparison.Ordinal)}");
        }

        xlsx.Select(row => row[17]).ShouldContain("=HYPERLINK(\"x\")");
        xlsx.Select(row => row[17]).ShouldContain("ab");
        using var document = SpreadsheetDocument.Open(new MemoryStream(file), false);
        new OpenXmlValidator().Validate(document).ShouldBeEmpty();
        document.WorkbookPart!.WorksheetParts.Single().Worksheet.Descendants<DocumentFormat.OpenXml.Spreadsheet.CellFormula>().ShouldBeEmpty();
    }

    [Fact]
    public async Task A_register_leaves_without_the_labels_that_name_people()
    {
        await using var app = await DemoApp.CreateAsync();
        await app.ExecuteAsync("UPDATE household SET label = 'Nguyễn Văn Mẫu'");
        using var browser = await app.SignedInAsync("xa.25318");

        using var answer = await browser.ExportAsync("25318", "households", "csv");
        var text = Encoding.UTF8.GetString(await answer.BytesAsync());

        text.ShouldContain("H0001");
        text.ShouldNotContain("Nguyễn Văn Mẫu");
        TablePartsTests.ReadCsv(Encoding.UTF8.GetBytes(text), 4).Count.ShouldBe((int)await app.ScalarAsync("SELECT COUNT(*) FROM household"));
    }

    [Theory]
    [InlineData("xa.25318", "25318", "entries", HttpStatusCode.OK)]
    [InlineData("xa.25318", "25315", "entries", HttpStatusCode.Forbidden)]
    [InlineData("xa.25318", "693", "progress", HttpStatusCode.Forbidden)]
    [InlineData("xa.25318", "25318", "reminders", HttpStatusCode.Forbidden)]
    [InlineData("xa.25318", "25318", "audit", HttpStatusCode.Forbidden)]
    [InlineData("huyen.budop", "25318", "entries", HttpStatusCode.OK)]
    [InlineData("huyen.budop", "693", "reminders", HttpStatusCode.OK)]
    [InlineData("huyen.budop", "695", "progress", HttpStatusCode.Forbidden)]
    [InlineData("so.gddt", "70", "progress", HttpStatusCode.OK)]
    [InlineData("so.gddt", "70", "entries", HttpStatusCode.Forbidden)]
    [InlineData("tinh.binhphuoc", "70", "audit", HttpStatusCode.OK)]
    [InlineData("tinh.binhphuoc", "70", "activities", HttpStatusCode.OK)]
    [InlineData("tinh.binhphuoc", "70", "stock", HttpStatusCode.OK)]
    [InlineData("tinh.binhphuoc", "70", "reconciliation", HttpStatusCode.OK)]
    [InlineData("tinh.binhphuoc", "70", "days", HttpStatusCode.OK)]
    [InlineData("tinh.binhphuoc", "70", "map", HttpStatusCode.OK)]
    [InlineData("tinh.binhphuoc", "70", "households", HttpStatusCode.UnprocessableEntity)]
    [InlineData("tinh.binhphuoc", "01", "progress", HttpStatusCode.NotFound)]
    [InlineData("baochi.binhphuoc", "70", "progress", HttpStatusCode.Forbidden)]
    [InlineData(null, "70", "progress", HttpStatusCode.Redirect)]
    public async Task Whoever_may_not_have_a_table_does_not_get_it(string? account, string unit, string kind, HttpStatusCode expected)
    {
        await using var app = await DemoApp.CreateAsync();
        using var browser = account is null ? app.Browse() : await app.SignedInAsync(account);
        // The form of a page that this account may open, sent to the address in question.
        var page = await browser.PageAsync(account is null ? "/sign-in" : account.StartsWith("baochi", StringComparison.Ordinal) ? "/materials" : "/exports");
        var token = page.QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value")!;
        using var form = new FormUrlEncodedContent(new Dictionary<string, string> { ["kind"] = kind, ["__RequestVerificationToken"] = token });

        using var answer = await browser.Client.PostAsync(new Uri(ExportLinks.Page(ExportWorld.Slug, unit), UriKind.Relative), form);

        answer.StatusCode.ShouldBe(expected);
    }

    [Fact]
    public async Task A_long_export_is_made_in_the_background_and_downloaded_in_ranges_by_those_who_may()
    {
        await using var app = await DemoApp.CreateAsync();
        await ExportWorld.FillAsync(app.Folder, 30_000);
        using var browser = await app.SignedInAsync("xa.25315");
        using var other = await app.SignedInAsync("xa.25318");

        using var asked = await browser.ExportAsync("25315", "entries", "xlsx");
        asked.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        asked.Headers.Location!.ToString().ShouldBe(ExportLinks.Mine);
        var list = await browser.PageAsync(ExportLinks.Mine);
        var link = list.QuerySelector("a[href$='/file']")!.GetAttribute("href")!;
        using var answer = await browser.GetAsync(link);
        var file = await answer.BytesAsync();
        using var range = new HttpRequestMessage(HttpMethod.Get, new Uri(link, UriKind.Relative)) { Headers = { Range = new RangeHeaderValue(100, 199) } };
        using var part = await browser.Client.SendAsync(range);
        using var refused = await other.GetAsync(link);

        list.Body!.TextContent.ShouldContain(Convert.ToHexStringLower(SHA256.HashData(file)));
        part.StatusCode.ShouldBe(HttpStatusCode.PartialContent);
        (await part.Content.ReadAsByteArrayAsync()).ShouldBe(file[100..200]);
        refused.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await other.PageAsync(ExportLinks.Mine)).QuerySelectorAll("section.card").Length.ShouldBe(0);
        TablePartsTests.ReadXlsx(file, 21).Count.ShouldBe(4 + (int)await app.ScalarAsync(OfCommune, new { code = "25315" }));
        answer.Content.Headers.ContentDisposition!.FileNameStar.ShouldStartWith("cac-luot-ghi-25315-");
    }

    [Fact]
    public async Task A_file_goes_after_its_days_and_the_list_says_so()
    {
        await using var app = await DemoApp.CreateAsync();
        var id = await app.OrderAsync("25315", ExportKinds.Entries, "csv");
        await app.WorkAsync();
        using var browser = await app.SignedInAsync("tinh.binhphuoc");
        using var there = await browser.GetAsync(ExportLinks.File(id));
        await app.ExecuteAsync("UPDATE report_export SET expires_at = '2020-01-01 00:00:00.000'");
        await using (var scope = app.Services.CreateAsyncScope())
        {
            await scope.ServiceProvider.GetRequiredService<OldExportsJob>().RunAsync(CancellationToken.None);
        }

        using var gone = await browser.GetAsync(ExportLinks.File(id));

        there.StatusCode.ShouldBe(HttpStatusCode.OK);
        gone.StatusCode.ShouldBe(HttpStatusCode.Gone);
        Directory.Exists(Path.Combine(app.Folder, "exports", id.ToString("N"))).ShouldBeFalse();
        (await browser.PageAsync(ExportLinks.Mine)).Body!.TextContent.ShouldContain("dọn sau 7 ngày");
    }

    [Fact]
    public async Task One_that_was_stopped_is_not_made_and_only_so_many_wait()
    {
        await using var app = await DemoApp.CreateAsync();
        await ExportWorld.FillAsync(app.Folder, 25_000);
        for (var at = 0; at < ExportDesk.MostOpen; at++)
        {
            await app.OrderAsync("25315", ExportKinds.Entries, "csv");
        }

        using var browser = await app.SignedInAsync("tinh.binhphuoc");
        using var tooMany = await browser.ExportAsync("25315", "entries", "xlsx");
        var list = await browser.PageAsync(ExportLinks.Mine);
        var form = list.Forms.First(form => form.GetAttribute("action")!.EndsWith("/cancel", StringComparison.Ordinal)).GetAttribute("action")!;
        using var stopped = await browser.SubmitAsync(list, form);
        await app.WorkAsync();

        tooMany.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        list.QuerySelector("noscript meta[http-equiv=refresh]").ShouldNotBeNull();
        (await app.ScalarAsync("SELECT COUNT(*) FROM report_export WHERE state = 'cancelled'")).ShouldBe(1);
        (await app.ScalarAsync("SELECT COUNT(*) FROM report_export WHERE state = 'done'")).ShouldBe(2);
        Directory.GetFiles(Path.Combine(app.Folder, "exports"), "result*", SearchOption.AllDirectories).Length.ShouldBe(2);
        Directory.GetFiles(Path.Combine(app.Folder, "work", "exports"), "*", SearchOption.AllDirectories).ShouldBeEmpty();
    }
}
