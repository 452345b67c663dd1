using System.Net;
using System.Text;
using Campaign111.Features.Leaflets;
using Campaign111.Features.Leaflets.Landing;
using Campaign111.Platform.Data;
using Campaign111.Platform.Files;
using Campaign111.Tests.Infrastructure;
using Microsoft.Extensions.DependencyInjection;

namespace Campaign111.Tests.Features.Leaflets;

/// <summary>A translator's way over the page: sheet out, sheet in, another person's review; leaflet and landing page speak the language then.</summary>
public sealed class LanguagesPageTests
{
    private const string Slug = "binh-phuoc-2020";
    private const string Sticker = "bien-lac-111";
    private static readonly string Page = LeafletLinks.Languages(Slug, Sticker);

    [Fact]
    public async Task A_sheet_goes_out_comes_back_is_reviewed_by_another_and_the_landing_page_speaks_it()
    {
        await using var app = await DemoApp.CreateAsync();
        using var uploader = await app.SignedInAsync("quantri");
        using var reviewer = await app.SignedInAsync("tinh.binhphuoc");
        var sheet = await SheetAsync(uploader);

        using var uploaded = await SendAsync(uploader, sheet, line => line.Original);
        uploaded.StatusCode.ShouldBe(HttpStatusCode.Redirect, await uploaded.Content.ReadAsStringAsync());
        (await Landing(app)).ShouldContain("lang=\"vi\"");
        var mine = await uploader.PageAsync(Page);
        mine.Body!.TextContent.ShouldContain("chưa rà soát");
        mine.Body.TextContent.ShouldContain("một người khác duyệt");
        (await Approve(reviewer, "Bà Người Tày (kiểm thử)")).ShouldContain("Đã duyệt bản dịch");

        var after = (await reviewer.PageAsync(Page)).Body!.TextContent;
        after.ShouldContain("Bà Người Tày (kiểm thử)");
        after.ShouldContain("ghi nhận tinh.binhphuoc");
        // At once here, and from the store on other nodes and after a restart.
        (await Landing(app)).ShouldContain("lang=\"tyz\"");
        (await Landing(app)).ShouldNotContain("chưa rà soát");
        var later = new LandingTexts(app.Services.GetRequiredService<IFileStore>(), Microsoft.Extensions.Logging.Abstractions.NullLogger<LandingTexts>.Instance);
        await later.RefreshAsync();
        later.Find("tyz")!.ReviewedBy.ShouldBe("Bà Người Tày (kiểm thử)");
    }

