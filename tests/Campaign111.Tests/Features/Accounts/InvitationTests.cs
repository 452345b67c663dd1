using System.Net;
using AngleSharp.Dom;
using Campaign111.Features.Accounts;
using Campaign111.Platform.Data;
using Campaign111.Tests.Infrastructure;
using Microsoft.Extensions.DependencyInjection;

namespace Campaign111.Tests.Features.Accounts;

public class InvitationTests
{
    private const string Password = "con mèo ăn ba quả mận";

    [Fact]
    public async Task An_invited_officer_chooses_a_password_once_and_is_in()
    {
        await using var app = await DemoApp.CreateAsync();
        using var district = await app.SignedInAsync("huyen.dongphu");
        var link = await InviteAsync(district, "xa.moi", "commune-officer", "25363");
        (await DumpAsync(app)).ShouldNotContain(link[^32..], customMessage: "only the hash is stored");

        using var invited = app.Browse();
        using var tooShort = await invited.SubmitAsync(link, "join", ("Password", "ngắn"), ("Again", "ngắn"));
        (await Browser.ParseAsync(tooShort)).QuerySelector(".field-error")!.TextContent.ShouldContain("10");
        using var different = await invited.SubmitAsync(link, "join", ("Password", Password), ("Again", Password + "!"));
        different.StatusCode.ShouldBe(HttpStatusCode.OK);
        using var chosen = await invited.SubmitAsync(link, "join", ("Password", Password), ("Again", Password));
        chosen.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await invited.PageAsync("/account")).Body!.TextContent.ShouldContain("xa.moi");

