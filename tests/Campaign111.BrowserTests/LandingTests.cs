using Campaign111.BrowserTests.Infrastructure;
using Microsoft.Data.Sqlite;
using Microsoft.Playwright;

namespace Campaign111.BrowserTests;

/// <summary>The page behind a leaflet's code in a real browser: accessible, complete without JavaScript, and gone from the history when one leaves.</summary>
public class LandingTests(DemoSite site) : IClassFixture<DemoSite>
{
    [Theory]
    [InlineData("phone")]
    [InlineData("office")]
    public async Task Axe_finds_nothing_nothing_is_stored_and_nobody_else_is_asked(string viewport)
    {
        await using var visit = await site.VisitAsync(Viewports.Named(viewport));
        var asked = new List<string>();
        visit.Page.Request += (_, request) => asked.Add(request.Url);
        foreach (var language in new[] { "vi", "en" })
        {
            var page = await visit.OpenAsync($"/q/{Token()}?lang={language}");
            await Screens.ShootAsync(page, $"landing-{language}-{viewport}");
            (await Axe.OverflowAsync(page)).ShouldBe(0);
            (await Axe.ViolationsAsync(page)).ShouldBeEmpty();
        }

        asked.ShouldAllBe(url => new Uri(url).Host == site.Address.Host || url.StartsWith("data:", StringComparison.Ordinal));
        (await visit.Page.Context.CookiesAsync()).ShouldBeEmpty();
        (await visit.Page.EvaluateAsync<int>("() => localStorage.length + sessionStorage.length")).ShouldBe(0);
        visit.ScriptErrors.ShouldBeEmpty();
    }

    [Fact]
    public async Task The_other_language_and_the_quick_exit_take_the_page_s_place_in_the_history()
    {
        await using var visit = await site.VisitAsync(Viewports.Phone);
        var page = visit.Page;
        await page.RouteAsync("https://**", route => route.FulfillAsync(new RouteFulfillOptions { Body = "elsewhere", ContentType = "text/plain" }));
        await visit.OpenAsync("/111");
        var before = await page.EvaluateAsync<int>("() => history.length");

        await page.ClickAsync("nav a[lang=en]");
        await Assertions.Expect(page.Locator("html")).ToHaveAttributeAsync("lang", "en");
        (await page.EvaluateAsync<int>("() => history.length")).ShouldBe(before);
        await page.ClickAsync("a.exit");
        await page.WaitForURLAsync("https://en.wikipedia.org/");

        await page.GoBackAsync();
        page.Url.ShouldNotContain("/111");
    }

    [Fact]
    public async Task Without_JavaScript_every_way_is_there()
    {
        await using var visit = await site.VisitAsync(Viewports.Phone);
        await using var context = await visit.Page.Context.Browser!.NewContextAsync(new BrowserNewContextOptions { JavaScriptEnabled = false, BaseURL = site.Address.ToString() });
        var page = await context.NewPageAsync();
        await page.GotoAsync($"/q/{Token()}");

        (await page.GetAttributeAsync("a.call", "href")).ShouldBe("tel:111");
        (await page.Locator("ul.ways a").CountAsync()).ShouldBeGreaterThanOrEqualTo(4);
        await page.ClickAsync("nav a[lang=en]");
        (await page.Locator("h1").InnerTextAsync()).ShouldBe("National child-protection hotline");
        (await page.Locator(".place").InnerTextAsync()).ShouldContain("Xã Tân Thành");
    }

    private string Token()
    {
        using var connection = new SqliteConnection($"Data Source={Path.Combine(site.Folder, "campaign111.db")};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT t.token FROM qr_token t JOIN unit u ON u.id = t.unit_id WHERE u.code = '25318' ORDER BY t.id LIMIT 1";
        return (string)command.ExecuteScalar()!;
    }
}
