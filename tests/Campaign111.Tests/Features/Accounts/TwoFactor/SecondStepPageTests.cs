using System.Net;
using Campaign111.Features.Accounts;
using Campaign111.Platform.Data;
using Campaign111.Tests.Infrastructure;
using Microsoft.Extensions.DependencyInjection;

namespace Campaign111.Tests.Features.Accounts.TwoFactor;

public class SecondStepPageTests
{
    private const string Who = "xa.25318";

    [Fact]
    public async Task Set_up_with_password_and_code_and_shown_its_recovery_codes_once()
    {
        await using var app = await DemoApp.CreateAsync();
        using var browser = await app.SignedInAsync(Who);
        var page = await browser.PageAsync("/account/second-factor/enrol");
        var key = Phone.KeyOn(page);
        page.QuerySelector(".qr-figure svg").ShouldNotBeNull();

        using var wrongPassword = await browser.SubmitAsync(page, "enrol", ("Current", "not this"), ("Code", Phone.CodeOf(key)));
        (await Browser.ParseAsync(wrongPassword)).QuerySelector("#Current-error").ShouldNotBeNull();
        using var wrongCode = await browser.SubmitAsync(page, "enrol", ("Current", DemoAccounts.Password), ("Code", "000000"));
        var again = await Browser.ParseAsync(wrongCode);
        again.QuerySelector("#Code-error").ShouldNotBeNull();
        Phone.KeyOn(again).ShouldBe(key, "the phone has it already");
        using var broken = await browser.SubmitAsync(page, "enrol", ("Offer", "x"), ("Current", DemoAccounts.Password), ("Code", Phone.CodeOf(key)));
        (await Browser.ParseAsync(broken)).QuerySelector("#Code-error").ShouldNotBeNull();
        using var done = await browser.SubmitAsync(again, "enrol", ("Current", DemoAccounts.Password), ("Code", Phone.CodeOf(key)));

        (await Phone.CodesAsync(browser, done)).Count.ShouldBe(10);
        using var second = await browser.GetAsync("/account/second-factor/codes");
        second.StatusCode.ShouldBe(HttpStatusCode.Redirect, "shown once");
        (await browser.PageAsync("/account/second-factor")).QuerySelector("#codes-left")!.TextContent.ShouldBe("10");
        (await EventsAsync(app)).ShouldBe(["account.second-factor-on"]);
    }

    [Fact]
    public async Task Signing_in_then_takes_a_code_and_no_code_twice()
    {
        await using var app = await DemoApp.CreateAsync();
        using var setUp = await app.SignedInAsync(Who);
        var first = Phone.CodeOf("MZXW6YTB");
        var phone = await Phone.SetUpAsync(setUp);

        using var browser = app.Browse();
        using var password = await browser.SignInAsync(Who, DemoAccounts.Password, "/campaigns/binh-phuoc-2020");
        password.Headers.Location!.ToString().ShouldBe("/sign-in/code");
        password.Headers.GetValues("Set-Cookie").ShouldNotContain(cookie => cookie.StartsWith("campaign111.session", StringComparison.Ordinal));
        using var tooEarly = await browser.GetAsync("/account");
        tooEarly.Headers.Location!.ToString().ShouldContain("/sign-in");

        using var replayed = await browser.SubmitAsync("/sign-in/code", "code", ("Code", phone.Code()));
        (await RefusalAsync(replayed)).ShouldNotBeNull("the code with which the app was set up has been used");
        using var wrong = await browser.SubmitAsync("/sign-in/code", "code", ("Code", first));
        (await RefusalAsync(wrong)).ShouldBe(await RefusalAsync(replayed), "wrong and used look the same");
        using var entered = await browser.SubmitAsync("/sign-in/code", "code", ("Code", phone.Code(1)));
        entered.Headers.Location!.ToString().ShouldBe("/campaigns/binh-phuoc-2020");
        await browser.PageAsync("/account");

        using var thief = app.Browse();
        using var stolen = await thief.SignInAsync(Who, DemoAccounts.Password);
        using var seen = await thief.SubmitAsync("/sign-in/code", "code", ("Code", phone.Code(1)));
        (await RefusalAsync(seen)).ShouldNotBeNull("read over the shoulder, sent half a minute later");
    }

