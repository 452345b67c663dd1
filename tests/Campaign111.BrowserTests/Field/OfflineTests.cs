using Campaign111.BrowserTests.Infrastructure;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Campaign111.BrowserTests.Field;

/// <summary>What happens to entries when network, server, clock or browser fail: each ends with exact totals in the database.</summary>
public class OfflineTests(DemoSite site) : IClassFixture<DemoSite>
{
    private const int Many = 12;

    [Fact]
    public async Task Offline_reloaded_closed_and_reopened_all_is_stored_once()
    {
        await using var phone = await Phone.ReadyAsync(site);
        await phone.Context.SetOfflineAsync(true);
        var codes = await phone.LogAsync(Many);
        await phone.ExpectUnsentAsync(Many);
        await Expect(phone.State).ToContainTextAsync($"{Many} chưa gửi");

        await phone.Page.ReloadAsync();
        await phone.IsReadyAsync();
        await phone.ExpectUnsentAsync(Many);
        await phone.RestartAsync(offline: true);
        await phone.ExpectUnsentAsync(Many);
        await phone.OpenHamletAsync();
        codes.AddRange(await phone.LogAsync(Many));
        await phone.ExpectUnsentAsync(2 * Many);
        phone.Stored(codes).ShouldBeEmpty();

        // The session's cookie went with the browser: the queue waits for its owner.
        await phone.Context.SetOfflineAsync(false);
        await Expect(phone.State).ToContainTextAsync("hết phiên");
        await phone.SignInAsync("xa.25318");
        await phone.ExpectUnsentAsync(0);
        await Expect(phone.State).ToContainTextAsync("biên nhận R-");
        phone.ShouldBeStoredOnce(codes);
        phone.Visit.ScriptErrors.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_server_that_answers_500_gets_them_when_it_recovers()
    {
        await using var phone = await Phone.ReadyAsync(site);
        var refused = 0;
        await phone.Page.RouteAsync(Phone.Entries, route => ++refused <= 2 ? route.FulfillAsync(new RouteFulfillOptions { Status = 500, Body = "{}" }) : route.ContinueAsync());
        var codes = await phone.LogAsync(3);
        await phone.SendAsync();
        await Expect(phone.State).ToContainTextAsync("chưa tới được máy chủ");
        await phone.ExpectUnsentAsync(3);

        await phone.ExpectUnsentAsync(0);
        refused.ShouldBeGreaterThan(2);
        phone.ShouldBeStoredOnce(codes);
    }

    [Fact]
    public async Task An_answer_lost_after_the_commit_stores_nothing_twice()
    {
        await using var phone = await Phone.ReadyAsync(site);
        var calls = 0;
        await phone.Page.RouteAsync(Phone.Entries, async route =>
        {
            if (++calls > 1)
            {
                await route.ContinueAsync();
                return;
            }

            // The server commits; its answer never arrives.
            (await route.FetchAsync()).Status.ShouldBe(200);
            await route.AbortAsync("connectionreset");
        });
        var codes = await phone.LogAsync(4);
        await phone.SendAsync();

        await phone.ExpectUnsentAsync(0);
        // The rest may go in smaller batches.
        calls.ShouldBeGreaterThan(1);
        phone.ShouldBeStoredOnce(codes);
    }

    [Fact]
    public async Task Two_tabs_send_each_entry_once()
    {
        await using var phone = await Phone.ReadyAsync(site);
        await phone.Context.SetOfflineAsync(true);
        var second = await phone.Context.NewPageAsync();
        await second.GotoAsync(phone.Page.Url);
        var codes = await phone.LogAsync(3);
        await Expect(second.Locator("#state")).ToHaveAttributeAsync("data-unsent", "3");
        var row = second.Locator("li.household", new PageLocatorOptions { Has = second.Locator("button[data-outcome=reached]") }).First;
        codes.Add((await row.GetAttributeAsync("data-code"))!);
        await row.Locator("button[data-outcome=reached]").ClickAsync();
        await phone.ExpectUnsentAsync(4);

        await phone.Context.SetOfflineAsync(false);
        await phone.ExpectUnsentAsync(0);
        await Expect(second.Locator("#state")).ToHaveAttributeAsync("data-unsent", "0");
        phone.ShouldBeStoredOnce(codes);
    }

    [Fact]
    public async Task A_clock_three_days_ahead_is_flagged_and_costs_nothing()
    {
        await using var phone = await Phone.ReadyAsync(site);
        await phone.Context.SetOfflineAsync(true);
        await phone.Page.Clock.InstallAsync(new ClockInstallOptions { TimeDate = DateTime.UtcNow.AddDays(3) });
        await phone.Page.ReloadAsync();
        await phone.IsReadyAsync();
        var codes = await phone.LogAsync(2);
        await phone.Context.SetOfflineAsync(false);

        await phone.ExpectUnsentAsync(0);
        phone.ShouldBeStoredOnce(codes);
        phone.Stored(codes).ShouldAllBe(entry => entry.Flags.Contains("clock"));
    }

    [Fact]
    public async Task A_tap_can_be_taken_back_until_it_is_sent()
    {
        await using var phone = await Phone.ReadyAsync(site);
        await phone.Context.SetOfflineAsync(true);
        var codes = await phone.LogAsync(2, "absent");
        await phone.Page.ClickAsync($"li[data-code='{codes[0]}'] button");
        await phone.ExpectUnsentAsync(1);
        await phone.Context.SetOfflineAsync(false);

        await phone.ExpectUnsentAsync(0);
        phone.Stored(codes).ShouldBe([(codes[1], "absent", "")]);
        await phone.Page.ClickAsync("button.chip:has-text('Thăm lại')");
        await Expect(phone.Page.Locator($"li[data-code='{codes[1]}']")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task A_refused_entry_stays_with_its_reason_and_the_others_go()
    {
        await using var phone = await Phone.ReadyAsync(site);
        await phone.Page.RouteAsync(Phone.Entries, route => route.ContinueAsync(new RouteContinueOptions
        {
            PostData = System.Text.Encoding.UTF8.GetBytes(Spoil().Replace(route.Request.PostData!, "\"outcome\":\"lost\"", 1)),
        }));
        var codes = await phone.LogAsync(3);
        await phone.SendAsync();

        await Expect(phone.State).ToContainTextAsync("1 bị từ chối");
        phone.ShouldBeStoredOnce(codes[1..]);
        await phone.Page.ClickAsync("#state a");
        await Expect(phone.Page.Locator("main .alert-danger")).ToContainTextAsync("Không được nhận");
        await phone.Page.ReloadAsync();
        await Expect(phone.Page.Locator("main .alert-danger")).ToContainTextAsync("lost");
    }

    private static System.Text.RegularExpressions.Regex Spoil() => new("\"outcome\":\"reached\"");
}
