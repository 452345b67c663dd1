using Campaign111.BrowserTests.Infrastructure;
using Campaign111.Features.Accounts;
using Microsoft.Data.Sqlite;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Campaign111.BrowserTests.Field;

/// <summary>A collaborator's phone with the field page. Its storage outlives the browser.</summary>
internal sealed class Phone(DemoSite site) : IAsyncDisposable
{
    /// <summary>The entries' address, as Playwright matches it.</summary>
    public const string Entries = "**/api/v1/coverage/entries";

    private const string Places = "Thôn 3";
    private readonly string folder = Directory.CreateTempSubdirectory("campaign111-phone-").FullName;

    public Visit Visit { get; private set; } = null!;

    public IPage Page => Visit.Page;

    public IBrowserContext Context => Page.Context;

    public ILocator State => Page.Locator("#state");

    /// <summary>A phone whose owner has signed in, whose page is kept and whose packs have arrived.</summary>
    public static async Task<Phone> ReadyAsync(DemoSite site, string userName = "xa.25318")
    {
        var phone = new Phone(site);
        await phone.OpenBrowserAsync();
        await phone.SignInAsync(userName);
        await phone.Page.EvaluateAsync("async () => { await navigator.serviceWorker.ready; }");
        await phone.Page.ReloadAsync();
        await phone.IsReadyAsync();
        await phone.OpenHamletAsync();
        return phone;
    }

    public async Task OpenBrowserAsync() => Visit = await site.PhoneAsync(folder);

    /// <summary>Closes the browser and opens it again on what it kept.</summary>
    public async Task RestartAsync(bool offline)
    {
        await Visit.DisposeAsync();
        await OpenBrowserAsync();
        await Context.SetOfflineAsync(offline);
        await Page.GotoAsync("/field");
        await IsReadyAsync();
    }

    public async Task SignInAsync(string userName)
    {
        await Visit.SignInAsync(userName, DemoAccounts.Password);
        await Page.GotoAsync("/field");
        await IsReadyAsync();
    }

    public async Task OpenHamletAsync(string name = Places)
    {
        await Page.GotoAsync("/field#");
        var link = Page.Locator("a.place-link", new PageLocatorOptions { Has = Page.GetByText(name, new PageGetByTextOptions { Exact = true }) });
        await Expect(link).Not.ToContainTextAsync("chưa tải");
        await link.ClickAsync();
        await Expect(Page.Locator("main h1")).ToHaveTextAsync(name);
    }

    public Task IsReadyAsync() => Page.WaitForFunctionAsync("() => document.documentElement.dataset.ready === 'yes'");

    /// <summary>Taps the first households that are left; gives their codes.</summary>
    public async Task<List<string>> LogAsync(int count, string outcome = "reached")
    {
        var codes = new List<string>();
        for (var i = 0; i < count; i++)
        {
            var row = Page.Locator("li.household", new PageLocatorOptions { Has = Page.Locator($"button[data-outcome={outcome}]") }).First;
            var code = (await row.GetAttributeAsync("data-code"))!;
            await row.Locator($"button[data-outcome={outcome}]").ClickAsync();
            await Expect(Page.Locator($"li[data-code='{code}'] button[data-outcome]")).ToHaveCountAsync(0);
            codes.Add(code);
        }

        return codes;
    }

    public Task ExpectUnsentAsync(int count) =>
        Expect(State).ToHaveAttributeAsync("data-unsent", $"{count}", new LocatorAssertionsToHaveAttributeOptions { Timeout = 30_000 });

    /// <summary>Presses "Gửi ngay".</summary>
    public Task SendAsync() => Page.ClickAsync("#send");

    /// <summary>Entries that the database holds for households of a hamlet of commune 25318, by code, as (code, outcome, flags).</summary>
    public List<(string Code, string Outcome, string Flags)> Stored(IEnumerable<string> codes, string hamlet = "thon-3")
    {
        using var connection = new SqliteConnection($"Data Source={Path.Combine(site.Folder, "campaign111.db")};Mode=ReadOnly");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = """
            SELECT h.code, e.outcome, e.flags FROM coverage_entry e JOIN household h ON h.id = e.household_id
            JOIN unit u ON u.id = e.hamlet_id JOIN unit c ON c.id = u.parent_id
            WHERE c.code = '25318' AND u.code = $hamlet AND e.state = 'valid' AND e.sent_by LIKE 'xa.25318%' ORDER BY e.id
            """;
        command.Parameters.AddWithValue("$hamlet", hamlet);
        using var reader = command.ExecuteReader();
        var wanted = codes.ToHashSet();
        var found = new List<(string, string, string)>();
        while (reader.Read())
        {
            if (wanted.Contains(reader.GetString(0)))
            {
                found.Add((reader.GetString(0), reader.GetString(1), reader.GetString(2)));
            }
        }

        return found;
    }

    /// <summary>Each household stands in the database exactly once.</summary>
    public void ShouldBeStoredOnce(IReadOnlyCollection<string> codes) =>
        Stored(codes).Select(entry => entry.Code).Order().ShouldBe(codes.Order());

    public async ValueTask DisposeAsync()
    {
        await Visit.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }
}
