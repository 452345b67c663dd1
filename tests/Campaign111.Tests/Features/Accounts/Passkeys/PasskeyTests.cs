using System.Net;
using System.Text.Json;
using Campaign111.Features.Accounts;
using Campaign111.Features.Accounts.Passkeys;
using Campaign111.Features.Accounts.TwoFactor;
using Campaign111.Platform.Audit;
using Campaign111.Platform.Data;
using Campaign111.Tests.Infrastructure;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;

namespace Campaign111.Tests.Features.Accounts.Passkeys;

/// <summary>What the server decides about passkeys; a browser test makes and shows a real one.</summary>
public class PasskeyTests
{
    private const string Who = "xa.25318";

    private static readonly Actor Somebody = new(1, "xa.1");

    [Theory, OnEachDatabase]
    public async Task What_is_stored_comes_back_and_its_use_is_noted(string dialect)
    {
        await using var test = await TestDatabase.CreateAsync(dialect);
        var time = new SettableTime(new DateTimeOffset(2026, 3, 1, 2, 0, 0, TimeSpan.Zero));
        var book = new PasskeyBook(test.Database, new AuditLog(time), time);
        var (mine, other) = (await AccountAsync(test.Database, "xa.1"), await AccountAsync(test.Database, "xa.2"));
        await book.StoreAsync(Somebody, mine, Passkey(1, "điện thoại", time.Now));
        await book.StoreAsync(Somebody, mine, Passkey(2, "máy tính", time.Now));

        var stored = (await book.FindAsync(mine, [1, 1]))!.ToInfo();
        (stored.Name, stored.SignCount, stored.IsUserVerified, stored.IsBackedUp, stored.CreatedAt).ShouldBe(("điện thoại", 7u, true, false, time.Now));
        stored.CredentialId.ShouldBe([1, 1]);
        stored.PublicKey.ShouldBe([1, 2]);
        stored.AttestationObject.ShouldBe([1, 3]);
        stored.ClientDataJson.ShouldBe([1, 4]);
        stored.Transports.ShouldBe(["internal", "hybrid"]);
        (await book.FindAsync(other, [1, 1])).ShouldBeNull();
        (await book.OwnerAsync([2, 1])).ShouldBe(mine);
        (await book.OwnerAsync([3, 1])).ShouldBeNull();

        stored.SignCount = 8;
        stored.IsBackedUp = true;
        await book.StoreAsync(Somebody, mine, stored);
        var used = (await book.FindAsync(mine, [1, 1]))!;
        (used.SignCount, used.IsBackedUp, used.LastUsedAt).ShouldBe((8, true, time.Now));
        (await book.OfAsync(mine)).Count.ShouldBe(2);

        (await book.RenameAsync(Somebody, other, used.Id, "x")).ShouldBeFalse();
        (await book.RemoveAsync(Somebody, other, used.Id)).ShouldBeFalse();
        (await book.RenameAsync(Somebody, mine, used.Id, "máy cũ")).ShouldBeTrue();
        (await book.RemoveAsync(Somebody, mine, [2, 1])).ShouldBeTrue();
        (await book.OfAsync(mine)).Single().Name.ShouldBe("máy cũ");
    }

    [Theory, OnEachDatabase]
    public async Task There_is_a_bound(string dialect)
    {
        await using var test = await TestDatabase.CreateAsync(dialect);
        var book = new PasskeyBook(test.Database, new AuditLog(TimeProvider.System), TimeProvider.System);
        var account = await AccountAsync(test.Database, "xa.1");
        for (byte i = 0; i < PasskeyBook.Most; i++)
        {
            await book.StoreAsync(Somebody, account, Passkey(i, $"{i}", DateTimeOffset.UnixEpoch));
        }

        await Should.ThrowAsync<AccountRefusal>(() => book.StoreAsync(Somebody, account, Passkey(200, "one more", DateTimeOffset.UnixEpoch)));
        (await book.CountAsync(account)).ShouldBe(PasskeyBook.Most);
    }

