using System.Net;
using System.Text.RegularExpressions;
using AngleSharp.Dom;
using Campaign111.Features.Coverage.Paper;
using Campaign111.Tests.Infrastructure;
using Campaign111.Tests.Platform.Pdf;

namespace Campaign111.Tests.Features.Coverage;

/// <summary>Paper, from the printer to the ledger: read by poppler and zbar, keyed over HTTP as an officer does.</summary>
public sealed class PaperTests(PdfLab lab) : IClassFixture<PdfLab>
{
    private const string Commune = "/campaigns/binh-phuoc-2020/coverage/25318";
    private const string Sheets = Commune + "/sheets";

    [Fact]
    public void A_line_of_a_sheet_has_one_key_for_ever()
    {
        var sheet = new PaperSheet { Code = "7K3M9QX", PrintedAt = new DateTimeOffset(2020, 9, 1, 2, 0, 0, TimeSpan.Zero) };

        sheet.KeyOf("12", 0).ShouldBe(sheet.KeyOf("12", 0));
        new[] { sheet.KeyOf("12", 0), sheet.KeyOf("13", 0), sheet.KeyOf("12", 1) }.Distinct().Count().ShouldBe(3);
        sheet.KeyOf("12", 0).Version.ShouldBe(7);
        Enumerable.Range(0, 500).Select(_ => SheetCode.New()).ShouldAllBe(code => Regex.IsMatch(code, "^[34679ACDEFGHJKMNPQRTVWXY]{7}$"));
        SheetCode.Read(" 7k3-m9qx ").ShouldBe("7K3M9QX");
    }

    [Fact]
    public async Task A_register_sheet_prints_its_households_and_a_code_that_opens_it()
    {
        await using var app = await DemoApp.CreateAsync();
        using var officer = await app.SignedInAsync("xa.25318");

        var pdf = await PrintAsync(officer, "thon-3");

        var text = PdfLab.Text(pdf);
        text.ShouldContain("Thôn 3, Xã Tân Thành");
        text.ShouldContain("H0001");
        text.ShouldContain("Nhà trống");
        text.ShouldContain("Trang 1/");
        text.ShouldContain("Số liệu minh hoạ");
        var codes = (await CodesAsync(officer)).Order().ToList();
        var found = lab.Decode(lab.Picture(pdf, 1)).ShouldHaveSingleItem();
        codes.ShouldContain(found.Split('/')[^1]);
        var page = await officer.PageAsync(new Uri(found).AbsolutePath);
        page.QuerySelectorAll("fieldset").Length.ShouldBeGreaterThan(0);
    }

    [Fact]
    public async Task A_whole_commune_prints_in_one_file_with_a_code_for_each_hamlet()
    {
        await using var app = await DemoApp.CreateAsync();
        using var officer = await app.SignedInAsync("xa.25318");

        var pdf = await PrintAsync(officer, "");

        var text = PdfLab.Text(pdf);
        Enumerable.Range(1, 14).ShouldAllBe(number => text.Contains($"Thôn {number}, Xã Tân Thành", StringComparison.Ordinal));
        (await CodesAsync(officer)).Count.ShouldBeGreaterThanOrEqualTo(14);
    }

    [Fact]
    public async Task A_tally_sheet_is_keyed_once_and_corrected_by_name()
    {
        await using var app = await DemoApp.CreateAsync();
        using var officer = await app.SignedInAsync("xa.25318");
        using var district = await app.SignedInAsync("huyen.budop");
        await PrintAsync(officer, "thon-1");
        var sheet = "/s/" + (await CodesAsync(officer)).Single();
        var before = await ReachedAsync(officer, "thon-1");
        (string, string)[] counts = [("Day", "30/8/2020"), ("Marks[reached]", "12"), ("Marks[absent]", "3"), ("Leaflets", "15")];
        var stale = await district.PageAsync(sheet);

        using var first = await officer.SubmitAsync(sheet, "sheet", counts);
        first.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        using var second = await district.SubmitAsync(stale, "sheet", counts);
        second.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await Browser.ParseAsync(second)).QuerySelector("[role=alert]")!.TextContent.ShouldContain("xa.25318");
        (await ReachedAsync(officer, "thon-1")).ShouldBe(before + 12);
        (await officer.PageAsync(sheet)).QuerySelector("#keyed")!.TextContent.ShouldContain("xa.25318");

