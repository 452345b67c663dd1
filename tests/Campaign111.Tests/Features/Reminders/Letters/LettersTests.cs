using System.Net;
using System.Text.RegularExpressions;
using AngleSharp.Dom;
using Campaign111.Platform.Data;
using Campaign111.Platform.Office.Docx;
using Campaign111.Tests.Infrastructure;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Wordprocessing;
using Microsoft.Extensions.DependencyInjection;

namespace Campaign111.Tests.Features.Reminders.Letters;

public partial class LettersTests
{
    private const string Demo = "/campaigns/binh-phuoc-2020";

    [Fact]
    public async Task The_province_drafts_a_letter_with_the_figures_of_today()
    {
        await using var app = await DemoApp.CreateAsync();
        using var province = await app.SignedInAsync("tinh.binhphuoc");
        var form = await province.PageAsync($"{Demo}/letters/new?unit=70");
        var listed = form.QuerySelectorAll("details tbody tr").Length;
        listed.ShouldBeGreaterThan(10);

        using var drafted = await province.SubmitAsync(form, "letter", ("Signatory", "Nguyễn Văn Thử"));
        var address = drafted.Headers.Location!.ToString();
        using var file = await province.GetAsync(address + "/file");
        file.Content.Headers.ContentType!.MediaType.ShouldBe(OfficialLetterWriter.ContentType);
        using var package = WordprocessingDocument.Open(new MemoryStream(await file.Content.ReadAsByteArrayAsync()), isEditable: false);
        var body = package.MainDocumentPart!.Document.Body!;

        var text = string.Join('\n', body.Descendants<Paragraph>().Select(line => line.InnerText));
        foreach (var expected in new[] { "TỈNH BÌNH PHƯỚC", "Số:         /UBND-KGVX", "trước ngày 30/9/2020", "ngày cuối cùng là 29/9/2020", "số liệu đến ngày 1/9/2020 (số liệu minh hoạ)", "SỐ LIỆU MINH HOẠ", "Tổng điều tra 1/4/2019", "Kính gửi: Ủy ban nhân dân các huyện, thị xã, thành phố có tên trong Phụ lục", "PHỤ LỤC", "(Kèm theo Công văn số        /UBND-KGVX ngày    /   /2020 của Ủy ban nhân dân tỉnh Bình Phước)", "Nguyễn Văn Thử", "./." })
        {
            text.ShouldContain(expected);
        }

        var rows = body.Elements<Table>().ElementAt(3).Elements<TableRow>().ToList();
        var districts = rows.Where(row => row.Elements<TableCell>().Count() == 1).ToList();
        districts.Count.ShouldBe(11);
        districts.ShouldAllBe(row => row.InnerText.StartsWith("Huyện ") || row.InnerText.StartsWith("Thị xã ") || row.InnerText.StartsWith("Thành phố "));
        rows.Count.ShouldBe(listed + districts.Count + 1);
        rows[0].InnerText.ShouldContain("Hộ phải đến");
        rows.Skip(1).Except(districts).ShouldAllBe(row => row.Elements<TableCell>().Count() == 8 && row.Elements<TableCell>().Last().InnerText.Length > 0);
        var actions = await ActionsAsync(app);
        actions.ShouldBe(["letter.drafted", "letter.made"]);

        // The same figures as on the pages, and the order by its own words.
        var page = await province.PageAsync($"{Demo}/units/70");
        var shown = page.QuerySelector("main")!.TextContent;
        Share().Match(text).Groups[1].Value.ShouldBe(Share().Match(shown).Groups[1].Value);
        var order = await app.Services.GetRequiredService<Database>().ReadAsync(session => session.SingleAsync<string>("SELECT subject FROM dispatch WHERE number LIKE '2530%'"));
        text.ShouldContain($"về việc {char.ToLowerInvariant(order[0])}{order[1..]} quy định");
    }

    [GeneratedRegex(@"(\d+,\d)%")]
    private static partial Regex Share();

    [Fact]
    public async Task A_letter_is_not_issued_before_the_day_of_its_figures()
    {
        await using var app = await DemoApp.CreateAsync();
        using var province = await app.SignedInAsync("tinh.binhphuoc");
        using var drafted = await province.SubmitAsync($"{Demo}/letters/new?unit=70", "letter");

        using var refused = await province.SubmitAsync(drafted.Headers.Location!.ToString(), "issue-form", ("Number", "2890"), ("IssuedOn", "28/8/2020"));

        (await Browser.ParseAsync(refused)).QuerySelector("#IssuedOn-error")!.TextContent.ShouldContain("1/9/2020");
        (await ActionsAsync(app)).ShouldBe(["letter.drafted"]);
    }

