using System.Net;
using System.Text;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using Campaign111.Tests.Infrastructure;

namespace Campaign111.Tests.Features.Campaigns;

/// <summary>The pages over HTTP, on a copy of the demo.</summary>
public class CampaignPagesTests
{
    private const string Demo = "/campaigns/binh-phuoc-2020";
    private static readonly byte[] Pdf = Encoding.ASCII.GetBytes("%PDF-1.4\n%%EOF\n");

    [Fact]
    public async Task The_committee_enters_both_dispatches_on_a_fresh_campaign_and_sees_day_and_flag()
    {
        await using var app = await DemoApp.CreateAsync();
        using var browser = await app.SignedInAsync("tinh.binhphuoc");
        using var created = await browser.SubmitAsync("/campaigns/new", "campaign", ("Name", "Thử 2020"), ("Slug", "thu-2020"), ("TreeDate", "28/7/2020"), ("StartsOn", "28/7/2020"));
        created.StatusCode.ShouldBe(HttpStatusCode.Redirect, await created.Content.ReadAsStringAsync());
        created.Headers.Location!.ToString().ShouldBe("/campaigns/thu-2020");

        var form = await browser.PageAsync("/campaigns/thu-2020/dispatches/new");
        var nation = form.QuerySelectorAll("#UnitId option").First(option => option.TextContent == "Việt Nam").GetAttribute("value")!;
        using var first = await browser.SubmitAsync(form, "dispatch", [("UnitId", nation), .. Fields("275/TE-TVDVTT", "5/5/2020", "đến hết tháng 8 năm 2020 (tập trung trong tháng 6 năm 2020)", "31/8/2020")]);
        first.StatusCode.ShouldBe(HttpStatusCode.Redirect, await first.Content.ReadAsStringAsync());
        var child = (await browser.PageAsync("/campaigns/thu-2020")).QuerySelectorAll("a").First(link => link.TextContent.Contains("cấp dưới")).GetAttribute("href")!;

        // Without JavaScript: the button proposes, the field is filled, what was typed stays.
        using var proposed = await browser.SubmitAsync(child, "dispatch", [("propose", "1"), .. Fields("2530/UBND-KGVX", "28/7/2020", "trước ngày 30/9/2020", "")]);
        var page = await Browser.ParseAsync(proposed);
        ValueOf(page, "LastDay").ShouldBe("29/9/2020");
        ValueOf(page, "Number").ShouldBe("2530/UBND-KGVX");
        using var refused = await browser.SubmitAsync(page, "dispatch");
        page = await Browser.ParseAsync(refused);
        page.QuerySelector("#Reason-error")!.TextContent.ShouldContain("muộn hơn 31/8/2020");
        using var entered = await browser.SubmitAsync(page, "dispatch", ("Reason", "Văn bản đến ngày 2/6/2020"));

        entered.Headers.Location!.ToString().ShouldStartWith("/campaigns/thu-2020#dispatch-");
        page = await browser.PageAsync("/campaigns/thu-2020");
        var article = page.QuerySelectorAll("article").Single(card => card.TextContent.Contains("2530/UBND-KGVX"));
        article.ClassList.ShouldContain("dispatch-1");
        article.TextContent.ShouldContain("29/9/2020");
        article.TextContent.ShouldContain("muộn hơn 31/8/2020");
        article.TextContent.ShouldContain("trước ngày 30/9/2020");
        page.QuerySelectorAll("article").First().TextContent.ShouldContain("1/6/2020");
    }

    [Fact]
    public async Task The_demos_page_shows_the_tree_the_tasks_and_the_pace()
    {
        await using var app = await DemoApp.CreateAsync();
        using var browser = await app.SignedInAsync("xa.25318");
        var page = await browser.PageAsync(Demo);
        page.QuerySelectorAll("article").Length.ShouldBe(2);
        var text = page.QuerySelector("main")!.TextContent;
        foreach (var expected in new[] { "275/TE-TVDVTT", "2530/UBND-KGVX", "muộn hơn 31/8/2020", "Sở Giáo dục và Đào tạo", "Tiến độ mong đợi", "29/9/2020", "số liệu minh hoạ" })
        {
            text.ShouldContain(expected);
        }

        page.QuerySelectorAll("a").ShouldContain(link => link.GetAttribute("href") == Demo + "/units/25318/deadline");
        page.QuerySelectorAll("a").ShouldNotContain(link => link.GetAttribute("href")!.Contains("/dispatches/new"));
        (await browser.PageAsync("/campaigns")).QuerySelector("main")!.TextContent.ShouldContain("Bình Phước 2020");
    }

