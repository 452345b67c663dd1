using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Campaign111.Features.Accounts;
using Campaign111.Platform.Cli;
using Campaign111.Platform.Data;
using Campaign111.Platform.Security.Keys;
using Campaign111.Tests.Infrastructure;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.Mvc.Testing.Handlers;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Campaign111.Tests.Platform.Security;

/// <summary>The keys behind cookies and forms lie in the database: nodes share them, restarts and rotations sign nobody out.</summary>
public class KeysTests
{
    private const string Rows = "SELECT content FROM data_protection_key ORDER BY id";

    [Fact]
    public async Task A_session_and_a_form_of_one_node_work_on_another()
    {
        var folder = await DemoApp.CopyAsync();
        await using var one = new AppFactory(demo: true, folder);
        await using var two = new AppFactory(demo: true, folder);
        var cookies = new CookieContainer();
        using var here = BrowserOf(one, cookies);
        using var there = BrowserOf(two, cookies);

        using var signedIn = await here.SignInAsync("xa.25318", DemoAccounts.Password);
        (await there.PageAsync("/account")).Body!.TextContent.ShouldContain("xa.25318");
        using var made = await there.SubmitAsync(await here.PageAsync("/account/tokens"), "tokens", ("label", "hai máy"));
        (await Browser.ParseAsync(made)).QuerySelector("#new-token").ShouldNotBeNull();

        // The control: a node on a database of its own knows neither.
        var other = await DemoApp.CopyAsync();
        await using (var database = new Database(new DataOptions { Folder = other }))
        {
            await database.WriteAsync(session => session.ExecuteAsync("DELETE FROM data_protection_key"));
        }

        await using var elsewhere = new AppFactory(demo: true, other);
        using var stranger = BrowserOf(elsewhere, cookies);
        using var refused = await stranger.GetAsync("/account");
        refused.StatusCode.ShouldBe(HttpStatusCode.Redirect);
    }

    [Fact]
    public async Task Keys_that_lay_in_files_are_taken_over_and_nobody_is_signed_out()
    {
        var folder = await DemoApp.CopyAsync();
        var cookies = new CookieContainer();
        var keys = Path.Combine(folder, KeyStart.Folder);
        await using (var before = new AppFactory(demo: true, folder))
        {
            using var browser = BrowserOf(before, cookies);
            using var signedIn = await browser.SignInAsync("xa.25318", DemoAccounts.Password);
            // As versions before left them.
            Directory.CreateDirectory(keys);
            var database = before.Services.GetRequiredService<Database>();
            var key = (await database.ReadAsync(session => session.QueryAsync<string>(Rows))).ShouldHaveSingleItem();
            await File.WriteAllTextAsync(Path.Combine(keys, "key-old.xml"), $"<?xml version=\"1.0\" encoding=\"utf-8\"?>\n{key}");
            await database.WriteAsync(session => session.ExecuteAsync("DELETE FROM data_protection_key"));
        }

        await using var after = new AppFactory(demo: true, folder);
        using var same = BrowserOf(after, cookies);

        (await same.PageAsync("/account")).Body!.TextContent.ShouldContain("xa.25318");
        Directory.EnumerateFiles(keys).ShouldBeEmpty();
        (await RowsAsync(after)).Count.ShouldBe(1);
    }

    [Fact]
    public async Task With_a_certificate_no_key_lies_open_and_old_sessions_go_on()
    {
        var folder = await DemoApp.CopyAsync();
        var cookies = new CookieContainer();
        await using (var open = new AppFactory(demo: true, folder))
        {
            using var browser = BrowserOf(open, cookies);
            using var signedIn = await browser.SignInAsync("xa.25318", DemoAccounts.Password);
            (await RowsAsync(open)).ShouldHaveSingleItem().ShouldContain("<masterKey");
        }

        var settings = new Dictionary<string, string?> { [KeyCertificates.Setting] = MakeCertificate(folder, "bí mật"), [KeyCertificates.Setting + "Password"] = "bí mật" };
        await using (var sealedNode = new AppFactory(demo: true, folder, settings))
        {
            using var same = BrowserOf(sealedNode, cookies);
            (await same.PageAsync("/account")).Body!.TextContent.ShouldContain("xa.25318");
            var row = (await RowsAsync(sealedNode)).ShouldHaveSingleItem();
            row.ShouldContain("encryptedSecret");
            row.ShouldNotContain("<masterKey");
        }

        // The control: whoever has the database without the certificate opens nothing.
        await using var thief = new AppFactory(demo: true, folder);
        using var refused = await BrowserOf(thief, cookies).GetAsync("/account");
        refused.StatusCode.ShouldBe(HttpStatusCode.Redirect);
    }