    [Fact]
    public async Task Its_number_and_day_are_entered_back_and_it_becomes_a_dispatch_below_the_order()
    {
        await using var app = await DemoApp.CreateAsync();
        using var province = await app.SignedInAsync("tinh.binhphuoc");
        using var drafted = await province.SubmitAsync($"{Demo}/letters/new?unit=70", "letter");
        var address = drafted.Headers.Location!.ToString();

        using var empty = await province.SubmitAsync(address, "issue-form", ("Number", ""), ("IssuedOn", "2/9/2020"));
        (await Browser.ParseAsync(empty)).QuerySelector("#Number-error").ShouldNotBeNull();
        using var issued = await province.SubmitAsync(address, "issue-form", ("Number", "2890"), ("IssuedOn", "2/9/2020"));
        issued.StatusCode.ShouldBe(HttpStatusCode.Redirect, await issued.Content.ReadAsStringAsync());

        var article = (await province.PageAsync(Demo)).QuerySelectorAll("article").Single(card => card.TextContent.Contains("2890/UBND-KGVX"));
        article.ClassList.ShouldContain("dispatch-2", "below 2530, which stands below 275");
        article.TextContent.ShouldContain("Công văn đôn đốc");
        var page = await province.PageAsync(address);
        page.QuerySelector("h1")!.TextContent.ShouldContain("2890/UBND-KGVX");
        page.Forms.ShouldAllBe(known => known.Id != "issue-form");
        (await province.PageAsync($"{Demo}/letters")).QuerySelector("tbody tr")!.TextContent.ShouldContain("2890/UBND-KGVX");
        using var file = await province.GetAsync(address + "/file");
        using var package = WordprocessingDocument.Open(new MemoryStream(await file.Content.ReadAsByteArrayAsync()), isEditable: false);
        package.MainDocumentPart!.Document.Body!.InnerText.ShouldContain("Số: 2890/UBND-KGVXV/v");
        package.MainDocumentPart.Document.Body.InnerText.ShouldContain("Bình Phước, ngày 02 tháng 9 năm 2020");
        (await ActionsAsync(app)).ShouldBe(["letter.drafted", "dispatch.entered", "letter.issued", "letter.made"]);
        // It set no deadline: nobody's pace changed by it.
        (await app.Services.GetRequiredService<Database>().ReadAsync(session => session.ScalarAsync<int>("SELECT COUNT(*) FROM deadline"))).ShouldBe(2);
    }

    [Fact]
    public async Task A_district_urges_its_own_communes_and_sees_no_letter_of_the_province()
    {
        await using var app = await DemoApp.CreateAsync();
        using var province = await app.SignedInAsync("tinh.binhphuoc");
        using var drafted = await province.SubmitAsync($"{Demo}/letters/new?unit=70", "letter");
        using var district = await app.SignedInAsync("huyen.dongphu");
        var form = await district.PageAsync($"{Demo}/letters/new");

        form.QuerySelector("h1")!.TextContent.ShouldContain("Huyện Đồng Phú");
        form.QuerySelector("#To")!.TextContent.Trim().ShouldBe("Ủy ban nhân dân các xã, phường, thị trấn có tên trong bảng");
        form.QuerySelector("#Symbol")!.GetAttribute("value").ShouldBe("UBND");
        (await district.PageAsync($"{Demo}/letters")).QuerySelectorAll("tbody tr").ShouldBeEmpty();
        (await district.GetAsync(drafted.Headers.Location!.ToString())).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await district.GetAsync(drafted.Headers.Location + "/file")).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await district.GetAsync($"{Demo}/letters/new?unit=70")).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        using var commune = await app.SignedInAsync("xa.25318");
        (await commune.GetAsync($"{Demo}/letters")).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task A_letter_without_words_is_refused_at_its_fields()
    {
        await using var app = await DemoApp.CreateAsync();
        using var province = await app.SignedInAsync("tinh.binhphuoc");

        using var refused = await province.SubmitAsync($"{Demo}/letters/new?unit=70", "letter", ("Symbol", ""), ("To", " "), ("Subject", "đôn đốc"));

        var page = await Browser.ParseAsync(refused);
        page.QuerySelector("#Symbol-error").ShouldNotBeNull();
        page.QuerySelector("#To-error").ShouldNotBeNull();
        page.QuerySelector("#Subject")!.GetAttribute("value").ShouldBe("đôn đốc");
    }

    private static Task<IReadOnlyList<string>> ActionsAsync(AppFactory app) => app.Services.GetRequiredService<Database>().ReadAsync(session =>
        session.QueryAsync<string>("SELECT action FROM audit_event WHERE (action LIKE 'letter%' OR action = 'dispatch.entered') AND account_id IS NOT NULL ORDER BY id"));
}