    [Theory]
    [InlineData("trước ngày 30/9/2020", "29/9/2020")]
    [InlineData("trước ngày 31/9/2020", "tháng 9 năm 2020 có 30 ngày")]
    [InlineData("càng sớm càng tốt", "bằng tay")]
    [InlineData("<script>alert(1)</script>", "bằng tay")]
    public async Task The_proposal_answers_while_one_types(string wording, string says)
    {
        await using var app = await DemoApp.CreateAsync();
        using var browser = await app.SignedInAsync("huyen.dongphu");
        var page = await browser.PageAsync($"/campaigns/deadline-proposal?wording={Uri.EscapeDataString(wording)}&issued=28/7/2020");
        page.Body!.TextContent.ShouldContain(says);
        page.QuerySelector("script").ShouldBeNull();
        page.QuerySelector("html head link").ShouldBeNull();
        (page.QuerySelector("#LastDay[hx-swap-oob]")?.GetAttribute("value") ?? "").ShouldBe(says == "29/9/2020" ? says : "");
    }

    [Fact]
    public async Task Wrong_input_gets_words_in_Vietnamese_and_keeps_what_was_typed()
    {
        await using var app = await DemoApp.CreateAsync();
        using var browser = await app.SignedInAsync("tinh.binhphuoc");
        using var response = await browser.SubmitAsync(Demo + "/dispatches/new", "dispatch", Fields("", "31/2/2020", "trước ngày 30/9/2020", "hôm qua"));
        var page = await Browser.ParseAsync(response);
        page.QuerySelector("#IssuedOn-error")!.TextContent.ShouldContain("không phải là một ngày");
        page.QuerySelector("#LastDay-error")!.TextContent.ShouldContain("không phải là một ngày");
        ValueOf(page, "LastDay").ShouldBe("hôm qua");
        using var second = await browser.SubmitAsync(page, "dispatch", ("IssuedOn", "28/7/2020"), ("LastDay", ""), ("Bound", "99999"));
        (await Browser.ParseAsync(second)).QuerySelector("#Bound-error")!.TextContent.ShouldContain("99999");
        using var third = await browser.SubmitAsync(page, "dispatch", ("IssuedOn", "28/7/2020"), ("LastDay", ""));
        page = await Browser.ParseAsync(third);
        page.QuerySelector("#Number-error")!.TextContent.ShouldContain("số, ký hiệu");
        page.QuerySelector("#LastDay-error")!.TextContent.ShouldContain("Đề xuất");

        using var campaign = await browser.SubmitAsync("/campaigns/new", "campaign", ("Name", ""), ("Slug", "Có Dấu"));
        page = await Browser.ParseAsync(campaign);
        page.QuerySelector("#Slug-error")!.TextContent.ShouldContain("chữ thường không dấu");
        using var milestones = await browser.SubmitAsync(Demo, "milestones", ("milestones", "31/8/2020 75\nbao giờ xong thì xong"));
        (await Browser.ParseAsync(milestones)).QuerySelector("#milestones-error, .field-error")!.TextContent.ShouldContain("bao giờ xong thì xong");
        using var stored = await browser.SubmitAsync(Demo, "milestones", ("milestones", "31/8/2020 75,5\n15/9/2020 90%"));
        stored.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await browser.PageAsync(Demo)).QuerySelector("#pace ~ .table-scroll")!.TextContent.ShouldContain("75,5%");
    }

    [Fact]
    public async Task A_commune_proposes_a_later_date_and_only_the_superior_decides()
    {
        await using var app = await DemoApp.CreateAsync();
        using var commune = await app.SignedInAsync("xa.25318");
        using var set = await commune.SubmitAsync(Demo + "/units/25318/deadline", "own-deadline", ("Wording", "đến hết ngày 5/10/2020"), ("LastDay", "5/10/2020"), ("Reason", "Mưa lũ"));
        set.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        var page = await commune.PageAsync(Demo);
        page.QuerySelector("#own ~ table")!.TextContent.ShouldContain("chờ cấp trên đồng ý");
        page.Forms.ShouldNotContain(form => form.GetAttribute("action")!.EndsWith("/decision"));

        using var province = await app.SignedInAsync("tinh.binhphuoc");
        var decision = (await province.PageAsync(Demo)).Forms.First(form => form.GetAttribute("action")!.EndsWith("/decision")).GetAttribute("action")!;
        using var forged = await commune.Client.PostAsync(new Uri(decision, UriKind.Relative), await TokenAsync(commune, Demo + "/units/25318/deadline", ("decision", "approve")));
        forged.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        using var approved = await province.SubmitAsync(Demo, decision);
        approved.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        page = await province.PageAsync(Demo);
        page.QuerySelector("#own ~ table")!.TextContent.ShouldContain("muộn hơn 29/9/2020");
        page.QuerySelector("#own ~ table")!.TextContent.ShouldContain("có hiệu lực");
    }

    [Fact]
    public async Task Nobody_reaches_outside_their_units()
    {
        await using var app = await DemoApp.CreateAsync();
        using var commune = await app.SignedInAsync("xa.25318");
        using var press = await app.SignedInAsync("baochi.binhphuoc");
        using var province = await app.SignedInAsync("tinh.binhphuoc");
        (Browser Who, string Path, HttpStatusCode Status)[] refused =
        [
            (commune, Demo + "/dispatches/new", HttpStatusCode.Forbidden),
            (commune, "/campaigns/new", HttpStatusCode.Forbidden),
            (commune, Demo + "/units/693/deadline", HttpStatusCode.Forbidden),
            (commune, Demo + "/units/178/deadline", HttpStatusCode.NotFound),
            (province, Demo + "/units/178/deadline", HttpStatusCode.NotFound),
            (province, "/campaigns/khong-co", HttpStatusCode.NotFound),
            (province, Demo + "/dispatches/99/file", HttpStatusCode.NotFound),
            (press, Demo, HttpStatusCode.Forbidden),
            (press, "/campaigns", HttpStatusCode.Forbidden),
        ];
        foreach (var (who, path, status) in refused)
        {
            using var response = await who.GetAsync(path);
            response.StatusCode.ShouldBe(status, path);
        }

        using var stranger = app.Browse();
        using var sent = await stranger.GetAsync(Demo);
        sent.StatusCode.ShouldBe(HttpStatusCode.Redirect);
    }

    [Fact]
    public async Task A_scan_is_known_by_its_content_and_served_as_a_download()
    {
        await using var app = await DemoApp.CreateAsync();
        using var browser = await app.SignedInAsync("tinh.binhphuoc");
        foreach (var hostile in new[] { "<html><script>alert(1)</script>", "MZ\u0090", "<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>", "" })
        {
            using var refused = await browser.UploadAsync(Demo + "/dispatches/new", "dispatch", "Scan", "cong-van.pdf", Encoding.Latin1.GetBytes(hostile), Fields("1/TB", "1/8/2020", "", ""));
            (await Browser.ParseAsync(refused)).QuerySelector("#Scan-error")!.TextContent.Trim().ShouldNotBeEmpty(hostile);
        }

        Scans(app).ShouldBeEmpty();
        using var refusedToo = await browser.UploadAsync(Demo + "/dispatches/new", "dispatch", "Scan", "a.pdf", Pdf, Fields("", "1/8/2020", "", ""));
        refusedToo.StatusCode.ShouldBe(HttpStatusCode.OK);
        Scans(app).ShouldBeEmpty("the scan of a refused dispatch stays nowhere");

        using var stored = await browser.UploadAsync(Demo + "/dispatches/new", "dispatch", "Scan", "..\\..\\công văn.exe", Pdf, Fields("1/TB", "1/8/2020", "", ""));
        stored.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        var link = (await browser.PageAsync(Demo)).QuerySelectorAll("a").Single(link => link.GetAttribute("href")!.EndsWith("/file")).GetAttribute("href")!;
        using var download = await browser.GetAsync(link);
        (await download.Content.ReadAsByteArrayAsync()).ShouldBe(Pdf);
        download.Content.Headers.ContentType!.MediaType.ShouldBe("application/pdf");
        download.Content.Headers.ContentDisposition!.DispositionType.ShouldBe("attachment");
        download.Content.Headers.ContentDisposition.FileNameStar.ShouldBe("công văn.pdf");
        download.Headers.GetValues("X-Content-Type-Options").ShouldBe(["nosniff"]);
        Path.GetFileName(Scans(app).Single()).ShouldMatch("^[0-9a-f]{40}[.]pdf$");
    }

    [Fact]
    public async Task An_amendment_keeps_the_old_deadline_in_the_history_and_a_task_is_marked()
    {
        await using var app = await DemoApp.CreateAsync();
        using var browser = await app.SignedInAsync("tinh.binhphuoc");
        var amend = (await browser.PageAsync(Demo)).QuerySelectorAll("a").Last(link => link.GetAttribute("href")!.Contains("?amends=")).GetAttribute("href")!;
        using var response = await browser.SubmitAsync(amend, "dispatch", ("Number", "2700/UBND-KGVX"), ("IssuedOn", "10/8/2020"), ("Wording", "đến hết ngày 15/10/2020"), ("LastDay", "15/10/2020"), ("Reason", "Mưa lũ"));
        response.StatusCode.ShouldBe(HttpStatusCode.Redirect, await response.Content.ReadAsStringAsync());
        var page = await browser.PageAsync(Demo);
        page.QuerySelector("#history ~ table")!.TextContent.ShouldContain("trước ngày 30/9/2020");
        page.QuerySelector("main")!.TextContent.ShouldContain("Đã được sửa đổi bởi 2700/UBND-KGVX");
        page.QuerySelector(".lead")!.TextContent.ShouldContain("15/10/2020");
        (await browser.PageAsync(amend)).QuerySelector("h1")!.TextContent.ShouldContain("2530/UBND-KGVX");

        var progress = page.Forms.First(form => form.Id?.StartsWith("progress-") == true).Id!;
        using var marked = await browser.SubmitAsync(page, progress, ("state", "Done"), ("note", "in xong"));
        marked.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        var task = page.Forms.First(form => form.Id?.StartsWith("task-") == true).Id!;
        using var added = await browser.SubmitAsync(page, task, ("body", "Phát thanh hằng ngày"), ("organisations", "Đài Phát thanh - Truyền hình Bình Phước\nĐoàn Thanh niên"));
        added.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        var text = (await browser.PageAsync(Demo)).QuerySelector("main")!.TextContent;
        text.ShouldContain("đã xong");
        text.ShouldContain("Đoàn Thanh niên");
    }

    private static (string Name, string Value)[] Fields(string number, string issuedOn, string wording, string lastDay) =>
        [("Number", number), ("IssuedOn", issuedOn), ("Issuer", "Cơ quan ban hành"), ("Subject", "Giới thiệu Tổng đài 111"), ("Wording", wording), ("LastDay", lastDay)];

    private static string? ValueOf(IHtmlDocument page, string id) => page.GetElementById(id)!.GetAttribute("value");

    private static string[] Scans(AppFactory app) => Directory.GetFiles(Directory.CreateDirectory(Path.Combine(app.Folder, "dispatches")).FullName);

    private static async Task<FormUrlEncodedContent> TokenAsync(Browser browser, string page, params (string Name, string Value)[] fields)
    {
        var token = (await browser.PageAsync(page)).QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value")!;
        return new FormUrlEncodedContent([.. fields.Select(field => KeyValuePair.Create(field.Name, field.Value)), KeyValuePair.Create("__RequestVerificationToken", token)]);
    }
}
