using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using Campaign111.Platform.Data;
using Campaign111.Tests.Infrastructure;
using Microsoft.Extensions.DependencyInjection;

namespace Campaign111.Tests.Features.Materials;

/// <summary>What press offices find and take.</summary>
public class MaterialsTests
{
    [Fact]
    public async Task The_press_office_finds_every_file_with_its_hash_and_gets_those_bytes()
    {
        await using var app = await DemoApp.CreateAsync();
        using var browser = await app.SignedInAsync("baochi.binhphuoc");
        var page = await browser.PageAsync("/materials");
        var rows = page.QuerySelectorAll("tbody tr").Where(row => row.QuerySelector("a[download]") is not null).ToList();

        rows.Count.ShouldBe(18);
        foreach (var row in rows)
        {
            using var response = await browser.GetAsync(row.QuerySelector("a[download]")!.GetAttribute("href")!);
            var bytes = await response.Content.ReadAsByteArrayAsync();
            response.StatusCode.ShouldBe(HttpStatusCode.OK);
            Convert.ToHexStringLower(SHA256.HashData(bytes)).ShouldBe(row.QuerySelector("code")!.TextContent);
            response.Headers.ETag!.Tag.Trim('"').ShouldBe(row.QuerySelector("code")!.TextContent);
            response.Content.Headers.ContentDisposition!.DispositionType.ShouldBe("attachment");
            row.TextContent.ShouldContain(response.Content.Headers.ContentDisposition.FileName!);
        }

        page.QuerySelectorAll("pre").ShouldContain(text => text.TextContent.Contains("Miễn phí"));
    }

    [Fact]
    public async Task A_download_is_counted_once_by_organisation_and_the_committee_sees_it()
    {
        await using var app = await DemoApp.CreateAsync();
        using var press = await app.SignedInAsync("baochi.binhphuoc");
        var href = await LinkAsync(press, ".pdf");

        using var whole = await press.GetAsync(href);
        using var rest = await RangeAsync(press, href, 1000, null);
        using var again = new HttpRequestMessage(HttpMethod.Get, href);
        again.Headers.IfNoneMatch.Add(whole.Headers.ETag!);
        using var unchanged = await press.Client.SendAsync(again);
        using var head = await press.Client.SendAsync(new HttpRequestMessage(HttpMethod.Head, href));

        rest.StatusCode.ShouldBe(HttpStatusCode.PartialContent);
        unchanged.StatusCode.ShouldBe(HttpStatusCode.NotModified);
        head.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await CountAsync(app, "SELECT COUNT(*) FROM material_download d JOIN account a ON a.id = d.account_id WHERE a.user_name = 'baochi.binhphuoc'")).ShouldBe(1);
        using var committee = await app.SignedInAsync("tinh.binhphuoc");
        var line = (await committee.PageAsync("/materials")).QuerySelectorAll("section[aria-labelledby=downloads] tbody tr").Single();
        line.TextContent.ShouldContain("Báo Bình Phước");
        line.TextContent.ShouldContain("Tờ rơi 111");
        line.QuerySelector(".number")!.TextContent.Trim().ShouldBe("1");
        (await press.PageAsync("/materials")).QuerySelector("section[aria-labelledby=downloads]").ShouldBeNull();
    }

    [Fact]
    public async Task A_range_is_answered_with_exactly_that_part()
    {
        await using var app = await DemoApp.CreateAsync();
        using var browser = await app.SignedInAsync("baochi.binhphuoc");
        var href = await LinkAsync(browser, ".pdf");
        var all = await (await browser.GetAsync(href)).Content.ReadAsByteArrayAsync();

        using var part = await RangeAsync(browser, href, 10, 19);

        part.StatusCode.ShouldBe(HttpStatusCode.PartialContent);
        part.Content.Headers.ContentRange!.ToString().ShouldBe($"bytes 10-19/{all.Length}");
        (await part.Content.ReadAsByteArrayAsync()).ShouldBe(all[10..20]);
    }

    [Fact]
    public async Task Files_need_an_account_and_the_feed_does_not()
    {
        await using var app = await DemoApp.CreateAsync();
        using var press = await app.SignedInAsync("baochi.binhphuoc");
        var href = await LinkAsync(press, ".pdf");
        using var nobody = app.Browse();

        (await nobody.GetAsync(href)).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        using var feed = await nobody.GetAsync("/materials/feed.xml");
        var xml = System.Xml.Linq.XDocument.Parse(await feed.Content.ReadAsStringAsync());

        feed.Content.Headers.ContentType!.MediaType.ShouldBe("application/atom+xml");
        xml.Descendants().Count(node => node.Name.LocalName == "entry").ShouldBe(6);
        (await CountAsync(app, "SELECT COUNT(*) FROM material_download")).ShouldBe(0);
    }

    [Fact]
    public async Task A_new_version_leaves_the_old_one_as_it_was_and_a_recalled_one_stays_known()
    {
        await using var app = await DemoApp.CreateAsync();
        using var committee = await app.SignedInAsync("tinh.binhphuoc");
        var first = await LinkAsync(committee, ".txt");
        var before = await (await committee.GetAsync(first)).Content.ReadAsStringAsync();

        using var published = await committee.SubmitAsync("/materials", "/materials/publish");
        published.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        var second = await LinkAsync(committee, ".txt");
        using var recalled = await committee.SubmitAsync("/materials", second[..second.LastIndexOf('/')] + "/recall", ("reason", "In nhầm"));
        recalled.StatusCode.ShouldBe(HttpStatusCode.Redirect);

        second.ShouldNotBe(first);
        (await (await committee.GetAsync(first)).Content.ReadAsStringAsync()).ShouldBe(before);
        (await committee.GetAsync(second)).StatusCode.ShouldBe(HttpStatusCode.Gone);
        (await committee.PageAsync("/materials")).Body!.TextContent.ShouldContain("In nhầm");
    }

    [Fact]
    public async Task A_press_office_publishes_and_recalls_nothing()
    {
        await using var app = await DemoApp.CreateAsync();
        using var press = await app.SignedInAsync("baochi.binhphuoc");
        var page = await press.PageAsync("/materials");
        page.QuerySelector("form[action^='/materials'][method=post]").ShouldBeNull();
        using var content = new FormUrlEncodedContent([new("campaign", "binh-phuoc-2020")]);

        (await press.Client.PostAsync(new Uri("/materials/publish", UriKind.Relative), content)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);

        (await CountAsync(app, "SELECT COUNT(*) FROM material_version")).ShouldBe(6);
    }

    private static async Task<string> LinkAsync(Browser browser, string ending) =>
        (await browser.PageAsync("/materials")).QuerySelectorAll("tbody a[download]").Select(link => link.GetAttribute("href")!).First(href => href.EndsWith(ending, StringComparison.Ordinal));

    private static Task<HttpResponseMessage> RangeAsync(Browser browser, string href, long from, long? to)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, href);
        request.Headers.Range = new RangeHeaderValue(from, to);
        return browser.Client.SendAsync(request);
    }

    private static Task<long> CountAsync(AppFactory app, string sql) =>
        app.Services.GetRequiredService<Database>().ReadAsync(session => session.ScalarAsync<long>(sql));
}
