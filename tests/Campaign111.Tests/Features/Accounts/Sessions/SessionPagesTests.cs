using System.Net;
using Campaign111.Features.Accounts;
using Campaign111.Features.Accounts.Sessions;
using Campaign111.Platform.Data;
using Campaign111.Tests.Infrastructure;
using Microsoft.Extensions.DependencyInjection;

namespace Campaign111.Tests.Features.Accounts.Sessions;

public class SessionPagesTests
{
    private const string Who = "xa.25318";
    private const string Next = "xe đạp 17 tầng mây";

    [Fact]
    public async Task Ending_one_session_ends_exactly_that_one()
    {
        await using var app = await DemoApp.CreateAsync();
        using var lost = await app.SignedInAsync(Who);
        var lostId = await NewestAsync(app);
        using var office = await app.SignedInAsync(Who);
        using var phone = await app.SignedInAsync(Who);
        var page = await office.PageAsync("/account");
        page.QuerySelectorAll("[aria-labelledby=sessions] tbody tr").Length.ShouldBe(3);
        page.Forms.Count(form => form.GetAttribute("action")!.StartsWith("/account/sessions/", StringComparison.Ordinal) && form.GetAttribute("action")!.EndsWith("/end", StringComparison.Ordinal))
            .ShouldBe(2, "not the one that one sits at");

        using var stranger = await app.SignedInAsync("huyen.dongphu");
        var strangers = await stranger.PageAsync("/account");
        ((AngleSharp.Html.Dom.IHtmlFormElement)strangers.GetElementById("password")!).SetAttribute("action", $"/account/sessions/{lostId}/end");
        using var refused = await stranger.SubmitAsync(strangers, "password");
        refused.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await EntersAsync(lost)).ShouldBeTrue();
        using var ended = await office.SubmitAsync(page, $"/account/sessions/{lostId}/end");

        (await EntersAsync(lost)).ShouldBeFalse();
        (await EntersAsync(office)).ShouldBeTrue();
        (await EntersAsync(phone)).ShouldBeTrue();
    }

    [Fact]
    public async Task All_others_end_together()
    {
        await using var app = await DemoApp.CreateAsync();
        using var one = await app.SignedInAsync(Who);
        using var two = await app.SignedInAsync(Who);
        using var mine = await app.SignedInAsync(Who);
        using var somebody = await app.SignedInAsync("huyen.dongphu");

        using var ended = await mine.SubmitAsync("/account", "/account/sessions/end-others");

        (await EntersAsync(one), await EntersAsync(two), await EntersAsync(mine), await EntersAsync(somebody)).ShouldBe((false, false, true, true));
    }

    [Fact]
    public async Task A_changed_password_ends_the_others_and_a_reset_ends_all()
    {
        await using var app = await DemoApp.CreateAsync();
        using var other = await app.SignedInAsync(Who);
        using var mine = await app.SignedInAsync(Who);
        using var changed = await mine.SubmitAsync("/account", "password", ("Current", DemoAccounts.Password), ("Password", Next), ("Again", Next));
        (await EntersAsync(other), await EntersAsync(mine)).ShouldBe((false, true));

        var id = await IdAsync(app);
        using var superior = await app.SignedInAsync("tinh.binhphuoc");
        using var made = await superior.SubmitAsync($"/people/{id}", $"/people/{id}/link");
        var link = new Uri((await Browser.ParseAsync(made)).QuerySelector("#link")!.TextContent).PathAndQuery;
        using var elsewhere = app.Browse();
        using var chosen = await elsewhere.SubmitAsync(link, "join", ("Password", Next + "!"), ("Again", Next + "!"));
        (await EntersAsync(mine), await EntersAsync(elsewhere)).ShouldBe((false, true));
    }

    [Fact]
    public async Task Signing_out_takes_the_session_away_and_its_cookie_is_worth_nothing()
    {
        await using var app = await DemoApp.CreateAsync();
        using var browser = app.Browse();
        using var entered = await browser.SignInAsync(Who, DemoAccounts.Password);
        var cookie = entered.Headers.GetValues("Set-Cookie").Single(set => set.StartsWith("campaign111.session=", StringComparison.Ordinal)).Split(';')[0];
        using var left = await browser.SubmitAsync("/sign-in", "/sign-out");

        using var thief = app.CreateClient(new() { AllowAutoRedirect = false, HandleCookies = false });
        using var request = new HttpRequestMessage(HttpMethod.Get, "/account");
        request.Headers.Add("Cookie", cookie);
        using var refused = await thief.SendAsync(request);
        refused.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await CountAsync(app)).ShouldBe(0);
    }

    [Fact]
    public async Task Signing_in_over_an_open_session_leaves_one()
    {
        await using var app = await DemoApp.CreateAsync();
        using var browser = await app.SignedInAsync(Who);
        using var again = await browser.SignInAsync(Who, DemoAccounts.Password);

        (await EntersAsync(browser)).ShouldBeTrue();
        (await CountAsync(app)).ShouldBe(1);
    }

    [Fact]
    public async Task An_administrator_ends_all_of_anothers_and_nobody_else_may()
    {
        await using var app = await DemoApp.CreateAsync();
        using var one = await app.SignedInAsync(Who);
        using var two = await app.SignedInAsync(Who);
        var id = await IdAsync(app);
        var end = $"/people/{id}/sessions/end";

        using var superior = await app.SignedInAsync("tinh.binhphuoc");
        var seen = await superior.PageAsync($"/people/{id}");
        seen.Forms.ShouldNotContain(form => form.GetAttribute("action") == end);
        seen.Forms.Single(form => form.GetAttribute("action") == $"/people/{id}/close").SetAttribute("action", end);
        using var forbidden = await superior.SubmitAsync(seen, end);
        forbidden.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await EntersAsync(one)).ShouldBeTrue();

        using var administrator = await app.SignedInAsync("quantri");
        using var done = await administrator.SubmitAsync($"/people/{id}", end);
        (await EntersAsync(one), await EntersAsync(two), await EntersAsync(administrator)).ShouldBe((false, false, true));
    }

    [Fact]
    public async Task The_api_refuses_the_cookie_of_an_ended_session()
    {
        await using var app = await DemoApp.CreateAsync();
        using var browser = await app.SignedInAsync(Who);
        await app.Services.GetRequiredService<SessionBook>().EndAllAsync(Campaign111.Platform.Audit.Actor.System, await IdAsync(app), null);

        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/v1/coverage?campaign=binh-phuoc-2020&unit=25318");
        request.Headers.Add("X-Campaign111", "1");
        using var response = await browser.Client.SendAsync(request);

        response.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    private static async Task<bool> EntersAsync(Browser browser)
    {
        using var response = await browser.GetAsync("/account");
        return response.StatusCode == HttpStatusCode.OK;
    }

    private static Task<long> IdAsync(AppFactory app) =>
        app.Services.GetRequiredService<Database>().ReadAsync(session => session.ScalarAsync<long>($"SELECT id FROM account WHERE user_name = '{Who}'"));

    private static Task<long> NewestAsync(AppFactory app) =>
        app.Services.GetRequiredService<Database>().ReadAsync(session => session.ScalarAsync<long>("SELECT MAX(id) FROM account_session"));

    private static Task<int> CountAsync(AppFactory app) =>
        app.Services.GetRequiredService<Database>().ReadAsync(session => session.ScalarAsync<int>("SELECT COUNT(*) FROM account_session"));
}
