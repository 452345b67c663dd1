using System.Net;
using Campaign111.Platform.Data;
using Campaign111.Platform.Localisation;
using Campaign111.Tests.Infrastructure;
using Microsoft.Extensions.DependencyInjection;

namespace Campaign111.Tests.Features.Dashboards;

/// <summary>The public page: closed until the committee opens it, the same for everybody, and nothing of hamlets or people on it.</summary>
public class PublicPageTests(DashboardWorld world) : IClassFixture<DashboardWorld>
{
    private const string Settings = $"/campaigns/{DashboardWorld.Slug}/public";

    [Fact]
    public async Task It_is_closed_until_the_committee_opens_it_and_each_change_is_an_audit_event()
    {
        using var anybody = world.App.Browse();
        (await anybody.GetAsync($"/public/{DashboardWorld.Slug}")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        using var committee = await world.App.SignedInAsync("tinh.binhphuoc");

        await SwitchAsync(committee, true);
        var page = await anybody.PageAsync($"/public/{DashboardWorld.Slug}");
        var figure = await world.FigureAsync("70");
        page.QuerySelector(".figure-main .figure-value")!.TextContent.Trim().ShouldBe(Formats.Percent(figure.Percent!.Value));
        page.QuerySelector(".dash-of")!.TextContent.ShouldContain(Formats.Number(figure.Reached));
        page.QuerySelectorAll("#units tbody tr").Length.ShouldBe(111);
        page.QuerySelectorAll("#map a").ShouldAllBe(link => link.GetAttribute("href")!.StartsWith($"/public/{DashboardWorld.Slug}/"));
        page.Body!.TextContent.ShouldContain("Số liệu minh hoạ");

        await SwitchAsync(committee, true);
        await SwitchAsync(committee, false);
        (await anybody.GetAsync($"/public/{DashboardWorld.Slug}")).StatusCode.ShouldBe(HttpStatusCode.NotFound, "what was kept is dropped");
        (await anybody.GetAsync($"/public/{DashboardWorld.Slug}/embed")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        var events = await world.App.Services.GetRequiredService<Database>().ReadAsync(session => session.QueryAsync<string>(
            "SELECT action FROM audit_event WHERE action LIKE 'public.%' AND account_id IS NOT NULL ORDER BY id"));
        events.ShouldBe(["public.opened", "public.closed"], "switching to what it is changes nothing");
    }

    [Theory]
    [InlineData("huyen.budop")]
    [InlineData("xa.25318")]
    [InlineData("baochi.binhphuoc")]
    public async Task Only_the_committee_opens_it(string userName)
    {
        using var browser = await world.App.SignedInAsync(userName);
        using var page = await browser.GetAsync(Settings);
        page.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }

    [Theory]
    [InlineData("/public/binh-phuoc-2020", HttpStatusCode.OK)]
    [InlineData("/public/binh-phuoc-2020/25318", HttpStatusCode.OK)]
    [InlineData("/public/binh-phuoc-2020/70", HttpStatusCode.OK)]
    [InlineData("/public/binh-phuoc-2020/693", HttpStatusCode.NotFound)]
    [InlineData("/public/binh-phuoc-2020/thon-3", HttpStatusCode.NotFound)]
    [InlineData("/public/binh-phuoc-2020/VN", HttpStatusCode.NotFound)]
    [InlineData("/public/binh-phuoc-2020/01", HttpStatusCode.NotFound)]
    [InlineData("/public/none", HttpStatusCode.NotFound)]
    public async Task Provinces_and_communes_and_nothing_else(string path, HttpStatusCode expected)
    {
        using var anybody = world.App.Browse();
        using var response = await anybody.GetAsync(path);
        response.StatusCode.ShouldBe(expected);
    }

    [Theory]
    [InlineData("/public/binh-phuoc-2020")]
    [InlineData("/public/binh-phuoc-2020/25318")]
    [InlineData("/public/binh-phuoc-2020/embed")]
    public async Task Nothing_of_hamlets_people_cookies_or_scripts(string path)
    {
        using var anybody = world.App.Browse();
        using var response = await anybody.GetAsync(path);
        var page = await Browser.ParseAsync(response);

        response.Headers.Contains("Set-Cookie").ShouldBeFalse();
        page.QuerySelectorAll("script, form, noscript").ShouldBeEmpty();
        page.Body!.TextContent.ShouldNotContain("Thôn ");
        page.Body.TextContent.ShouldContain("số liệu minh hoạ", Case.Insensitive);
        page.QuerySelectorAll("[style]").ShouldBeEmpty();
        page.QuerySelectorAll("a[href^='/campaigns'], a[href^='/sign-in']").ShouldBeEmpty();
    }

    [Fact]
    public async Task Answers_are_kept_for_a_minute_and_asked_for_again_cheaply()
    {
        using var anybody = world.App.Browse();
        using var first = await anybody.GetAsync("/public/binh-phuoc-2020");
        first.Headers.CacheControl!.ToString().ShouldBe("public, max-age=60");
        var tag = first.Headers.ETag!;
        using var second = await anybody.GetAsync("/public/binh-phuoc-2020");
        second.Headers.Age.ShouldNotBeNull("it came out of the cache");
        using var again = new HttpRequestMessage(HttpMethod.Get, "/public/binh-phuoc-2020");
        again.Headers.IfNoneMatch.Add(tag);
        using var unchanged = await anybody.Client.SendAsync(again);
        unchanged.StatusCode.ShouldBe(HttpStatusCode.NotModified);
        using var english = await anybody.GetAsync("/public/binh-phuoc-2020?lang=en");
        (await Browser.ParseAsync(english)).QuerySelector("h1")!.TextContent.ShouldBe("Binh Phuoc province");
        english.Headers.ETag.ShouldNotBe(tag);
    }

    [Fact]
    public async Task Who_asks_changes_nothing()
    {
        using var committee = await world.App.SignedInAsync("tinh.binhphuoc");
        using var chosen = await committee.SubmitAsync("/demo", "/language", ("lang", "en"));
        using var response = await committee.GetAsync("/public/binh-phuoc-2020/25315");

        (await Browser.ParseAsync(response)).DocumentElement.GetAttribute("lang").ShouldBe("vi", "a cookie must not choose what others then get");
        (await response.Content.ReadAsStringAsync()).ShouldNotContain("tinh.binhphuoc");
    }

    [Fact]
    public async Task Only_the_embed_may_be_framed_and_the_snippet_leads_to_it()
    {
        using var anybody = world.App.Browse();
        using var frame = await anybody.GetAsync("/public/binh-phuoc-2020/embed");
        using var page = await anybody.GetAsync("/public/binh-phuoc-2020");

        Policy(frame).ShouldContain("frame-ancestors *");
        Policy(page).ShouldContain("frame-ancestors 'none'");
        Policy(frame).Replace("frame-ancestors *", "frame-ancestors 'none'").Replace(" script-src 'none';", "").ShouldBe(Policy(page), "all else stays");
        var snippet = (await Browser.ParseAsync(page)).QuerySelector("#snippet")!.TextContent;
        snippet.ShouldContain("/public/binh-phuoc-2020/embed\"");
        snippet.ShouldStartWith("<iframe ");
    }

    private static string Policy(HttpResponseMessage response) => response.Headers.GetValues("Content-Security-Policy").Single();

    private static async Task SwitchAsync(Browser committee, bool open)
    {
        var page = await committee.PageAsync(Settings);
        using var response = page.Forms.Any(form => form.GetAttribute("action") == Settings)
            ? await committee.SubmitAsync(page, Settings, ("open", open ? "true" : "false"))
            : throw new ShouldAssertException("No switch.");
        response.StatusCode.ShouldBe(HttpStatusCode.Redirect);
    }
}
