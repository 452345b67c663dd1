using System.Net;
using System.Net.Http.Json;
using Campaign111.Features.Accounts;
using Campaign111.Platform.Data;
using Campaign111.Tests.Infrastructure;
using Microsoft.Extensions.DependencyInjection;

namespace Campaign111.Tests.Features.Accounts;

public class SignInTests
{
    [Fact]
    public async Task Each_sample_account_signs_in_and_out()
    {
        await using var app = await DemoApp.CreateAsync();
        foreach (var sample in SampleAccount.Shown)
        {
            using var browser = await app.SignedInAsync(sample.UserName);
            using var signedOut = await browser.SubmitAsync("/sign-in", "/sign-out");
            signedOut.StatusCode.ShouldBe(HttpStatusCode.Redirect);
            signedOut.Headers.GetValues("Set-Cookie").ShouldContain(cookie => cookie.StartsWith("campaign111.session=;", StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task A_sign_in_page_opened_under_another_person_is_shown_anew_with_the_reason()
    {
        await using var app = await DemoApp.CreateAsync();
        using var browser = await app.SignedInAsync("xa.25318");
        var old = await browser.PageAsync("/sign-in?returnUrl=%2Ffield");
        using var signedOut = await browser.SubmitAsync("/sign-in", "/sign-out");

        using var refused = await browser.SubmitAsync(old, "sign-in", ("UserName", "xa.25249"), ("Password", DemoAccounts.Password));
        refused.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        var again = await browser.PageAsync(refused.Headers.Location!.ToString());
        again.QuerySelector("[role=alert]")!.TextContent.ShouldContain("đã đổi từ khi trang được mở");

        using var entered = await browser.SubmitAsync(again, "sign-in", ("UserName", "xa.25249"), ("Password", DemoAccounts.Password));
        entered.Headers.Location!.ToString().ShouldBe("/field");
    }

    [Fact]
    public async Task The_session_cookie_is_kept_from_scripts_and_other_sites()
    {
        await using var app = await DemoApp.CreateAsync(new Dictionary<string, string?> { ["Campaign111:PublicBaseUrl"] = "https://111.example.vn" });
        using var browser = new Browser(app.CreateClient(new() { AllowAutoRedirect = false, BaseAddress = new Uri("https://localhost") }));

        using var response = await browser.SignInAsync("xa.25318", DemoAccounts.Password);

        var cookie = response.Headers.GetValues("Set-Cookie").Single(set => set.StartsWith("__Host-campaign111.session=", StringComparison.Ordinal));
        cookie.ShouldContain("httponly");
        cookie.ShouldContain("samesite=lax");
        cookie.ShouldContain("secure");
    }

    [Fact]
    public async Task A_wrong_password_and_an_unknown_name_look_the_same()
    {
        await using var app = await DemoApp.CreateAsync();
        using var browser = app.Browse();

        var wrong = await RefusalAsync(browser, "xa.25318", "not the password");
        var unknown = await RefusalAsync(browser, "nobody.at.all", "not the password");

        wrong.ShouldNotBeNullOrWhiteSpace();
        unknown.ShouldBe(wrong);
    }

    [Fact]
    public async Task A_form_without_its_antiforgery_token_is_refused()
    {
        await using var app = await DemoApp.CreateAsync();
        using var browser = app.Browse();
        using var content = new FormUrlEncodedContent([KeyValuePair.Create("UserName", "xa.25318"), KeyValuePair.Create("Password", DemoAccounts.Password)]);

        using var response = await browser.Client.PostAsync(new Uri("/sign-in", UriKind.Relative), content);

        response.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        response.Headers.TryGetValues("Set-Cookie", out var cookies);
        (cookies ?? []).ShouldNotContain(cookie => cookie.StartsWith("campaign111.session", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("/campaigns/binh-phuoc-2020", "/campaigns/binh-phuoc-2020")]
    [InlineData("https://evil.example/", "/")]
    [InlineData("//evil.example/", "/")]
    [InlineData("/\\evil.example/", "/")]
    [InlineData("javascript:alert(1)", "/")]
    public async Task After_signing_in_one_lands_on_this_site_only(string returnUrl, string landed)
    {
        await using var app = await DemoApp.CreateAsync();
        using var browser = app.Browse();

        using var response = await browser.SignInAsync("xa.25318", DemoAccounts.Password, returnUrl);

        response.Headers.Location!.OriginalString.ShouldBe(landed);
    }

    [Fact]
    public async Task A_closed_account_is_out_at_once_and_stays_out()
    {
        await using var app = await DemoApp.CreateAsync();
        using var browser = await app.SignedInAsync("xa.25318");
        var database = app.Services.GetRequiredService<Database>();
        await database.WriteAsync(session => session.ExecuteAsync(
            "UPDATE account SET closed_at = @now WHERE user_name = 'xa.25318'", new { now = TimeProvider.System.GetUtcNow() }));

        // Another node did it: here it counts once what is kept has run out.
        app.Services.GetRequiredService<AccessCache>().Forget();
        (await RefusalAsync(app.Browse(), "xa.25318", DemoAccounts.Password)).ShouldNotBeNull();
        using var scope = app.Services.CreateScope();
        var memberships = scope.ServiceProvider.GetRequiredService<Campaign111.Platform.Security.IMembershipSource>();
        var id = await database.ReadAsync(session => session.ScalarAsync<long>("SELECT id FROM account WHERE user_name = 'xa.25318'"));
        (await memberships.OfAccountAsync(id, default)).ShouldBeEmpty();
    }

    [Fact]
    public async Task The_demo_has_one_account_for_each_district_and_commune()
    {
        await using var app = await DemoApp.CreateAsync();
        using var client = app.CreateClient();
        var database = app.Services.GetRequiredService<Database>();
        var roles = (await database.ReadAsync(session => session.QueryAsync<string>("SELECT role FROM membership")))
            .CountBy(role => role).ToDictionary();

        roles.ShouldBe(
            new Dictionary<string, int>
            {
                ["administrator"] = 1, ["province-committee"] = 1, ["press-office"] = 1, ["district-officer"] = 11, ["commune-officer"] = 111, ["inspector"] = 2, ["department"] = 1,
            },
            ignoreOrder: true);
        (await database.ReadAsync(session => session.ScalarAsync<string>(
            "SELECT o.name FROM membership m JOIN organisation o ON o.id = m.organisation_id WHERE m.role = 'press-office'"))).ShouldBe("Báo Bình Phước");
    }

    private static async Task<string?> RefusalAsync(Browser browser, string userName, string password)
    {
        using var response = await browser.SignInAsync(userName, password);
        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        return (await Browser.ParseAsync(response)).QuerySelector("[role=alert]")?.TextContent.Trim();
    }
}