    [Fact]
    public async Task Adding_one_takes_the_password_and_the_code_where_there_is_an_app()
    {
        await using var app = await DemoApp.CreateAsync();
        using var browser = await app.SignedInAsync(Who);
        var page = await browser.PageAsync("/account/passkeys");
        Aim(page, "add", "/account/passkeys/options");
        using var wrong = await browser.SubmitAsync(page, "add", ("Current", "not this"));
        wrong.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        using var right = await browser.SubmitAsync(page, "add", ("Current", DemoAccounts.Password));
        using var options = JsonDocument.Parse(await right.Content.ReadAsStringAsync());
        options.RootElement.GetProperty("user").GetProperty("name").GetString().ShouldBe(Who);
        var selection = options.RootElement.GetProperty("authenticatorSelection");
        (selection.GetProperty("userVerification").GetString(), selection.GetProperty("residentKey").GetString()).ShouldBe(("required", "required"));

        var phone = await TwoFactor.Phone.SetUpAsync(browser);
        var asksCode = await browser.PageAsync("/account/passkeys");
        Aim(asksCode, "add", "/account/passkeys/options");
        using var noCode = await browser.SubmitAsync(asksCode, "add", ("Current", DemoAccounts.Password), ("Code", "000000"));
        noCode.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        using var withCode = await browser.SubmitAsync(asksCode, "add", ("Current", DemoAccounts.Password), ("Code", phone.Code(1)));
        withCode.StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Signing_in_asks_everybody_alike_and_refuses_what_was_not_asked_for()
    {
        await using var app = await DemoApp.CreateAsync();
        using var browser = app.Browse();
        using var unasked = await browser.SubmitAsync("/sign-in", "passkey", ("Credential", "{}"));
        unasked.Headers.Location!.ToString().ShouldBe("/sign-in");

        var page = await browser.PageAsync("/sign-in");
        Aim(page, "passkey", "/sign-in/passkey/options");
        using var asked = await browser.SubmitAsync(page, "passkey");
        using var options = JsonDocument.Parse(await asked.Content.ReadAsStringAsync());
        options.RootElement.GetProperty("userVerification").GetString().ShouldBe("required");
        (options.RootElement.TryGetProperty("allowCredentials", out var allowed) ? allowed.GetArrayLength() : 0).ShouldBe(0, "nobody's passkeys are named");
        Aim(page, "passkey", "/sign-in/passkey");
        foreach (var credential in new[] { "", "no json", "{}", """{"id":"AAAA","rawId":"AAAA","type":"public-key","clientExtensionResults":{},"response":{"clientDataJSON":"e30","authenticatorData":"AA","signature":"AA"}}""" })
        {
            using var refused = await browser.SubmitAsync(page, "passkey", ("Credential", credential));
            refused.StatusCode.ShouldBe(HttpStatusCode.Redirect);
            refused.Headers.Location!.ToString().ShouldBe("/sign-in");
        }
    }

    [Fact]
    public async Task A_stolen_password_sets_up_no_app_where_a_passkey_stands_for_the_role()
    {
        await using var app = await DemoApp.CreateAsync(new Dictionary<string, string?> { [TwoFactorPolicy.Key] = "commune-officer" });
        using var browser = app.Browse();
        var id = await app.Services.GetRequiredService<Database>().ReadAsync(session => session.ScalarAsync<long>($"SELECT id FROM account WHERE user_name = '{Who}'"));
        await app.Services.GetRequiredService<PasskeyBook>().StoreAsync(Somebody, id, Passkey(1, "điện thoại", DateTimeOffset.UnixEpoch));

        using var password = await browser.SignInAsync(Who, DemoAccounts.Password);
        password.Headers.Location!.ToString().ShouldBe("/sign-in/code");
        var page = await browser.PageAsync("/sign-in/code");
        page.Forms.ShouldContain(form => form.Id == "passkey");
        page.Forms.ShouldNotContain(form => form.Id == "code");
        using var around = await browser.GetAsync("/sign-in/enrol");
        around.Headers.Location!.ToString().ShouldBe("/sign-in");
    }

    private static void Aim(AngleSharp.Html.Dom.IHtmlDocument page, string form, string address) => page.Forms.Single(known => known.Id == form).SetAttribute("action", address);

    private static UserPasskeyInfo Passkey(byte number, string name, DateTimeOffset at) =>
        new([number, 1], [number, 2], at, 7, ["internal", "hybrid"], true, true, false, [number, 3], [number, 4]) { Name = name };

    private static Task<long> AccountAsync(Database database, string name) =>
        database.WriteAsync(session => AccountRows.InsertAsync(session, AccountRows.New(name, name, null, DateTimeOffset.UnixEpoch)));
}