    [Fact]
    public async Task Without_the_phone_a_recovery_code_signs_in_once()
    {
        await using var app = await DemoApp.CreateAsync();
        using var setUp = await app.SignedInAsync(Who);
        var phone = await Phone.SetUpAsync(setUp);

        using var browser = app.Browse();
        using var password = await browser.SignInAsync(Who, DemoAccounts.Password);
        using var entered = await browser.SubmitAsync("/sign-in/code", "recovery", ("Code", phone.Codes[3].ToLowerInvariant()));
        entered.Headers.Location!.ToString().ShouldBe("/");
        (await browser.PageAsync("/account/second-factor")).QuerySelector("#codes-left")!.TextContent.ShouldBe("9");

        using var again = app.Browse();
        using var passwordAgain = await again.SignInAsync(Who, DemoAccounts.Password);
        using var refused = await again.SubmitAsync("/sign-in/code", "recovery", ("Code", phone.Codes[3]));
        (await RefusalAsync(refused)).ShouldNotBeNull();
        (await EventsAsync(app)).ShouldBe(["account.second-factor-on", "account.recovery-used"]);
    }

    [Fact]
    public async Task Who_has_no_right_password_learns_nothing_of_a_second_step()
    {
        await using var app = await DemoApp.CreateAsync();
        using var setUp = await app.SignedInAsync(Who);
        await Phone.SetUpAsync(setUp);
        using var browser = app.Browse();

        using var wrong = await browser.SignInAsync(Who, "not the password");
        using var unknown = await browser.SignInAsync("nobody.at.all", "not the password");
        (await RefusalAsync(wrong)).ShouldBe(await RefusalAsync(unknown));
        foreach (var page in new[] { "/sign-in/code", "/sign-in/enrol" })
        {
            using var response = await browser.GetAsync(page);
            response.Headers.Location!.ToString().ShouldBe("/sign-in");
        }
    }

    [Fact]
    public async Task Wrong_codes_lock_the_second_step_in_the_same_words_and_not_the_password()
    {
        await using var app = await DemoApp.CreateAsync();
        using var setUp = await app.SignedInAsync(Who);
        var phone = await Phone.SetUpAsync(setUp);
        using var browser = app.Browse();
        using var password = await browser.SignInAsync(Who, DemoAccounts.Password);
        string? said = null;
        for (var i = 0; i < 5; i++)
        {
            using var wrong = await browser.SubmitAsync("/sign-in/code", "code", ("Code", "000000"));
            said = await RefusalAsync(wrong);
        }

        using var locked = await browser.SubmitAsync("/sign-in/code", "code", ("Code", phone.Code(1)));
        (await RefusalAsync(locked)).ShouldBe(said);
        using var recovery = await browser.SubmitAsync("/sign-in/code", "recovery", ("Code", phone.Codes[0]));
        (await RefusalAsync(recovery)).ShouldBe(said);
        using var afresh = await app.Browse().SignInAsync(Who, DemoAccounts.Password);
        afresh.Headers.Location!.ToString().ShouldBe("/sign-in/code", "the password was right all along");
        (await EventsAsync(app)).ShouldBe(["account.second-factor-on", "account.second-factor-locked"]);

        await app.Services.GetRequiredService<Database>().WriteAsync(session => session.ExecuteAsync(
            "UPDATE account_authenticator SET locked_until = @past", new { past = TimeProvider.System.GetUtcNow().AddSeconds(-1) }));
        using var entered = await browser.SubmitAsync("/sign-in/code", "code", ("Code", phone.Code(1)));
        entered.StatusCode.ShouldBe(HttpStatusCode.Redirect);
    }

    [Fact]
    public async Task A_changed_password_ends_what_was_begun_with_the_old_one()
    {
        await using var app = await DemoApp.CreateAsync();
        using var owner = await app.SignedInAsync(Who);
        var phone = await Phone.SetUpAsync(owner);
        using var thief = app.Browse();
        using var stolen = await thief.SignInAsync(Who, DemoAccounts.Password);
        var page = await thief.PageAsync("/sign-in/code");
        const string next = "xe đạp 17 tầng mây";

        using var changed = await owner.SubmitAsync("/account", "password", ("Current", DemoAccounts.Password), ("Password", next), ("Again", next));
        changed.StatusCode.ShouldBe(HttpStatusCode.Redirect);

        using var late = await thief.SubmitAsync(page, "code", ("Code", phone.Code(1)));
        late.Headers.Location!.ToString().ShouldBe("/sign-in");
    }

    internal static async Task<string?> RefusalAsync(HttpResponseMessage response)
    {
        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        return (await Browser.ParseAsync(response)).QuerySelector("[role=alert]")?.TextContent.Trim();
    }

    internal static Task<IReadOnlyList<string>> EventsAsync(AppFactory app) => app.Services.GetRequiredService<Database>().ReadAsync(session => session.QueryAsync<string>(
        "SELECT action FROM audit_event WHERE action LIKE 'account.second%' OR action LIKE 'account.recovery%' ORDER BY id"));
}
