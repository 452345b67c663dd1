using Campaign111.BrowserTests.Infrastructure;
using Campaign111.Features.Accounts;
using Microsoft.Playwright;

namespace Campaign111.BrowserTests;

/// <summary>A passkey in a real Chromium, on an authenticator that Chromium itself simulates (WebAuthn over CDP): registered with the password, then signed in with, then removed.</summary>
public class PasskeyTests(DemoSite site) : IClassFixture<DemoSite>
{
    [Fact]
    public async Task A_passkey_is_added_signs_in_without_a_password_and_is_worth_nothing_once_removed()
    {
        // A passkey belongs to a domain; a bare address is none.
        await using var visit = await site.VisitAsync(Viewports.Phone, new UriBuilder(site.Address) { Host = "localhost" }.Uri);
        var page = visit.Page;
        var devtools = await page.Context.NewCDPSessionAsync(page);
        await devtools.SendAsync("WebAuthn.enable");
        await devtools.SendAsync("WebAuthn.addVirtualAuthenticator", new Dictionary<string, object>
        {
            ["options"] = new Dictionary<string, object>
            {
                ["protocol"] = "ctap2", ["transport"] = "internal", ["hasResidentKey"] = true, ["hasUserVerification"] = true, ["isUserVerified"] = true, ["automaticPresenceSimulation"] = true,
            },
        });
        await visit.SignInAsync("xa.25318", DemoAccounts.Password);

        await visit.OpenAsync("/account/passkeys");
        await Screens.ShootAsync(page, "passkeys-phone");
        await page.Locator("#add [name=Name]").FillAsync("Điện thoại của tôi");
        await page.Locator("#add [name=Current]").FillAsync("not the password");
        await page.Locator("#add button").ClickAsync();
        await Assertions.Expect(page.Locator("#add [role=alert]")).ToContainTextAsync("Mật khẩu không đúng");
        await page.Locator("#add [name=Current]").FillAsync(DemoAccounts.Password);
        await page.Locator("#add button").ClickAsync();
        await Assertions.Expect(page.Locator("table tbody tr")).ToHaveCountAsync(1);
        await Assertions.Expect(page.Locator("table")).ToContainTextAsync("Điện thoại của tôi");
        (await Axe.OverflowAsync(page)).ShouldBe(0);

        await SignOutAsync(visit);
        await page.Locator("#passkey button").ClickAsync();
        await page.WaitForURLAsync(address => !address.Contains("/sign-in", StringComparison.Ordinal));
        await visit.OpenAsync("/account");
        await Assertions.Expect(page.Locator("main")).ToContainTextAsync("xa.25318");

        await visit.OpenAsync("/account/passkeys");
        await page.Locator("table .confirm-danger summary").ClickAsync();
        await page.Locator("table .confirm-danger button").ClickAsync();
        await Assertions.Expect(page.Locator("table")).ToHaveCountAsync(0);
        await SignOutAsync(visit);
        await page.Locator("#passkey button").ClickAsync();
        await Assertions.Expect(page.Locator("main")).ToContainTextAsync("Khoá truy cập này không dùng được");
        visit.ScriptErrors.ShouldBeEmpty();
    }

    private static async Task SignOutAsync(Visit visit)
    {
        await visit.OpenAsync("/sign-in");
        await visit.Page.Locator("main form[action='/sign-out'] button").ClickAsync();
        await Assertions.Expect(visit.Page.Locator("#passkey button")).ToBeVisibleAsync();
        await Assertions.Expect(visit.Page.Locator("main form[action='/sign-out']")).ToHaveCountAsync(0);
    }
}
