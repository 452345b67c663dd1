using Campaign111.BrowserTests.Infrastructure;
using Campaign111.Features.Accounts;
using Microsoft.Playwright;
using Xunit.Abstractions;
using static Microsoft.Playwright.Assertions;

namespace Campaign111.BrowserTests.Pages;

/// <summary>The main job by Tab, Shift-Tab, Enter, Space and typing alone: sign in, log households on the field page and send them; from the cockpit down to a commune and
/// its export. The focus is always seen, never lost, and never caught.</summary>
[Collection(PageCollection.Name)]
public class KeyboardTests(PageSite site, ITestOutputHelper told)
{
    private const string Household = "li.household";
    private const string Logged = "li.household button:not([data-outcome])";

    [Fact]
    public async Task An_officer_signs_in_logs_takes_back_and_sends()
    {
        await using var visit = await site.VisitAsync(null, Viewports.Phone);
        var keys = await SignInAsync(visit, "xa.25318");
        var page = visit.Page;
        await keys.ToAsync("main a[href*='/coverage/25318']");
        await keys.PressAsync("Enter");
        await page.WaitForURLAsync("**/coverage/25318");
        await keys.ToAsync("main a[href^='/field']");
        await keys.PressAsync("Enter");
        await Expect(page.Locator("a.place-link").First).Not.ToContainTextAsync("chưa tải");
        await keys.ToAsync("a.place-link[href$='thon-3']");
        await keys.PressAsync("Enter");
        await Expect(page.Locator("main h1")).ToHaveTextAsync("Thôn 3");
        await keys.StandsOnAsync("main h1");

        await page.Context.SetOfflineAsync(true);
        await keys.ToAsync($"{Household} [data-outcome=reached]");
        await keys.PressAsync("Enter");
        await keys.StandsOnAsync(Logged);
        await Expect(page.Locator("#toast")).ToContainTextAsync("đã phát", new LocatorAssertionsToContainTextOptions { IgnoreCase = true });
        await Expect(page.Locator("#state")).ToHaveAttributeAsync("data-unsent", "1");
        await keys.PressAsync("Enter");
        await keys.StandsOnAsync($"{Household} [data-outcome=reached]");
        await Expect(page.Locator("#state")).ToHaveAttributeAsync("data-unsent", "0");
        await keys.ToAsync($"{Household} [data-outcome=absent]");
        await keys.PressAsync("Space");
        await keys.StandsOnAsync(Logged);
        await Expect(page.Locator("#state")).ToContainTextAsync("1 chưa gửi");

        await page.Context.SetOfflineAsync(false);
        await keys.ToAsync("#send", back: true);
        await keys.PressAsync("Enter");
        await Expect(page.Locator("#state")).ToHaveAttributeAsync("data-unsent", "0", new LocatorAssertionsToHaveAttributeOptions { Timeout = 30_000 });
        await Expect(page.Locator("#state")).ToContainTextAsync("biên nhận R-");
        await keys.StandsOnAsync("#state a");
        told.WriteLine($"{keys.Steps} stops");
        visit.ScriptErrors.ShouldBeEmpty();
    }

    [Fact]
    public async Task The_committee_goes_down_from_the_cockpit_to_a_commune_and_its_export()
    {
        await using var visit = await site.VisitAsync(null, Viewports.Office);
        var keys = await SignInAsync(visit, "tinh.binhphuoc");
        var page = visit.Page;
        await page.WaitForURLAsync(url => url.Contains("/units/70", StringComparison.Ordinal));
        await DownAsync(page, keys, "/campaigns/binh-phuoc-2020/units/693");
        await DownAsync(page, keys, "/campaigns/binh-phuoc-2020/units/25318");
        await keys.ToAsync("main a[href$='/units/25318/export']");
        await keys.PressAsync("Enter");
        await page.WaitForURLAsync("**/units/25318/export");

        await keys.ToAsync("main details:not([open]) > summary");
        await keys.PressAsync("Enter");
        await keys.StandsOnAsync("details[open] > summary");
        await keys.TabAsync();
        (await page.EvaluateAsync<bool>("() => document.activeElement.closest('details[open]') !== null && !document.activeElement.matches('summary')")).ShouldBeTrue("what was opened comes next");
        await keys.ToAsync("details[open] > summary", back: true);
        await keys.PressAsync("Space");
        await keys.StandsOnAsync("details:not([open]) > summary");
        told.WriteLine($"{keys.Steps} stops");
        visit.ScriptErrors.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("xa.25318", "/field", 360)]
    [InlineData("xa.25318", "/campaigns/binh-phuoc-2020/coverage/25318/thon-1", 360)]
    [InlineData("tinh.binhphuoc", "/campaigns/binh-phuoc-2020/units/693", 1366)]
    public async Task Nothing_holds_the_focus_and_every_stop_shows_it(string userName, string path, int width)
    {
        await using var visit = await site.VisitAsync(userName, width < 600 ? Viewports.Phone : Viewports.Office);
        var page = await visit.OpenAsync(path);
        await Expect(page.Locator(path == "/field" ? "a.place-link >> nth=3" : "main h1")).ToBeVisibleAsync();

        var stops = await new Keyboard(page).ThroughAsync();

        told.WriteLine($"{path}: {stops} stops");
        stops.ShouldBeGreaterThan(5);
    }

    // By the skip link, a wrong password, and the summary that takes the focus.
    private static async Task<Keyboard> SignInAsync(Visit visit, string userName)
    {
        var page = await visit.OpenAsync("/sign-in");
        var keys = new Keyboard(page);
        (await keys.TabAsync()).ShouldNotBeNull().ShouldContain("skip-link");
        await keys.PressAsync("Enter");
        await keys.StandsOnAsync("main");
        await keys.ToAsync("#UserName");
        await keys.TypeAsync(userName);
        await keys.ToAsync("#Password");
        await keys.TypeAsync("không phải mật khẩu này");
        await keys.PressAsync("Enter");
        await keys.StandsOnAsync("[role=alert]");
        await keys.ToAsync("#Password");
        await keys.TypeAsync(DemoAccounts.Password);
        await keys.PressAsync("Enter");
        await page.WaitForURLAsync(url => !url.Contains("/sign-in", StringComparison.Ordinal));
        return keys;
    }

    // Past the map by its own skip link, into the table below it.
    private static async Task DownAsync(IPage page, Keyboard keys, string to)
    {
        await keys.ToAsync("main a[href='#units']");
        await keys.PressAsync("Enter");
        await keys.ToAsync($"#units table a[href^='{to}']");
        await keys.PressAsync("Enter");
        await page.WaitForURLAsync(url => new Uri(url).AbsolutePath == to);
    }
}
