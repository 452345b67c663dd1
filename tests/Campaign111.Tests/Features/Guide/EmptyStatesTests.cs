using Campaign111.Features.Accounts;
using Campaign111.Features.Hierarchy;
using Campaign111.Platform.Data;
using Campaign111.Platform.Security;
using Campaign111.Tests.Infrastructure;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Campaign111.Tests.Features.Guide;

/// <summary>Every list of an installation that holds nothing yet says what belongs there, and where to go on, to each role that looks.</summary>
public class EmptyStatesTests
{
    private const string Password = "rừng cao su mùa lá rụng";

    private static readonly string[] BeforeAnyCampaign = ["/campaigns", "/materials", "/materials/log", "/materials/activities", "/inbox", "/exports", "/reports", "/checks", "/calendar"];

    private static readonly string[] OfTheCampaign =
    [
        "/leaflets/jobs", "/leaflets/scans", "/stock", "/stock/book", "/stock/runs", "/stock/reconciliation", "/reminders", "/reminders/failures", "/letters", "/checks", "/checks/flags", "/reports",
    ];

    private static readonly string[] OfTheCommune = ["/coverage/01288", "/coverage/01288/targets", "/coverage/01288/sheets", "/coverage/01288/receipts"];

    [Fact]
    public async Task Every_list_teaches_when_it_is_empty()
    {
        await using var app = new AppFactory(demo: false);
        using var administrator = app.Browse();
        var notice = app.Services.GetServices<IHostedService>().OfType<StartNotice>().Single();
        var line = (await notice.LinesAsync(default)).Single(candidate => candidate.Contains("/setup/", StringComparison.Ordinal));
        using var made = await administrator.SubmitAsync(
            line[line.IndexOf("/setup/", StringComparison.Ordinal)..], "setup", ("UserName", "quan.tri"), ("DisplayName", "Quản trị"), ("Password", Password), ("Again", Password));
        var lacking = new List<string>();
        await LookAsync(administrator, "administrator", BeforeAnyCampaign, lacking);

        using var chosen = await administrator.SubmitAsync("/start", "province", ("place", "2025|04"));
        using var founded = await administrator.SubmitAsync(
            "/start/campaign?province=04&tree=2025", "founding", ("Number", "1/UBND"), ("Subject", "V/v số 111"), ("Wording", "đến hết ngày 20/12/2099"), ("LastDay", "20/12/2099"));
        var slug = "/campaigns/" + await SlugAsync(app);
        await LookAsync(administrator, "administrator", OfTheCampaign.Select(page => slug + page), lacking);
        var commune = await CommuneAsync(app);
        foreach (var (role, unit) in new[] { (Role.ProvinceCommittee, await ParentAsync(app, commune)), (Role.CommuneOfficer, commune), (Role.Observer, await ParentAsync(app, commune)) })
        {
            using var person = await SignInAsync(app, role, unit);
            var pages = OfTheCampaign.Concat(role == Role.CommuneOfficer ? OfTheCommune.Select(page => page.Replace("01288", commune.Code, StringComparison.Ordinal)) : []).Select(page => slug + page);
            await LookAsync(person, $"{role}", pages.Concat(BeforeAnyCampaign.Skip(1)), lacking);
        }

        lacking.ShouldBeEmpty();
    }

    private static async Task LookAsync(Browser browser, string who, IEnumerable<string> pages, List<string> lacking)
    {
        foreach (var address in pages)
        {
            using var response = await browser.GetAsync(address);
            if (!response.IsSuccessStatusCode)
            {
                // Not for this role: the access walk knows which those are.
                ((int)response.StatusCode).ShouldBeLessThan(500, address);
                continue;
            }

            var empties = (await Browser.ParseAsync(response)).QuerySelectorAll("main .empty");
            if (empties.Length == 0 || empties.Any(empty => empty.QuerySelector("h2") is null || (empty.QuerySelector("p")?.TextContent.Length ?? 0) < 20))
            {
                lacking.Add($"{who} at {address}");
            }
        }
    }

    private static async Task<Browser> SignInAsync(AppFactory app, Role role, Unit unit)
    {
        var name = $"thu.{role}".ToLowerInvariant();
        await app.Services.GetRequiredService<Database>().WriteAsync(async session =>
        {
            var account = AccountRows.New(name, name, null, DateTimeOffset.UtcNow);
            account.PasswordHash = await session.ScalarAsync<string>("SELECT password_hash FROM account WHERE user_name = 'quan.tri'");
            await AccountRows.GrantAsync(session, await AccountRows.InsertAsync(session, account), new Membership(role, unit.Id, unit.Path), account.CreatedAt);
        });
        app.Services.GetRequiredService<AccessCache>().Forget();
        return await app.SignedInAsync(name, Password);
    }

    private static async Task<string> SlugAsync(AppFactory app) =>
        (await app.Services.GetRequiredService<Database>().ReadAsync(session => session.ScalarAsync<string>("SELECT slug FROM campaign")))!;

    private static async Task<Unit> CommuneAsync(AppFactory app)
    {
        var units = app.Services.GetRequiredService<UnitDirectory>();
        var province = await units.FindByCodeAsync("04", new DateOnly(2026, 1, 1));
        return (await units.BelowAsync(province!.Path, UnitLevel.Commune, new DateOnly(2026, 1, 1)))[0];
    }

    private static async Task<Unit> ParentAsync(AppFactory app, Unit commune) => (await app.Services.GetRequiredService<UnitDirectory>().FindAsync(commune.ParentId!.Value))!;
}