    [Fact]
    public async Task Nobody_approves_what_they_uploaded_even_without_the_page_s_form()
    {
        await using var app = await DemoApp.CreateAsync();
        using var browser = await app.SignedInAsync("tinh.binhphuoc");
        using var uploaded = await SendAsync(browser, await SheetAsync(browser), line => LandingSheet.IsLanding(line.Key) ? "" : line.Original);
        uploaded.StatusCode.ShouldBe(HttpStatusCode.Redirect);

        (await Approve(browser, "Ai đó")).ShouldContain("không tự duyệt");
        using var officer = await app.SignedInAsync("xa.25318");
        (await officer.PageAsync(Page)).Forms.ShouldNotContain(form => form.GetAttribute("action")!.EndsWith("/approve", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("call", "WWWWWWWWWW WWWWWWWWWWWWWWW WWWWWWWWWWWWWWWWWW WWWWWWWWWWWWWWW", "dòng 2 (call)")]
    [InlineData("call", "", "dòng 2, cột")]
    [InlineData("free", "x\u0001y", "dòng 3, cột")]
    [InlineData("landing.hotline", "", "landing.hotline)")]
    [InlineData("landing.exit-to", "javascript:alert(1)", "https://")]
    public async Task What_is_wrong_in_a_sheet_is_told_by_its_line_and_nothing_stays(string key, string text, string told)
    {
        await using var app = await DemoApp.CreateAsync();
        using var browser = await app.SignedInAsync("tinh.binhphuoc");

        using var answer = await SendAsync(browser, await SheetAsync(browser), line => line.Key == key ? text : line.Original);

        answer.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await Browser.ParseAsync(answer)).QuerySelector(".alert-danger")!.TextContent.ShouldContain(told);
        (await Rows(app)).ShouldBe(1);
    }

    [Fact]
    public async Task Damaged_sheets_never_break_the_server()
    {
        await using var app = await DemoApp.CreateAsync();
        using var browser = await app.SignedInAsync("tinh.binhphuoc");
        var whole = await new TextSheet([.. (await SheetAsync(browser)).Lines.Select(line => line with { Text = line.Original })]).ToCsvAsync();
        var random = new Random(111);
        for (var round = 0; round < 20; round++)
        {
            using var answer = await browser.UploadAsync(Page, "sheet", "file", round % 4 == 0 ? "a.xlsx" : "a.csv", DesignVersionsTests.Mutate(whole, random), ("code", "tyz"), ("name", "Tày"));
            ((int)answer.StatusCode).ShouldBeOneOf(302, 422);
        }
    }

    [Fact]
    public async Task The_sheet_offers_the_landing_lines_and_a_code_that_is_none_is_not_found()
    {
        await using var app = await DemoApp.CreateAsync();
        using var browser = await app.SignedInAsync("xa.25318");

        var sheet = await SheetAsync(browser);
        sheet.Lines.Count(line => LandingSheet.IsLanding(line.Key)).ShouldBe(LandingSheet.Lines(null).Count);
        using var none = await browser.GetAsync(LeafletLinks.LanguageSheet(Slug, Sticker, "..%2Fx"));
        none.StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    private static async Task<TextSheet> SheetAsync(Browser browser)
    {
        using var answer = await browser.GetAsync(LeafletLinks.LanguageSheet(Slug, Sticker, "tyz"));
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        // A translator's empty cells: read by hand, since the product rightly refuses a sheet without words.
        var csv = await answer.Content.ReadAsStringAsync();
        var filled = string.Join('\n', csv.TrimStart('\uFEFF').Split("\r\n").SelectMany(line => line.Split('\n')).Where(line => line.Length > 0).Select((line, at) => at == 0 ? line : Fill(line)));
        return TextSheet.Read(new MemoryStream(Encoding.UTF8.GetBytes(filled)), "texts.tyz.csv");
    }

    // key,original,,note -> key,original,original,note; the sheet's cells hold no quotes.
    private static string Fill(string line)
    {
        var cells = new List<string>();
        var (quoted, start) = (false, 0);
        for (var at = 0; at < line.Length; at++)
        {
            quoted ^= line[at] == '"';
            if (!quoted && line[at] is ',' or ';' && !quoted)
            {
                cells.Add(line[start..at]);
                start = at + 1;
            }
        }

        cells.Add(line[start..]);
        var mark = line.Contains(';', StringComparison.Ordinal) && !line.Contains(',', StringComparison.Ordinal) ? ';' : ',';
        return string.Join(mark, cells[0], cells[1], cells[1], cells[3]);
    }

    private static async Task<HttpResponseMessage> SendAsync(Browser browser, TextSheet sheet, Func<SheetLine, string> text)
    {
        // Our own writer leaves control characters out; whoever made this file did not.
        var filled = new TextSheet([.. sheet.Lines.Select(line => line with { Text = text(line).Replace('\u0001', '⁂') })]);
        var file = Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(await filled.ToCsvAsync()).Replace('⁂', '\u0001'));
        return await browser.UploadAsync(Page, "sheet", "file", "texts.tyz.csv", file, ("code", "tyz"), ("name", "Tày"), ("font", "Noto Sans"));
    }

    private static async Task<string> Approve(Browser browser, string reviewer)
    {
        var page = await browser.PageAsync(Page);
        var target = $"/campaigns/{Slug}/leaflets/languages/{Sticker}/tyz/approve";
        var form = page.Forms.FirstOrDefault(known => known.GetAttribute("action") == target) ?? page.Forms.First(known => known.Id == "sheet");
        form.SetAttribute("action", target);
        form.Id = "approve";
        using var answer = await browser.SubmitAsync(page, "approve", ("revision", "1"), ("reviewer", reviewer));
        return (await browser.PageAsync(answer.Headers.Location!.ToString())).Body!.TextContent;
    }

    private static async Task<string> Landing(AppFactory app)
    {
        using var browser = app.Browse();
        return await browser.Client.GetStringAsync(new Uri("/111?lang=tyz", UriKind.Relative));
    }

    private static Task<long> Rows(AppFactory app) => app.Services.GetRequiredService<Database>().ReadAsync(session => session.ScalarAsync<long>("SELECT COUNT(*) FROM leaflet_language"));
}
