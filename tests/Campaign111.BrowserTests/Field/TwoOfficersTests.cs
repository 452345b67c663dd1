using Campaign111.BrowserTests.Infrastructure;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Campaign111.BrowserTests.Field;

/// <summary>Several people, or several windows, at the same doors.</summary>
[Collection(FieldCollection.Name)]
public class TwoOfficersTests(FieldSite site)
{
    private const string Collaborator = "ctv.thon3";
    private const string Password = "tung buoc den tung nha";

    [Fact]
    public async Task Two_officers_at_the_same_household_count_it_once_and_keep_both_entries()
    {
        await InviteAsync();
        await using var officer = await Phone.ReadyAsync(site);
        await using var collaborator = await Phone.ReadyAsync(site, Collaborator);
        await officer.Context.SetOfflineAsync(true);
        await collaborator.Context.SetOfflineAsync(true);
        var codes = await officer.LogAsync(3);
        (await collaborator.LogAsync(2)).ShouldBe(codes[..2], "both start at the first house that is left");

        await officer.Context.SetOfflineAsync(false);
        await collaborator.Context.SetOfflineAsync(false);
        await Task.WhenAll(officer.NudgeAsync(), collaborator.NudgeAsync());
        await officer.ExpectUnsentAsync(0);
        await collaborator.ExpectUnsentAsync(0);
        (await collaborator.KeptAsync("queue")).ShouldBe(0);
        await officer.ShouldEndExactlyAsync(codes, others: 2);

        // What the one covered is known to the other, so that no house is walked twice.
        await collaborator.Page.ReloadAsync();
        await collaborator.IsReadyAsync();
        await Expect(collaborator.Page.Locator($"li[data-code='{codes[2]}']")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task Two_tabs_send_each_entry_once()
    {
        await using var phone = await Phone.ReadyAsync(site);
        await phone.Context.SetOfflineAsync(true);
        var second = await phone.Context.NewPageAsync();
        await second.GotoAsync(phone.Page.Url);
        var codes = await phone.LogAsync(3);
        await Expect(second.Locator("#state")).ToHaveAttributeAsync("data-unsent", "3");
        var row = second.Locator("li.household", new PageLocatorOptions { Has = second.Locator("button[data-outcome=reached]") }).First;
        codes.Add((await row.GetAttributeAsync("data-code"))!);
        await row.Locator("button[data-outcome=reached]").ClickAsync();
        await phone.ExpectUnsentAsync(4);

        await phone.Context.SetOfflineAsync(false);
        await Task.WhenAll(phone.NudgeAsync(), second.EvaluateAsync(Phone.PressSend));
        await phone.ExpectUnsentAsync(0);
        await Expect(second.Locator("#state")).ToHaveAttributeAsync("data-unsent", "0");
        await phone.ShouldEndExactlyAsync(codes);
    }

    // Through the pages: the commune officer invites, the collaborator follows the link.
    private async Task InviteAsync()
    {
        await using var officer = await site.Demo.SignInAsync("xa.25318", Viewports.Office);
        var page = await officer.OpenAsync("/people/invite");
        await page.FillAsync("#invite [name=UserName]", Collaborator);
        await page.FillAsync("#invite [name=DisplayName]", "Cộng tác viên Thôn 3");
        await page.SelectOptionAsync("#invite [name=Role]", "collaborator");
        await page.FillAsync("#invite [name=Unit]", "25318/thon-3");
        await page.ClickAsync("#invite .btn-primary");
        var link = new Uri(await page.Locator("#link").InnerTextAsync());

        await using var collaborator = await site.Demo.VisitAsync(Viewports.Phone);
        page = await collaborator.OpenAsync(link.AbsolutePath);
        await page.FillAsync("#join [name=Password]", Password);
        await page.FillAsync("#join [name=Again]", Password);
        await page.ClickAsync("#join .btn-primary");
        await page.WaitForURLAsync(url => !url.Contains("/join/", StringComparison.Ordinal));
        site.Knows(Collaborator, Password);
    }
}
