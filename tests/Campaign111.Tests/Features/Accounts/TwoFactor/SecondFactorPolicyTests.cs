using System.Net;
using System.Net.Http.Headers;
using Campaign111.Features.Accounts;
using Campaign111.Features.Accounts.TwoFactor;
using Campaign111.Platform.Audit;
using Campaign111.Platform.Data;
using Campaign111.Tests.Infrastructure;
using Microsoft.Extensions.DependencyInjection;

namespace Campaign111.Tests.Features.Accounts.TwoFactor;

/// <summary>Roles that need a second step, its changes, and its reset by an administrator.</summary>
public class SecondFactorPolicyTests
{
    private const string Who = "xa.25318";

    private static readonly Dictionary<string, string?> ForCommunes = new() { [TwoFactorPolicy.Key] = "commune-officer" };

    [Fact]
    public async Task A_role_that_needs_it_sets_it_up_right_after_the_password_and_does_nothing_before()
    {
        await using var app = await DemoApp.CreateAsync(ForCommunes);
        using var browser = app.Browse();
        using var password = await browser.SignInAsync(Who, DemoAccounts.Password, "/account");
        password.Headers.Location!.ToString().ShouldBe("/sign-in/enrol");
        foreach (var path in new[] { "/account", "/", "/account/second-factor/enrol", "/people" })
        {
            using var refused = await browser.GetAsync(path);
            refused.Headers.Location!.ToString().ShouldContain("/sign-in", customMessage: path);
        }

        using var token = await ByTokenAsync(app);
        token.StatusCode.ShouldBe(HttpStatusCode.OK, "API tokens do not sign in");
        var page = await browser.PageAsync("/sign-in/enrol");
        var key = Phone.KeyOn(page);
        using var done = await browser.SubmitAsync(page, "enrol", ("Code", Phone.CodeOf(key)));
        (await Phone.CodesAsync(browser, done)).Count.ShouldBe(10);
        await browser.PageAsync("/account");

        // From now on the same password leads to the code, and the page for setting up is no way around it.
        using var later = app.Browse();
        using var second = await later.SignInAsync(Who, DemoAccounts.Password);
        second.Headers.Location!.ToString().ShouldBe("/sign-in/code");
        using var around = await later.GetAsync("/sign-in/enrol");
        around.Headers.Location!.ToString().ShouldBe("/sign-in");
        using var other = await app.SignedInAsync("huyen.dongphu");
        await other.PageAsync("/account");
    }

    [Fact]
    public async Task It_is_turned_off_by_password_and_code_and_not_where_a_role_needs_it()
    {
        await using var app = await DemoApp.CreateAsync();
        using var browser = await app.SignedInAsync(Who);
        var phone = await Phone.SetUpAsync(browser);
        foreach (var (password, code, field) in new[] { ("not this", phone.Code(1), "Current"), (DemoAccounts.Password, "000000", "Code"), (DemoAccounts.Password, phone.Code(), "Code") })
        {
            using var refused = await browser.SubmitAsync("/account/second-factor", "change", ("Current", password), ("Code", code), ("Act", "off"));
            (await Browser.ParseAsync(refused)).QuerySelector($"#{field}-error").ShouldNotBeNull($"{password} {code}");
        }

        using var off = await browser.SubmitAsync("/account/second-factor", "change", ("Current", DemoAccounts.Password), ("Code", phone.Code(1)), ("Act", "off"));
        (await browser.PageAsync("/account/second-factor")).QuerySelector("#change").ShouldBeNull();
        using var again = await app.SignedInAsync(Who);
        await again.PageAsync("/account");
        (await SecondStepPageTests.EventsAsync(app)).ShouldBe(["account.second-factor-on", "account.second-factor-off"]);
    }

