using System.Net;
using Campaign111.Features.Accounts;
using Campaign111.Platform.Data;
using Campaign111.Tests.Infrastructure;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Campaign111.Tests.Features.Accounts;

public class SetupTests
{
    private const string Password = "rừng cao su mùa lá rụng";

    [Fact]
    public async Task A_real_installation_starts_without_any_account_and_prints_a_link_that_works_once()
    {
        await using var app = new AppFactory(demo: false);
        using var browser = app.Browse();
        var database = app.Services.GetRequiredService<Database>();
        (await database.ReadAsync(session => session.ScalarAsync<int>("SELECT COUNT(*) FROM account"))).ShouldBe(0);
        (await browser.PageAsync("/sign-in")).Body!.TextContent.ShouldNotContain(DemoAccounts.Password);
        var notice = app.Services.GetServices<IHostedService>().OfType<StartNotice>().Single();
        var stale = LinkIn(await notice.LinesAsync(default));
        var link = LinkIn(await notice.LinesAsync(default));

        using var old = await browser.GetAsync(stale);
        old.StatusCode.ShouldBe(HttpStatusCode.Gone, "each start replaces the link of the one before");
        using var weak = await browser.SubmitAsync(link, "setup", ("UserName", "truong.phong"), ("DisplayName", "Trưởng phòng"), ("Password", "matkhau123"), ("Again", "matkhau123"));
        (await Browser.ParseAsync(weak)).QuerySelector("#Password-error").ShouldNotBeNull();
        using var wordy = await browser.SubmitAsync(link, "setup", ("UserName", "truong.phong"), ("DisplayName", new string('a', 201)), ("Password", Password), ("Again", Password));
        (await Browser.ParseAsync(wordy)).QuerySelector("#DisplayName-error").ShouldNotBeNull("the column holds 200 characters");
        using var done = await browser.SubmitAsync(link, "setup", ("UserName", "truong.phong"), ("DisplayName", "Trưởng phòng"), ("Password", Password), ("Again", Password));
        done.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        await browser.PageAsync("/audit");

        using var again = await app.Browse().GetAsync(link);
        again.StatusCode.ShouldBe(HttpStatusCode.Gone);
        (await notice.LinesAsync(default)).ShouldNotContain(line => line.Contains("/setup/", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_demo_prints_its_sample_accounts_and_shows_them_on_the_sign_in_page()
    {
        await using var app = await DemoApp.CreateAsync();
        using var browser = app.Browse();
        var page = await browser.PageAsync("/sign-in");
        var notice = app.Services.GetServices<IHostedService>().OfType<StartNotice>().Single();
        var printed = string.Join('\n', await notice.LinesAsync(default));

        page.Body!.TextContent.ShouldContain("bản trình diễn");
        foreach (var sample in SampleAccount.Shown)
        {
            printed.ShouldContain(sample.UserName);
            page.Body.TextContent.ShouldContain(sample.UserName);
        }

        var picked = page.QuerySelectorAll("a").First(link => link.GetAttribute("href")!.Contains("xa.25318", StringComparison.Ordinal)).GetAttribute("href")!;
        using var signedIn = await browser.SubmitAsync(picked, "sign-in");
        signedIn.StatusCode.ShouldBe(HttpStatusCode.Redirect, "a sample account is one click and one button");
    }

    private static string LinkIn(IEnumerable<string> lines)
    {
        var line = lines.Single(candidate => candidate.Contains("/setup/", StringComparison.Ordinal));
        return line[line.IndexOf("/setup/", StringComparison.Ordinal)..];
    }
}
