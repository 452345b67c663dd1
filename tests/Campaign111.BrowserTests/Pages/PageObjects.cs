using System.Text;
using Campaign111.Features.Accounts;
using Campaign111.Features.Accounts.TwoFactor;
using Campaign111.Features.Reminders;
using Campaign111.Platform.Data;
using Campaign111.Tests.Features.Accounts.TwoFactor;
using Campaign111.Tests.Infrastructure;
using Microsoft.Extensions.DependencyInjection;

namespace Campaign111.BrowserTests.Pages;

/// <summary>What some pages need and the demo has not: a drafted letter, an uploaded file, a printed sheet, an invitation, somebody between two steps of signing in. Made
/// through the pages, as people do.</summary>
internal static class PageObjects
{
    private const string Campaign = "/campaigns/binh-phuoc-2020";
    private const string Commune = $"{Campaign}/coverage/25318";
    private const string Committee = "tinh.binhphuoc";
    private const string Officer = "xa.25318";

    private const string HasPassword = "huyen.dongphu, whose password was right";
    private const string MustEnrol = "ctv.thon1, who has no second step yet";
    private const string HasCodes = "huyen.locninh, who set the second step up";

    private const string Artwork = """
        <svg xmlns="http://www.w3.org/2000/svg" width="148mm" height="210mm" viewBox="0 0 148 210"><rect x="0" y="0" width="148" height="210" fill="#ffeedd"/></svg>
        """;

    private const string TalliedEntry = """
        SELECT MIN(e.id) FROM coverage_entry e JOIN unit h ON h.id = e.hamlet_id JOIN unit c ON c.id = h.parent_id WHERE c.code = '25318' AND h.code = 'thon-1' AND e.state = 'valid'
        """;

    private const string Writable = """
        SELECT u.code FROM report_submission s JOIN report_bound b ON b.id = s.bound_id JOIN report_round r ON r.id = b.round_id JOIN unit u ON u.id = b.unit_id
        WHERE s.state IN ('open', 'draft') AND b.organisation_id IS NULL AND u.level = 'commune' ORDER BY s.id
        """;

    /// <summary>Pages by route.</summary>
    public static async Task<IReadOnlyDictionary<string, WalkedPage>> MakeAsync(PageSite site)
    {
        var committee = await site.BrowserAsync(Committee);
        var officer = await site.BrowserAsync(Officer);
        var database = site.App.Services.GetRequiredService<Database>();
        var account = await database.ReadAsync(session => session.ScalarAsync<long>("SELECT id FROM account WHERE user_name = 'xa.25249'"));
        var reporter = $"xa.{await database.ReadAsync(session => session.FirstAsync<string>(Writable))}";
        using var labels = await officer.SubmitAsync($"{Commune}/sheets", "print", ("hamlet", "thon-1"));
        await SecondStepsAsync(site, officer);
        WalkedPage[] pages =
        [
            new("campaigns/{slug}/letters/{id:long}", await LetterAsync(committee), Committee),
            new("campaigns/{slug}/coverage/{communeCode}/register/{token}", await RegisterAsync(officer), Officer),
            new("campaigns/{slug}/leaflets/designs/{design}/{version:int}/box", await ArtworkAsync(committee), Committee),
            new("campaigns/{slug}/coverage/{communeCode}/{hamletCode}/entries/{entryId:long}", $"{Commune}/thon-1/entries/{await database.ReadAsync(session => session.ScalarAsync<long>(TalliedEntry))}", Officer),
            new("organisations/{id:long}", await LinkAsync(committee, "/organisations", "main a[href^='/organisations/']"), Committee),
            new("people/{id:long}", await LinkAsync(committee, "/people", "main a[href^='/people/']:not([href*='invite'])"), Committee),
            new("s/{code}", await LinkAsync(officer, $"{Commune}/sheets", "a[href^='/s/']"), Officer),
            new("checks/rounds/{id:long}", await LinkAsync(await site.BrowserAsync("kiemtra.25321"), "/checks", "a[href^='/checks/rounds/']"), "kiemtra.25321"),
            new("reports/sheets/{id:long}/edit", await LinkAsync(await site.BrowserAsync(reporter), "/reports", "a[href$='/edit']"), reporter),
            new("mute/{token}", $"/mute/{site.App.Services.GetRequiredService<MuteLinks>().Token(new MuteTicket(account, "xa.25249"))}", null),
            new("join/{secret}", await InvitationAsync(officer, 3), null),
            new("sign-in/code", "/sign-in/code", HasPassword),
            new("sign-in/enrol", "/sign-in/enrol", MustEnrol),
            new("account/second-factor/codes", SecondFactorController.CodesAddress, HasCodes),
            new("start/campaign", "/start/campaign?province=70&tree=2020", Committee),
            new("setup/{secret}", "/setup/none", null, 410),
            new("error/{code:int}", "/error/404", null, 404),
        ];
        return pages.ToDictionary(page => page.Route);
    }

