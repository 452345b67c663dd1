using System.Net;
using Campaign111.Features.Accounts;
using Campaign111.Features.Accounts.TwoFactor;
using Campaign111.Platform.Data;
using Campaign111.Tests.Infrastructure;
using Microsoft.Extensions.DependencyInjection;

namespace Campaign111.Tests.Features.Accounts.TwoFactor;

/// <summary>Somebody's authenticator app, and the recovery codes they kept.</summary>
internal sealed record Phone(string Key, IReadOnlyList<string> Codes)
{
    /// <summary>The code of now, or of a step later (a phone's clock may be off by one).</summary>
    public string Code(int later = 0) => CodeOf(Key, later);

    public static string CodeOf(string key, int later = 0) => Totp.Code(Totp.FromBase32(key), Totp.StepAt(TimeProvider.System.GetUtcNow()) + later);

    /// <summary>The key as the page shows it.</summary>
    public static string KeyOn(AngleSharp.Html.Dom.IHtmlDocument page) => page.QuerySelector("#key")!.TextContent.Replace(" ", "", StringComparison.Ordinal);

    /// <summary>A signed-in person sets the app up through the pages.</summary>
    public static async Task<Phone> SetUpAsync(Browser browser, string password = DemoAccounts.Password)
    {
        var page = await browser.PageAsync("/account/second-factor/enrol");
        var key = KeyOn(page);
        using var done = await browser.SubmitAsync(page, "enrol", ("Current", password), ("Code", CodeOf(key)));
        done.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        return new Phone(key, await CodesAsync(browser, done));
    }

    /// <summary>The recovery codes behind the redirect that follows their making.</summary>
    public static async Task<IReadOnlyList<string>> CodesAsync(Browser browser, HttpResponseMessage made)
    {
        made.Headers.Location!.ToString().ShouldBe("/account/second-factor/codes");
        return [.. (await browser.PageAsync("/account/second-factor/codes")).QuerySelectorAll("#codes code").Select(code => code.TextContent)];
    }

    /// <summary>Lets codes of now count again, as if half a minute had passed.</summary>
    public static Task WaitAsync(AppFactory app) => app.Services.GetRequiredService<Database>().WriteAsync(session => session.ExecuteAsync("UPDATE account_authenticator SET last_step = 0"));
}