        using var again = await app.Browse().GetAsync(link);
        again.StatusCode.ShouldBe(HttpStatusCode.Gone);
        using var signedIn = await app.SignedInAsync("xa.moi", Password);
    }

    [Fact]
    public async Task Nobody_speaks_for_an_organisation_outside_the_inviters_area()
    {
        await using var app = await DemoApp.CreateAsync();
        using var district = await app.SignedInAsync("huyen.dongphu");
        using var refused = await district.SubmitAsync(
            "/people/invite", "invite", ("UserName", "xa.moi"), ("DisplayName", "Cán bộ mới"), ("Role", "department"), ("Unit", "25363"), ("Organisation", "70-so-ldtbxh"));
        (await Browser.ParseAsync(refused)).QuerySelector("#Organisation-error").ShouldNotBeNull();

        using var province = await app.SignedInAsync("tinh.binhphuoc");
        using var invited = await province.SubmitAsync(
            "/people/invite", "invite", ("UserName", "xa.moi"), ("DisplayName", "Cán bộ mới"), ("Role", "department"), ("Unit", "25363"), ("Organisation", "70-so-ldtbxh"));
        (await Browser.ParseAsync(invited)).QuerySelector("#link").ShouldNotBeNull();
    }

    [Fact]
    public async Task The_last_role_stays_until_the_account_is_closed()
    {
        await using var app = await DemoApp.CreateAsync();
        var database = app.Services.GetRequiredService<Database>();
        const string Roles = "SELECT m.id FROM membership m JOIN account a ON a.id = m.account_id WHERE a.user_name = 'xa.25318' AND m.ended_at IS NULL";
        var role = (await database.ReadAsync(session => session.QueryAsync<long>(Roles))).ShouldHaveSingleItem();
        var id = await database.ReadAsync(session => session.ScalarAsync<long>("SELECT id FROM account WHERE user_name = 'xa.25318'"));
        using var province = await app.SignedInAsync("tinh.binhphuoc");

        // The page offers no button for it; a page that was opened before another role ended does.
        var page = await province.PageAsync($"/people/{id}");
        page.Forms.First(form => form.GetAttribute("action") == $"/people/{id}/link").SetAttribute("action", $"/people/{id}/roles/{role}/end");
        using var response = await province.SubmitAsync(page, $"/people/{id}/roles/{role}/end");

        response.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await database.ReadAsync(session => session.QueryAsync<long>(Roles))).ShouldBe([role]);
        (await database.ReadAsync(session => session.ScalarAsync<int>("SELECT COUNT(*) FROM audit_event WHERE action = 'membership.ended'"))).ShouldBe(0);
    }

    [Fact]
    public async Task An_expired_or_replaced_link_opens_nothing()
    {
        await using var app = await DemoApp.CreateAsync();
        using var district = await app.SignedInAsync("huyen.dongphu");
        var first = await InviteAsync(district, "xa.moi", "commune-officer", "25363");
        var id = (await district.PageAsync("/people?text=xa.moi")).QuerySelector("tbody a")!.GetAttribute("href")!;
        using var renewed = await district.SubmitAsync(id, $"{id}/link");
        // Every page carries an antiforgery token, and with it goes no-store: a link never stays in a cache.
        renewed.Headers.CacheControl!.NoStore.ShouldBeTrue();
        var second = PathOf((await Browser.ParseAsync(renewed)).QuerySelector("#link")!.TextContent);

        (await StatusAsync(app, first)).ShouldBe(HttpStatusCode.Gone);
        (await StatusAsync(app, second)).ShouldBe(HttpStatusCode.OK);
        (await StatusAsync(app, "/join/NOSUCHTOKEN")).ShouldBe(HttpStatusCode.Gone);

        var database = app.Services.GetRequiredService<Database>();
        await database.WriteAsync(session => session.ExecuteAsync("UPDATE one_time_link SET expires_at = @past", new { past = TimeProvider.System.GetUtcNow().AddSeconds(-1) }));
        (await StatusAsync(app, second)).ShouldBe(HttpStatusCode.Gone);
    }

    [Fact]
    public async Task A_forgotten_password_is_reset_from_above_and_ends_the_lock_and_the_old_password()
    {
        await using var app = await DemoApp.CreateAsync();
        using var district = await app.SignedInAsync("huyen.dongphu");
        var person = (await district.PageAsync("/people?text=xa.25363")).QuerySelector("tbody a")!.GetAttribute("href")!;
        var database = app.Services.GetRequiredService<Database>();
        await database.WriteAsync(session => session.ExecuteAsync(
            "UPDATE account SET locked_until = @later WHERE user_name = 'xa.25363'", new { later = TimeProvider.System.GetUtcNow().AddHours(1) }));

        using var made = await district.SubmitAsync(person, $"{person}/link");
        var link = PathOf((await Browser.ParseAsync(made)).QuerySelector("#link")!.TextContent);
        using var forgetful = app.Browse();
        using var chosen = await forgetful.SubmitAsync(link, "join", ("Password", Password), ("Again", Password));

        chosen.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        using var old = await app.Browse().SignInAsync("xa.25363", DemoAccounts.Password);
        old.StatusCode.ShouldBe(HttpStatusCode.OK);
        using var now = await app.SignedInAsync("xa.25363", Password);
    }

    [Theory]
    [InlineData("huyen.dongphu", "commune-officer", "25318", "Role")] // Tân Thành lies in another district
    [InlineData("huyen.dongphu", "province-committee", "70", "Role")]
    [InlineData("huyen.dongphu", "district-officer", "25363", "Role")] // no district officer at a commune
    [InlineData("huyen.dongphu", "commune-officer", "99999", "Unit")]
    public async Task What_may_not_be_given_is_refused_at_its_field(string who, string role, string unit, string field)
    {
        await using var app = await DemoApp.CreateAsync();
        using var browser = await app.SignedInAsync(who);

        using var response = await browser.SubmitAsync(
            "/people/invite", "invite", ("UserName", "ai.do"), ("DisplayName", "Ai đó"), ("Role", role), ("Unit", unit));

        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await Browser.ParseAsync(response)).QuerySelector($"#{field}-error").ShouldNotBeNull();
        var database = app.Services.GetRequiredService<Database>();
        (await database.ReadAsync(session => session.ScalarAsync<int>("SELECT COUNT(*) FROM account WHERE user_name = 'ai.do'"))).ShouldBe(0);
    }

    [Fact]
    public async Task An_empty_invitation_names_each_missing_field_in_Vietnamese()
    {
        await using var app = await DemoApp.CreateAsync();
        using var district = await app.SignedInAsync("huyen.dongphu");

        using var response = await district.SubmitAsync("/people/invite", "invite", ("UserName", "Sai Tên"), ("DisplayName", ""), ("Unit", ""), ("Email", "x"));

        var page = await Browser.ParseAsync(response);
        page.QuerySelector("#DisplayName-error")!.TextContent.Trim().ShouldBe("Hãy điền “Tên hiển thị”.");
        page.QuerySelector("label[for=Unit]")!.TextContent.ShouldContain("Mã đơn vị");
        page.QuerySelectorAll(".field-error").Length.ShouldBe(5);
    }

    [Fact]
    public async Task People_outside_the_area_are_not_there_and_superiors_cannot_be_touched()
    {
        await using var app = await DemoApp.CreateAsync();
        using var commune = await app.SignedInAsync("xa.25363");
        var database = app.Services.GetRequiredService<Database>();
        var neighbour = await database.ReadAsync(session => session.ScalarAsync<long>("SELECT id FROM account WHERE user_name = 'xa.25318'"));
        var unit = await database.ReadAsync(session => session.FirstAsync<Campaign111.Features.Hierarchy.Unit>("SELECT id, path FROM unit WHERE code = '25363'"));

        (await StatusAsync(commune, $"/people/{neighbour}")).ShouldBe(HttpStatusCode.NotFound);
        (await StatusAsync(commune, "/people?within=1")).ShouldBe(HttpStatusCode.Forbidden);

        // The administrator now also has a role at the commune: seen there, but no link can be made.
        var administrator = await database.ReadAsync(session => session.ScalarAsync<long>("SELECT id FROM account WHERE user_name = 'quantri'"));
        await database.WriteAsync(session => AccountRows.GrantAsync(
            session, administrator, new Campaign111.Platform.Security.Membership(Campaign111.Platform.Security.Role.Observer, unit!.Id, unit.Path), TimeProvider.System.GetUtcNow()));
        var page = await commune.PageAsync($"/people/{administrator}");
        page.Forms.ShouldNotContain(form => form.GetAttribute("action")!.EndsWith("/link", StringComparison.Ordinal));
        using var forced = await commune.SubmitAsync(page, "/sign-out", []);
        forced.StatusCode.ShouldBe(HttpStatusCode.Redirect);
    }

    [Fact]
    public async Task Closing_an_account_ends_its_session()
    {
        await using var app = await DemoApp.CreateAsync();
        using var commune = await app.SignedInAsync("xa.25363");
        using var district = await app.SignedInAsync("huyen.dongphu");
        var person = (await district.PageAsync("/people?text=xa.25363")).QuerySelector("tbody a")!.GetAttribute("href")!;

        using var closed = await district.SubmitAsync(person, $"{person}/close", ("reason", "chuyển công tác"));

        closed.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await StatusAsync(commune, "/people")).ShouldBe(HttpStatusCode.Redirect, "signed out at once, on this node");
        (await StatusAsync(district, person)).ShouldBe(HttpStatusCode.NotFound);
    }

    internal static string PathOf(string link) => new Uri(link.Trim()).AbsolutePath;

    private static async Task<string> InviteAsync(Browser browser, string userName, string role, string unit)
    {
        using var response = await browser.SubmitAsync(
            "/people/invite", "invite", ("UserName", userName), ("DisplayName", "Cán bộ mới"), ("Role", role), ("Unit", unit), ("Email", "moi@example.com"));
        var page = await Browser.ParseAsync(response);
        return PathOf((page.QuerySelector("#link") ?? throw new InvalidOperationException(page.Body!.TextContent)).TextContent);
    }

    private static async Task<HttpStatusCode> StatusAsync(AppFactory app, string path) => await StatusAsync(app.Browse(), path);

    private static async Task<HttpStatusCode> StatusAsync(Browser browser, string path)
    {
        using var response = await browser.GetAsync(path);
        return response.StatusCode;
    }

    private static async Task<string> DumpAsync(AppFactory app) => string.Concat(await app.Services.GetRequiredService<Database>().ReadAsync(
        session => session.QueryAsync<string>("SELECT token_hash FROM one_time_link UNION ALL SELECT CONCAT(before_json, after_json) FROM audit_event")));
}