    private static async Task<string> LetterAsync(Browser committee)
    {
        using var drafted = await committee.SubmitAsync($"{Campaign}/letters/new?unit=70", "letter");
        return drafted.Headers.Location!.ToString();
    }

    private static async Task<string> RegisterAsync(Browser officer)
    {
        using var sent = await officer.UploadAsync($"{Commune}/register", "upload", "file", "so-ho.csv", Encoding.UTF8.GetBytes("Thôn;Mã hộ;Chủ hộ;Số nhà, tổ\nThôn 5;K1;Người A;Tổ 1\nthon-99;K2;;Tổ 2\n"));
        return sent.Headers.Location!.ToString();
    }

    private static async Task<string> ArtworkAsync(Browser committee)
    {
        using var sent = await committee.UploadAsync($"{Campaign}/leaflets/artwork", "artwork", "file", "to.svg", Encoding.UTF8.GetBytes(Artwork), ("title", "Tờ thử"));
        return sent.Headers.Location!.ToString();
    }

    // Three states of which none lasts: after the password, before the first code, and the codes that are shown once.
    private static async Task SecondStepsAsync(PageSite site, Browser officer)
    {
        await Phone.SetUpAsync(await site.BrowserAsync("huyen.dongphu"));
        site.Between(HasPassword, async browser => (await browser.SignInAsync("huyen.dongphu", DemoAccounts.Password)).Dispose());
        var link = await InvitationAsync(officer, 1);
        const string Chosen = "rừng cao su mùa lá rụng";
        (await (await site.BrowserAsync(null)).SubmitAsync(link, "join", ("Password", Chosen), ("Again", Chosen))).Dispose();
        site.Between(MustEnrol, async browser => (await browser.SignInAsync("ctv.thon1", Chosen)).Dispose());
        var district = await site.BrowserAsync("huyen.locninh");
        var phone = await Phone.SetUpAsync(district);
        site.Between(HasCodes, async browser =>
        {
            await Phone.WaitAsync(site.App);
            (await browser.SignInAsync("huyen.locninh", DemoAccounts.Password)).Dispose();
            (await browser.SubmitAsync("/sign-in/code", "code", ("Code", phone.Code()))).Dispose();
            await Phone.WaitAsync(site.App);
            (await browser.SubmitAsync(SecondFactorController.Address, "change", ("Current", DemoAccounts.Password), ("Code", phone.Code()), ("Act", "codes"))).Dispose();
        });
    }

    private static async Task<string> InvitationAsync(Browser officer, int hamlet)
    {
        using var answer = await officer.SubmitAsync(
            "/people/invite", "invite", ("UserName", $"ctv.thon{hamlet}"), ("DisplayName", $"Cộng tác viên Thôn {hamlet}"), ("Role", "collaborator"), ("Unit", $"25318/thon-{hamlet}"));
        var link = (await Browser.ParseAsync(answer)).QuerySelector("#link").ShouldNotBeNull("the invitation's link");
        return new Uri(link.TextContent.Trim()).AbsolutePath;
    }

    private static async Task<string> LinkAsync(Browser browser, string page, string link) =>
        (await browser.PageAsync(page)).QuerySelector(link).ShouldNotBeNull($"{page} has no {link}").GetAttribute("href")!.Split('?')[0];
}
