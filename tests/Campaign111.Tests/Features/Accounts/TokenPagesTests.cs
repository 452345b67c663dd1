using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using Campaign111.Features.Accounts;
using Campaign111.Platform.Audit;
using Campaign111.Platform.Data;
using Campaign111.Platform.Security;
using Campaign111.Tests.Infrastructure;
using Microsoft.Extensions.DependencyInjection;

namespace Campaign111.Tests.Features.Accounts;

/// <summary>Tokens on pages: made for what is ticked, warned of before they end, seen and revoked by their owner and by administrators.</summary>
public class TokenPagesTests
{
    private const string Password = "xe đạp 17 tầng mây";

    [Fact]
    public async Task The_page_makes_a_token_for_what_is_ticked_and_asks_for_what_is_missing()
    {
        await using var app = await DemoApp.CreateAsync();
        using var browser = await app.SignedInAsync("xa.25318");
        var page = await browser.PageAsync("/account/tokens");
        ((IHtmlInputElement)page.GetElementById("figures-read")!).IsChecked = false;

        using var nothing = await browser.SubmitAsync(page, "tokens", ("label", "điện thoại"), ("days", "30"));
        (await Browser.ParseAsync(nothing)).GetElementById("Scopes-error").ShouldNotBeNull();
        using var tooLong = await browser.SubmitAsync("/account/tokens", "tokens", ("label", "điện thoại"), ("days", "401"));
        (await Browser.ParseAsync(tooLong)).GetElementById("days-error")!.TextContent.ShouldContain("400");
        using var made = await browser.SubmitAsync("/account/tokens", "tokens", ("label", "điện thoại"), ("days", "30"), ("scopes", "coverage:write"));

        var secret = (await Browser.ParseAsync(made)).QuerySelector("#new-token")!.TextContent;
        var owner = await app.Services.GetRequiredService<ApiTokenService>().OwnerAsync(secret, default);
        owner!.Scopes.ShouldBe("coverage:write");
        (owner.ExpiresAt - TimeProvider.System.GetUtcNow()).TotalDays.ShouldBe(30, 0.1);
    }

    [Fact]
    public async Task The_account_page_warns_fourteen_days_before_the_end()
    {
        await using var app = await DemoApp.CreateAsync();
        await CreateAsync(app, "xa.25318", "sắp cũ", 13);
        await CreateAsync(app, "xa.25318", "còn lâu", 15);
        using var browser = await app.SignedInAsync("xa.25318");

        var warnings = (await browser.PageAsync("/account")).QuerySelectorAll(".alert-warning").Select(alert => alert.TextContent).ToList();

        warnings.ShouldHaveSingleItem().ShouldContain("sắp cũ");
    }

    [Fact]
    public async Task An_administrator_sees_and_revokes_everybodys_tokens_and_nobody_else_does()
    {
        await using var app = await DemoApp.CreateAsync();
        var secret = await CreateAsync(app, "xa.25318", "máy của xã", 30);
        using var administrator = await app.SignedInAsync("quantri");
        var page = await administrator.PageAsync("/admin/tokens?text=25318");
        page.Body!.TextContent.ShouldContain("máy của xã");
        var revoke = page.Forms.Single(form => form.GetAttribute("action")!.EndsWith("/revoke", StringComparison.Ordinal)).GetAttribute("action")!;

        using var province = await app.SignedInAsync("tinh.binhphuoc");
        using var barred = await province.GetAsync("/admin/tokens");
        barred.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        using var revoked = await administrator.SubmitAsync(page, revoke);

        revoked.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await app.Services.GetRequiredService<ApiTokenService>().OwnerAsync(secret, default)).ShouldBeNull();
        (await administrator.PageAsync("/admin/tokens")).Body!.TextContent.ShouldNotContain("máy của xã");
        (await CountAsync(app, "token.revoked")).ShouldBe(1);
    }

    [Fact]
    public async Task A_reset_password_ends_all_tokens_of_the_account_and_no_others()
    {
        await using var app = await DemoApp.CreateAsync();
        var (first, second, other) = (await CreateAsync(app, "xa.25363", "một", 30), await CreateAsync(app, "xa.25363", "hai", 30), await CreateAsync(app, "xa.25318", "khác", 30));
        using var district = await app.SignedInAsync("huyen.dongphu");
        var person = (await district.PageAsync("/people?text=xa.25363")).QuerySelector("tbody a")!.GetAttribute("href")!;
        using var made = await district.SubmitAsync(person, $"{person}/link");
        var link = new Uri((await Browser.ParseAsync(made)).QuerySelector("#link")!.TextContent).AbsolutePath;
        var tokens = app.Services.GetRequiredService<ApiTokenService>();
        (await tokens.OwnerAsync(first, default)).ShouldNotBeNull("the link alone ends nothing");

        using var chosen = await app.Browse().SubmitAsync(link, "join", ("Password", Password), ("Again", Password));

        chosen.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await tokens.OwnerAsync(first, default)).ShouldBeNull();
        (await tokens.OwnerAsync(second, default)).ShouldBeNull();
        (await tokens.OwnerAsync(other, default)).ShouldNotBeNull();
        (await CountAsync(app, "token.ended")).ShouldBe(1);
    }

    [Fact]
    public async Task A_closed_account_takes_its_tokens_along()
    {
        await using var app = await DemoApp.CreateAsync();
        var secret = await CreateAsync(app, "xa.25363", "một", 30);
        using var district = await app.SignedInAsync("huyen.dongphu");
        var person = (await district.PageAsync("/people?text=xa.25363")).QuerySelector("tbody a")!.GetAttribute("href")!;

        using var closed = await district.SubmitAsync(person, $"{person}/close", ("reason", "nghỉ việc"));

        closed.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await app.Services.GetRequiredService<ApiTokenService>().OwnerAsync(secret, default)).ShouldBeNull();
        (await CountAsync(app, "token.ended")).ShouldBe(1);
    }

    private static async Task<string> CreateAsync(AppFactory app, string userName, string label, int days)
    {
        var id = await app.Services.GetRequiredService<Database>().ReadAsync(session => session.ScalarAsync<long>("SELECT id FROM account WHERE user_name = @userName", new { userName }));
        return await app.Services.GetRequiredService<ApiTokenService>().CreateAsync(Actor.System, id, label, days);
    }

    private static Task<int> CountAsync(AppFactory app, string action) =>
        app.Services.GetRequiredService<Database>().ReadAsync(session => session.ScalarAsync<int>("SELECT COUNT(*) FROM audit_event WHERE action = @action", new { action }));
}
