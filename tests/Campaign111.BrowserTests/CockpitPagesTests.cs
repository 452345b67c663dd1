using Campaign111.BrowserTests.Infrastructure;
using Microsoft.Playwright;

namespace Campaign111.BrowserTests;

/// <summary>The cockpit on a meeting room's screen and on paper: nothing scrolls, axe finds nothing, keys lead on, paper is black. (Its pages on a phone and in an office:
/// <see cref="Pages.PageWalkTests"/>.)</summary>
public class CockpitPagesTests(DemoSite site) : IClassFixture<DemoSite>
{
    private const string Units = "/campaigns/binh-phuoc-2020/units";

    private static readonly ViewportSize Wall = new() { Width = 1920, Height = 1080 };

    [Fact]
    public async Task The_meeting_view_fills_a_wall_without_scrolling_and_follows_the_keys()
    {
        await using var visit = await site.SignInAsync("tinh.binhphuoc", Wall);
        var page = await visit.OpenAsync($"{Units}/70?view=meeting&map=communes");
        await Screens.ShootAsync(page, "cockpit-meeting-1920");
        (await page.EvaluateAsync<int>("() => document.documentElement.scrollHeight - innerHeight")).ShouldBeLessThanOrEqualTo(0);
        (await Axe.ViolationsAsync(page)).ShouldBeEmpty();

        await page.GotoAsync($"{Units}/693?view=meeting");
        await page.Keyboard.PressAsync("ArrowUp");
        await page.WaitForURLAsync(url => url.Contains("/units/70", StringComparison.Ordinal));
        await page.Keyboard.PressAsync("Escape");
        await page.WaitForURLAsync(url => !url.Contains("meeting", StringComparison.Ordinal));
        visit.ScriptErrors.ShouldBeEmpty();
    }

    [Fact]
    public async Task The_meeting_view_puts_fresh_figures_in_place_and_stops_when_told()
    {
        await using var visit = await site.SignInAsync("tinh.binhphuoc", Wall);
        await visit.Page.Clock.InstallAsync();
        var page = await visit.OpenAsync($"{Units}/70?view=meeting");
        var asked = 0;
        page.Request += (_, request) => asked += request.ResourceType == "fetch" ? 1 : 0;
        await page.EvaluateAsync("() => document.querySelector('main').dataset.old = 'yes'");

        await page.RunAndWaitForResponseAsync(() => page.Clock.RunForAsync(61_000), response => response.Url.Contains("view=meeting", StringComparison.Ordinal));
        await page.WaitForFunctionAsync("() => document.querySelector('main').dataset.old === undefined");
        asked.ShouldBe(1);
        await page.Locator("[data-pause]").ClickAsync();
        (await page.Locator("[data-pause]").TextContentAsync()).ShouldBe("Tự làm mới");
        await page.Clock.RunForAsync(300_000);
        asked.ShouldBe(1);
    }

    [Fact]
    public async Task On_paper_no_status_needs_its_colour()
    {
        await using var visit = await site.SignInAsync("tinh.binhphuoc", Viewports.Office);
        var page = await visit.OpenAsync($"{Units}/70?map=communes");
        await page.EmulateMediaAsync(new PageEmulateMediaOptions { Media = Media.Print });

        var coloured = await page.EvaluateAsync<string[]>("""
            () => [...document.querySelectorAll('.map-ground, .bar-fill, .map-pattern-line, .map-pattern-light')]
                .flatMap(part => [getComputedStyle(part).fill, getComputedStyle(part).stroke])
                .filter(colour => { const rgb = colour.match(/\d+/g)?.slice(0, 3); return rgb && !(rgb[0] === rgb[1] && rgb[1] === rgb[2]); })
            """);

        coloured.ShouldBeEmpty();
        (await page.Locator(".print-head").IsVisibleAsync()).ShouldBeTrue();
        (await page.Locator(".rail").IsVisibleAsync()).ShouldBeFalse();
        await Screens.ShootAsync(page, "cockpit-print");
    }
}
