using Campaign111.BrowserTests.Infrastructure;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Campaign111.BrowserTests.Field;

/// <summary>What happens to entries when network, server, clock or browser fail: each ends with exact totals in the database.</summary>
[Collection(FieldCollection.Name)]
public class OfflineTests(FieldSite site)
{
    [Fact]
    public async Task Many_households_logged_offline_reloaded_closed_and_reopened_are_stored_once()
    {
        // K0001 and on; an evening before the browser is closed, the rest after.
        string[][] searches = FieldSite.Many == 300 ? [["k00", "k01"], ["k02", "k03"]] : [["k000", "k001", "k002", "k003", "k004", "k005"], ["k006", "k007", "k008", "k009", "k010"]];
        await using var phone = await Phone.ReadyAsync(site, hamlet: 4, restarts: true);
        await phone.Context.SetOfflineAsync(true);
        var codes = await phone.LogFoundAsync(searches[0]);
        var evening = codes.Count;
        evening.ShouldBe(FieldSite.Many == 300 ? 199 : 59);
        await phone.ExpectUnsentAsync(evening);
        await Expect(phone.State).ToContainTextAsync($"{evening} chưa gửi");

        await phone.Page.ReloadAsync();
        await phone.IsReadyAsync();
        await phone.ExpectUnsentAsync(evening);
        await phone.RestartAsync(offline: true);
        await phone.ExpectUnsentAsync(evening);
        await phone.OpenHamletAsync("Thôn 4");
        codes.AddRange(await phone.LogFoundAsync(searches[1]));
        await phone.ExpectUnsentAsync(FieldSite.Many);
        codes.Distinct().Count().ShouldBe(FieldSite.Many);
        phone.Stored(codes).ShouldBeEmpty();

        // The session's cookie went with the browser: the queue waits for its owner.
        await phone.Context.SetOfflineAsync(false);
        await Expect(phone.State).ToContainTextAsync("hết phiên");
        await phone.SignInAsync("xa.25318");
        await phone.ExpectUnsentAsync(0);
        await Expect(phone.State).ToContainTextAsync("biên nhận R-");
        await phone.ShouldEndExactlyAsync(codes);
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
        await phone.ShouldEndExactlyAsync(codes);
    }

    [Theory]
    [InlineData(3, "clock")]
    [InlineData(-3, "")]
    public async Task A_clock_three_days_off_costs_nothing_and_is_flagged_where_it_cannot_be_true(int days, string flags)
    {
        await using var phone = await Phone.ReadyAsync(site);
        await phone.Context.SetOfflineAsync(true);
        await phone.Page.Clock.InstallAsync(new ClockInstallOptions { TimeDate = DateTime.UtcNow.AddDays(days) });
        await phone.Page.ReloadAsync();
        await phone.IsReadyAsync();
        var codes = await phone.LogAsync(2);
        await phone.Context.SetOfflineAsync(false);
        await phone.NudgeAsync();

        await phone.ExpectUnsentAsync(0);
        await phone.ShouldEndExactlyAsync(codes);
        phone.Stored(codes).ShouldAllBe(entry => entry.Flags == flags);
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
        (await phone.KeptAsync("queue")).ShouldBe(0);
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
        await phone.ShouldEndExactlyAsync(codes[1..], left: 1);
        await phone.Page.ClickAsync("#state a");
        await Expect(phone.Page.Locator("main .alert-danger")).ToContainTextAsync("Không được nhận");
        await phone.Page.ReloadAsync();
        await Expect(phone.Page.Locator("main .alert-danger")).ToContainTextAsync("lost");
    }

    private static System.Text.RegularExpressions.Regex Spoil() => new("\"outcome\":\"reached\"");
}