    [Fact]
    public async Task A_new_key_protects_from_then_on_and_the_old_one_still_opens()
    {
        var folder = await DemoApp.CopyAsync();
        var cookies = new CookieContainer();
        string before;
        await using (var old = new AppFactory(demo: true, folder))
        {
            using var browser = BrowserOf(old, cookies);
            before = await SessionKeyAsync(browser);
            var now = TimeProvider.System.GetUtcNow();
            old.Services.GetRequiredService<IKeyManager>().CreateNewKey(now, now.AddDays(90));
        }

        await using var rotated = new AppFactory(demo: true, folder);
        using var same = BrowserOf(rotated, cookies);

        (await same.PageAsync("/account")).Body!.TextContent.ShouldContain("xa.25318");
        (await SessionKeyAsync(BrowserOf(rotated, new CookieContainer()))).ShouldNotBe(before);
    }

    [Theory, OnEachDatabase]
    public async Task Nodes_that_start_together_make_one_key(string dialect)
    {
        await using var test = await TestDatabase.CreateAsync(dialect);
        var nodes = Enumerable.Range(0, 4).Select(_ => Node(test)).ToList();

        await Task.WhenAll(nodes.Select(node => Task.Run(() => node.GetServices<IStartupStep>().Single().RunAsync(default))));

        (await test.Database.ReadAsync(session => session.QueryAsync<string>(Rows))).Count.ShouldBe(1);
        var secret = nodes[0].GetDataProtector("x").Protect("111");
        nodes.ShouldAllBe(node => node.GetDataProtector("x").Unprotect(secret) == "111");
        (await test.Database.ReadAsync(session => session.QueryAsync<string>(Rows))).Count.ShouldBe(1);
        nodes.ForEach(node => node.Dispose());
    }

    [Fact]
    public async Task A_certificate_that_cannot_be_used_stops_the_start_with_what_to_do()
    {
        await using var test = await TestDatabase.CreateAsync("sqlite");
        using var node = Node(test, new Dictionary<string, string?> { [KeyCertificates.Setting] = Path.Combine(test.Options.Folder, "none.pfx") });

        var refused = await Should.ThrowAsync<CliException>(() => node.GetServices<IStartupStep>().Single().RunAsync(default));

        refused.Message.ShouldContain(KeyCertificates.Setting);
        refused.Message.ShouldContain(".pfx");
    }

    [Fact]
    public async Task A_key_may_be_needed_within_a_write()
    {
        await using var test = await TestDatabase.CreateAsync("sqlite");
        using var node = Node(test);
        await node.GetServices<IStartupStep>().Single().RunAsync(default);

        var secret = await test.Database.WriteAsync(_ => Task.FromResult(node.GetDataProtector("x").Protect("111"))).WaitAsync(TimeSpan.FromSeconds(20));

        node.GetDataProtector("x").Unprotect(secret).ShouldBe("111");
    }

    private static ServiceProvider Node(TestDatabase test, IReadOnlyDictionary<string, string?>? settings = null) => new ServiceCollection()
        .AddLogging().AddSingleton(test.Database).AddSingleton(test.Options).AddSingleton(TimeProvider.System)
        .AddKeys(new ConfigurationBuilder().AddInMemoryCollection(settings ?? new Dictionary<string, string?>()).Build())
        .BuildServiceProvider();

    private static Browser BrowserOf(AppFactory app, CookieContainer cookies) => new(app.CreateDefaultClient(new CookieContainerHandler(cookies)));

    private static Task<IReadOnlyList<string>> RowsAsync(AppFactory app) =>
        app.Services.GetRequiredService<Database>().ReadAsync(session => session.QueryAsync<string>(Rows));

    // A protected value begins with four fixed bytes and the id of its key.
    private static async Task<string> SessionKeyAsync(Browser browser)
    {
        using var signedIn = await browser.SignInAsync("xa.25318", DemoAccounts.Password);
        var cookie = signedIn.Headers.GetValues("Set-Cookie").Single(set => set.Contains("campaign111.session=", StringComparison.Ordinal));
        return Convert.ToHexStringLower(WebEncoders.Base64UrlDecode(cookie.Split('=', 2)[1].Split(';')[0])[4..20]);
    }

    private static string MakeCertificate(string folder, string password)
    {
        using var key = RSA.Create(2048);
        var now = TimeProvider.System.GetUtcNow();
        using var certificate = new CertificateRequest("CN=campaign111", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1).CreateSelfSigned(now.AddDays(-1), now.AddYears(1));
        var path = Path.Combine(folder, "keys.pfx");
        File.WriteAllBytes(path, certificate.Export(X509ContentType.Pfx, password));
        return path;
    }
}
