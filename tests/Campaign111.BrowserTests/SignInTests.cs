using Campaign111.BrowserTests.Infrastructure;
using Campaign111.Features.Accounts;
using Microsoft.Playwright;

namespace Campaign111.BrowserTests;

/// <summary>The first page that anybody sees, on a phone and in an office.</summary>
public class SignInTests(DemoSite site) : IClassFixture<DemoSite>
{
    [Theory]
    [InlineData("phone")]
    [InlineData("office")]
    public async Task The_demo_shows_its_sample_accounts_and_lets_them_in(string viewport)
    {
        await using var visit = await site.VisitAsync(Viewports.Named(viewport));
        var page = await visit.OpenAsync("/sign-in");

        foreach (var account in new[] { "tinh.binhphuoc", "xa.25318", "baochi.binhphuoc", "quantri" })
        {
            await Assertions.Expect(page.GetByText(account, new PageGetByTextOptions { Exact = true })).ToBeVisibleAsync();
        }

        await Assertions.Expect(page.GetByText(DemoAccounts.Password).First).ToBeVisibleAsync();
        await Screens.ShootAsync(page, $"sign-in-{viewport}");
        (await Axe.OverflowAsync(page)).ShouldBe(0);
        (await Axe.ViolationsAsync(page)).ShouldBeEmpty();

        await visit.SignInAsync("xa.25318", DemoAccounts.Password);

        await visit.OpenAsync("/account");
        await Assertions.Expect(page.Locator("main")).ToContainTextAsync("xa.25318");
        visit.ScriptErrors.ShouldBeEmpty();
    }

    [Fact]
    public async Task Axe_finds_what_is_planted()
    {
        await using var visit = await site.VisitAsync(Viewports.Office);
        var page = visit.Page;
        await page.SetContentAsync("<html lang='vi'><title>x</title><main><h1>x</h1><img src='/favicon.svg'></main></html>");

        (await Axe.ViolationsAsync(page)).ShouldContain(line => line.StartsWith("image-alt", StringComparison.Ordinal));
    }
}
