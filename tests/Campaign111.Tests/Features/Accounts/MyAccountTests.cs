using System.Net;
using Campaign111.Features.Accounts;
using Campaign111.Platform.Data;
using Campaign111.Tests.Infrastructure;
using Microsoft.Extensions.DependencyInjection;

namespace Campaign111.Tests.Features.Accounts;

public class MyAccountTests
{
    private const string Password = "xe đạp 17 tầng mây";

    [Fact]
    public async Task The_password_changes_with_the_old_one_alone()
    {
        await using var app = await DemoApp.CreateAsync();
        using var browser = await app.SignedInAsync("xa.25318");

        using var wrong = await browser.SubmitAsync("/account", "password", ("Current", "not this"), ("Password", Password), ("Again", Password));
        (await Browser.ParseAsync(wrong)).QuerySelector("#Current-error").ShouldNotBeNull();
        using var common = await browser.SubmitAsync("/account", "password", ("Current", DemoAccounts.Password), ("Password", "1234567890"), ("Again", "1234567890"));
        (await Browser.ParseAsync(common)).QuerySelector("#Password-error")!.TextContent.ShouldContain("phổ biến");
        using var changed = await browser.SubmitAsync("/account", "password", ("Current", DemoAccounts.Password), ("Password", Password), ("Again", Password));
        changed.StatusCode.ShouldBe(HttpStatusCode.Redirect);

        (await browser.PageAsync("/account")).QuerySelector("[role=status]").ShouldNotBeNull("this session goes on");
        using var other = await app.SignedInAsync("xa.25318", Password);
    }

    [Fact]
    public async Task The_language_that_somebody_chooses_is_that_of_their_mails_too()
    {
        await using var app = await DemoApp.CreateAsync();
        using var browser = await app.SignedInAsync("xa.25318");
        for (var twice = 0; twice < 2; twice++)
        {
            (await browser.SubmitAsync("/account", "/language", ("lang", "en"))).Dispose();
        }

        var database = app.Services.GetRequiredService<Database>();
        (await database.ReadAsync(session => session.QueryAsync<string>("SELECT language FROM account WHERE user_name IN ('xa.25318', 'xa.25249') ORDER BY user_name"))).ShouldBe(["vi", "en"]);
        (await database.ReadAsync(session => session.ScalarAsync<int>("SELECT COUNT(*) FROM audit_event WHERE action = 'account.language'"))).ShouldBe(1, "chosen again it is no change");
    }

    [Fact]
    public async Task A_token_is_shown_once_and_can_be_revoked()
    {
        await using var app = await DemoApp.CreateAsync();
        using var browser = await app.SignedInAsync("xa.25318");

        using var made = await browser.SubmitAsync("/account/tokens", "tokens", ("label", "điện thoại"));
        var token = (await Browser.ParseAsync(made)).QuerySelector("#new-token")!.TextContent;
        token.ShouldStartWith(ApiTokenService.Kind);
        var page = await browser.PageAsync("/account/tokens");
        page.Body!.TextContent.ShouldNotContain(token);
        page.Body.TextContent.ShouldContain(token[..9]);
        var revoke = page.Forms.Single(form => form.GetAttribute("action")!.EndsWith("/revoke", StringComparison.Ordinal)).GetAttribute("action")!;

        using var stranger = await app.SignedInAsync("huyen.dongphu");
        var strangersPage = await stranger.PageAsync("/account/tokens");
        ((AngleSharp.Html.Dom.IHtmlFormElement)strangersPage.GetElementById("tokens")!).SetAttribute("action", revoke);
        using var refused = await stranger.SubmitAsync(strangersPage, "tokens");
        refused.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        using var revoked = await browser.SubmitAsync(page, revoke);
        revoked.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await browser.PageAsync("/account/tokens")).Body!.TextContent.ShouldNotContain(token[..9]);
    }

    [Fact]
    public async Task Signed_out_one_is_led_to_the_sign_in_page_and_back()
    {
        await using var app = await DemoApp.CreateAsync();

        using var response = await app.Browse().GetAsync("/account");

        response.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        response.Headers.Location!.OriginalString.ShouldEndWith("/sign-in?returnUrl=%2Faccount");
    }
}