        using var corrected = await officer.SubmitAsync(sheet, "sheet", ("Marks[reached]", "10"), ("Marks[absent]", ""), ("Marks[vacant]", "1"), ("Reason", "đọc nhầm"));
        corrected.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await ReachedAsync(officer, "thon-1")).ShouldBe(before + 10);
        (await officer.PageAsync(sheet)).QuerySelector("#n-vacant")!.GetAttribute("value").ShouldBe("1");
        await app.AgreeAsync();
    }

    [Fact]
    public async Task A_register_sheet_is_keyed_by_ticks_and_a_correction_replaces_adds_and_withdraws()
    {
        await using var app = await DemoApp.CreateAsync();
        using var officer = await app.SignedInAsync("xa.25318");
        await PrintAsync(officer, "thon-3");
        var sheet = "/s/" + (await CodesAsync(officer))[^1];
        var page = await officer.PageAsync(sheet);
        var names = page.QuerySelectorAll("fieldset input[value=reached]").Select(box => box.GetAttribute("name")!).Take(4).ToList();
        (string, string)[] Marks(params string[] outcomes) => [.. names.Zip(outcomes), .. page.QuerySelectorAll("fieldset input[value=reached]").Select(box => box.GetAttribute("name")!).Skip(4).Select(name => (name, ""))];

        using var empty = await officer.SubmitAsync(sheet, "sheet", [("Day", "30/8/2020"), .. Marks("", "", "", "")]);
        empty.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        using var early = await officer.SubmitAsync(sheet, "sheet", [("Day", "30/6/2020"), .. Marks("reached", "", "", "")]);
        (await Browser.ParseAsync(early)).QuerySelector("[role=alert]")!.TextContent.ShouldContain("28/7/2020");
        using var keyed = await officer.SubmitAsync(sheet, "sheet", [("Day", "30/8/2020"), .. Marks("reached", "absent", "refused", "")]);
        keyed.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        await app.AgreeAsync();

        using var corrected = await officer.SubmitAsync(sheet, "sheet", [("Reason", "nhầm dòng"), .. Marks("reached", "reached", "", "vacant")]);

        corrected.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        var after = await officer.PageAsync(sheet);
        names.Select(name => after.QuerySelector($"input[name='{name}'][checked]")!.GetAttribute("value")).ShouldBe(["reached", "reached", "", "vacant"]);
        await app.AgreeAsync();
    }

    [Fact]
    public async Task Labels_decode_to_their_households_and_open_them()
    {
        await using var app = await DemoApp.CreateAsync();
        using var officer = await app.SignedInAsync("xa.25318");
        var pdf = await SaveAsync(await officer.GetAsync($"{Sheets}/thon-3/labels.pdf"));

        var found = lab.Decode(lab.Picture(pdf, 1)).Select(text => new Uri(text).AbsolutePath).ToList();

        found.Distinct().Count().ShouldBe(24);
        found.ShouldContain("/h/25318/thon-3/H0001");
        using var opened = await officer.GetAsync("/h/25318/thon-3/H0001");
        opened.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        opened.Headers.Location!.ToString().ShouldBe("/field#gate%7C25318%2Fthon-3%7CH0001", "who goes from door to door gets the field page");
        using var superior = await app.SignedInAsync("huyen.budop");
        using var seen = await superior.GetAsync("/h/25318/thon-3/H0001");
        (await superior.PageAsync(seen.Headers.Location!.ToString())).QuerySelectorAll(".nav-list h3").Length.ShouldBe(1);
    }

    [Fact]
    public async Task Strangers_find_no_sheet_and_neighbours_may_not_key_it()
    {
        await using var app = await DemoApp.CreateAsync();
        using var officer = await app.SignedInAsync("xa.25318");
        using var neighbour = await app.SignedInAsync("xa.25309");
        using var nobody = app.Browse();
        await PrintAsync(officer, "thon-1");
        var sheet = "/s/" + (await CodesAsync(officer)).Single();

        (await neighbour.GetAsync(sheet)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await neighbour.GetAsync(Sheets)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await neighbour.GetAsync("/h/25318/thon-3/H0001")).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await officer.GetAsync("/s/3333333")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await nobody.GetAsync(sheet)).StatusCode.ShouldNotBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task The_household_page_merges_and_moves_over_http()
    {
        await using var app = await DemoApp.CreateAsync();
        using var officer = await app.SignedInAsync("xa.25318");
        var page = Commune + "/thon-3/households/H0002";

        using var merged = await officer.SubmitAsync(page, "merge", ("kept", "H0001"), ("reason", "ghi trùng"));
        merged.Headers.Location!.ToString().ShouldEndWith("/H0001");
        (await officer.PageAsync(page)).QuerySelector("[role=note] a")!.TextContent.ShouldContain("H0001");
        using var moved = await officer.SubmitAsync(Commune + "/thon-3/households/H0003", "move", ("target", "thon-4"), ("newCode", "M1"), ("reason", "chia thôn"));
        moved.Headers.Location!.ToString().ShouldEndWith("/thon-4/households/M1");
        using var edited = await officer.SubmitAsync(Commune + "/thon-4/households/M1", "edit", ("address", "Tổ 9, thôn 4"));
        (await officer.PageAsync(Commune + "/thon-4/households/M1")).Body!.TextContent.ShouldContain("Tổ 9, thôn 4");
        await app.AgreeAsync();
    }

    private static async Task<long> ReachedAsync(Browser browser, string hamlet)
    {
        var page = await browser.PageAsync($"{Commune}/{hamlet}");
        return long.Parse(page.QuerySelector(".figure-main .figure-value")!.FirstChild!.TextContent.Replace(".", "", StringComparison.Ordinal).Trim(), System.Globalization.CultureInfo.InvariantCulture);
    }

    private static async Task<List<string>> CodesAsync(Browser browser) =>
        [.. (await browser.PageAsync(Sheets)).QuerySelectorAll("a[href^='/s/']").Select(link => link.TextContent.Trim())];

    private async Task<string> PrintAsync(Browser browser, string hamlet) => await SaveAsync(await browser.SubmitAsync(Sheets, "print", ("hamlet", hamlet)));

    private async Task<string> SaveAsync(HttpResponseMessage response)
    {
        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        var path = lab.Scratch("pdf");
        await File.WriteAllBytesAsync(path, await response.Content.ReadAsByteArrayAsync());
        return path;
    }
}
