using System.Diagnostics;
using Campaign111.BrowserTests.Infrastructure;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Campaign111.BrowserTests.Field;

/// <summary>The field page as a thumb meets it: weight, offline opening, search, tally, access.</summary>
[Collection(FieldCollection.Name)]
public class FieldPageTests(FieldSite site)
{
    private const int MostBytes = 60 * 1024;
    private static readonly TimeSpan MostToOpen = TimeSpan.FromSeconds(1);

    [Fact]
    public async Task The_first_load_is_light()
    {
        await using var visit = await site.Demo.SignInAsync("xa.25318", Viewports.Phone);
        var session = await visit.Page.Context.NewCDPSessionAsync(visit.Page);
        await session.SendAsync("Network.enable");
        await session.SendAsync("Network.setBypassServiceWorker", new Dictionary<string, object> { ["bypass"] = true });
        var addresses = new Dictionary<string, string>();
        var bytes = new Dictionary<string, double>();
        session.Event("Network.requestWillBeSent").OnEvent += (_, sent) => addresses[sent!.Value.GetProperty("requestId").GetString()!] = sent.Value.GetProperty("request").GetProperty("url").GetString()!;
        session.Event("Network.loadingFinished").OnEvent += (_, ended) => bytes[ended!.Value.GetProperty("requestId").GetString()!] = ended.Value.GetProperty("encodedDataLength").GetDouble();
        await visit.OpenAsync("/field");
        await visit.Page.WaitForLoadStateAsync(LoadState.NetworkIdle);

        // Without the page's own data (session and packs), and what the page before it had asked for already.
        var shell = bytes.Where(each => addresses.TryGetValue(each.Key, out var address) && !address.Contains("/api/") && !address.EndsWith("/field/session")).Sum(each => each.Value);
        Console.WriteLine($"field page, first load: {shell:F0} bytes, limit {MostBytes}");
        shell.ShouldBeInRange(10_000, MostBytes);
    }

    [Fact]
    public async Task It_opens_offline_in_under_a_second()
    {
        await using var phone = await Phone.ReadyAsync(site, restarts: true);
        await phone.RestartAsync(offline: true);
        var watch = Stopwatch.StartNew();
        await phone.Page.ReloadAsync(new PageReloadOptions { WaitUntil = WaitUntilState.Commit });
        await phone.Page.Locator("a.place-link").First.WaitForAsync();
        watch.Stop();

        Console.WriteLine($"field page, opened offline: {watch.ElapsedMilliseconds} ms, limit {MostToOpen.TotalMilliseconds}");
        watch.Elapsed.ShouldBeLessThan(MostToOpen);
    }

    [Fact]
    public async Task Households_are_found_without_diacritics_and_a_tally_is_logged()
    {
        await using var phone = await Phone.ReadyAsync(site);
        var page = phone.Page;
        var row = page.Locator("li.household").First;
        var code = await row.GetAttributeAsync("data-code");
        (await Axe.OverflowAsync(page)).ShouldBe(0);
        await page.FillAsync("#search", code![..^1].ToLowerInvariant());
        await Expect(page.Locator("li.household").Nth(10)).ToHaveCountAsync(0);
        await Screens.ShootAsync(page, "field-hamlet-360");
        await page.FillAsync("#search", code.ToLowerInvariant());
        await Expect(page.Locator("li.household")).ToHaveCountAsync(1);
        await page.FillAsync("#search", "khong co ho nay");
        await Expect(page.Locator("main")).ToContainTextAsync("Không thấy hộ nào khớp");

        await phone.OpenHamletAsync("Thôn 1");
        await phone.Context.SetOfflineAsync(true);
        await page.FillAsync("#households", "7");
        await page.ClickAsync("#tally .btn-primary");
        await phone.ExpectUnsentAsync(1);
        await Screens.ShootAsync(page, "field-tally-360");
        await page.ClickAsync("#state a");
        await Expect(page.Locator("main")).ToContainTextAsync("7 hộ: đã phát");
        await Screens.ShootAsync(page, "field-outbox-360");
        (await Axe.OverflowAsync(page)).ShouldBe(0);
        await phone.Context.SetOfflineAsync(false);
        await phone.ExpectUnsentAsync(0);
        await page.GotoAsync("/field#");
        await Screens.ShootAsync(page, "field-home-360");
        phone.Visit.ScriptErrors.ShouldBeEmpty();
    }
}