    [Fact]
    public async Task Where_a_role_needs_it_the_owner_moves_to_another_phone_and_renews_codes_but_keeps_it()
    {
        await using var app = await DemoApp.CreateAsync(ForCommunes);
        using var browser = app.Browse();
        using var password = await browser.SignInAsync(Who, DemoAccounts.Password);
        var page = await browser.PageAsync("/sign-in/enrol");
        var key = Phone.KeyOn(page);
        using var done = await browser.SubmitAsync(page, "enrol", ("Code", Phone.CodeOf(key)));
        var codes = await Phone.CodesAsync(browser, done);

        using var off = await browser.SubmitAsync("/account/second-factor", "change", ("Current", DemoAccounts.Password), ("Code", codes[0]), ("Act", "off"));
        (await browser.PageAsync("/account/second-factor")).QuerySelector("#change").ShouldNotBeNull();
        using var renewed = await browser.SubmitAsync("/account/second-factor", "change", ("Current", DemoAccounts.Password), ("Code", codes[1]), ("Act", "codes"));
        var fresh = await Phone.CodesAsync(browser, renewed);
        fresh.Intersect(codes).ShouldBeEmpty();

        using var replace = await browser.SubmitAsync("/account/second-factor", "change", ("Current", DemoAccounts.Password), ("Code", fresh[0]), ("Act", "replace"));
        var offered = await Browser.ParseAsync(replace);
        var next = Phone.KeyOn(offered);
        next.ShouldNotBe(key);
        using var moved = await browser.SubmitAsync(offered, "enrol", ("Code", Phone.CodeOf(next)));
        (await Phone.CodesAsync(browser, moved)).Count.ShouldBe(10);

        using var later = app.Browse();
        using var again = await later.SignInAsync(Who, DemoAccounts.Password);
        using var old = await later.SubmitAsync("/sign-in/code", "code", ("Code", Phone.CodeOf(key, 1)));
        (await SecondStepPageTests.RefusalAsync(old)).ShouldNotBeNull("the old phone's");
        using var entered = await later.SubmitAsync("/sign-in/code", "code", ("Code", Phone.CodeOf(next, 1)));
        entered.StatusCode.ShouldBe(HttpStatusCode.Redirect);
    }

    [Fact]
    public async Task An_administrator_resets_anothers_and_they_are_told_and_nobody_else_may()
    {
        await using var app = await DemoApp.CreateAsync();
        using var owner = await app.SignedInAsync(Who);
        await Phone.SetUpAsync(owner);
        var id = await app.Services.GetRequiredService<Database>().ReadAsync(session => session.ScalarAsync<long>($"SELECT id FROM account WHERE user_name = '{Who}'"));
        var reset = $"/people/{id}/second-factor/reset";

        using var superior = await app.SignedInAsync("tinh.binhphuoc");
        var seen = await superior.PageAsync($"/people/{id}");
        seen.Forms.ShouldNotContain(form => form.GetAttribute("action") == reset);
        seen.Forms.Single(form => form.GetAttribute("action") == $"/people/{id}/close").SetAttribute("action", reset);
        using var forbidden = await superior.SubmitAsync(seen, reset, ("reason", "x"));
        forbidden.StatusCode.ShouldBe(HttpStatusCode.Forbidden);

        using var administrator = await app.SignedInAsync("quantri");
        using var done = await administrator.SubmitAsync($"/people/{id}", reset, ("reason", "mất điện thoại"));
        done.Headers.Location!.ToString().ShouldBe($"/people/{id}");
        using var again = await app.SignedInAsync(Who);
        (await again.PageAsync("/inbox")).Body!.TextContent.ShouldContain("Xác thực hai bước của bạn đã được đặt lại");
        (await SecondStepPageTests.EventsAsync(app)).ShouldBe(["account.second-factor-on", "account.second-factor-reset"]);
        (await app.Services.GetRequiredService<Database>().ReadAsync(session => session.ScalarAsync<string>(
            "SELECT reason FROM audit_event WHERE action = 'account.second-factor-reset'"))).ShouldBe("mất điện thoại");
    }

    [Fact]
    public async Task A_link_to_set_the_password_does_not_stand_for_the_code()
    {
        await using var app = await DemoApp.CreateAsync();
        using var owner = await app.SignedInAsync(Who);
        var phone = await Phone.SetUpAsync(owner);
        var id = await app.Services.GetRequiredService<Database>().ReadAsync(session => session.ScalarAsync<long>($"SELECT id FROM account WHERE user_name = '{Who}'"));
        using var superior = await app.SignedInAsync("tinh.binhphuoc");
        using var made = await superior.SubmitAsync($"/people/{id}", $"/people/{id}/link");
        var link = new Uri((await Browser.ParseAsync(made)).QuerySelector("#link")!.TextContent).PathAndQuery;
        const string next = "xe đạp 17 tầng mây";

        using var browser = app.Browse();
        using var chosen = await browser.SubmitAsync(link, "join", ("Password", next), ("Again", next));
        chosen.Headers.Location!.ToString().ShouldBe("/sign-in/code");
        using var entered = await browser.SubmitAsync("/sign-in/code", "code", ("Code", phone.Code(1)));
        entered.Headers.Location!.ToString().ShouldBe("/");
        await browser.PageAsync("/account");
    }

    private static async Task<HttpResponseMessage> ByTokenAsync(AppFactory app)
    {
        var id = await app.Services.GetRequiredService<Database>().ReadAsync(session => session.ScalarAsync<long>($"SELECT id FROM account WHERE user_name = '{Who}'"));
        using var client = app.CreateClient();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", await app.Services.GetRequiredService<ApiTokenService>().CreateAsync(Actor.System, id, "x"));
        return await client.GetAsync(new Uri("/api/v1/coverage?campaign=binh-phuoc-2020&unit=25318", UriKind.Relative));
    }
}
