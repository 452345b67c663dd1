using System.Diagnostics;
using Campaign111.BrowserTests.Infrastructure;
using Campaign111.Features.Accounts;
using Microsoft.Data.Sqlite;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Campaign111.BrowserTests.Field;

/// <summary>A phone with the field page, behind the rough network.</summary>
internal sealed class Phone : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <summary>The entries' address, as Playwright matches it.</summary>
    public const string Entries = "**/api/v1/coverage/entries";

    /// <summary>Presses "Gửi ngay" in a page, if it is there.</summary>
    public const string PressSend = "() => document.getElementById('send')?.click()";

    private readonly FieldSite site;
    private readonly string hamlet;
    private readonly string? folder;
    private readonly HamletTotals before;
    private readonly long lastBefore;

    private Phone(FieldSite site, string hamlet, bool restarts)
    {
        (this.site, this.hamlet) = (site, hamlet);
        site.Network.Calm();
        folder = restarts ? Directory.CreateTempSubdirectory("campaign111-phone-").FullName : null;
        using var connection = Open();
        before = HamletTotals.Read(connection, hamlet);
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT MAX(id) FROM coverage_entry";
        lastBefore = (long)command.ExecuteScalar()!;
    }

    public Visit Visit { get; private set; } = null!;

    public IPage Page => Visit.Page;

    public IBrowserContext Context => Page.Context;

    public ILocator State => Page.Locator("#state");

    /// <summary>A phone whose owner has signed in, whose page is kept and whose packs have arrived, open at a hamlet.</summary>
    /// <param name="hamlet">Its number in commune 25318: 3 or 4, which are logged by register.</param>
    /// <param name="restarts">Its browser will be closed and opened again, so its storage must outlive it: a Chromium of its own.</param>
    public static async Task<Phone> ReadyAsync(FieldSite site, string userName = "xa.25318", int hamlet = 3, bool restarts = false)
    {
        var phone = new Phone(site, $"thon-{hamlet}", restarts);
        await phone.OpenBrowserAsync();
        await phone.Context.AddCookiesAsync(await site.SessionAsync(userName));
        await phone.Page.GotoAsync("/field");
        await phone.Page.EvaluateAsync("async () => { await navigator.serviceWorker.ready; }");
        await phone.Page.ReloadAsync();
        await phone.IsReadyAsync();
        await phone.OpenHamletAsync($"Thôn {hamlet}");
        return phone;
    }

    public async Task OpenBrowserAsync() => Visit = folder is null
        ? await site.Demo.VisitAsync(Viewports.Phone, site.Network.Address)
        : await site.Demo.PhoneAsync(folder, site.Network.Address);

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

    public async Task OpenHamletAsync(string name = "Thôn 3")
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

    /// <summary>Taps "Đã phát" at all households that some searches find, within the page: a thumb that knows its way. Each tap waits until the page
    /// shows that it is kept.</summary>
    public async Task<List<string>> LogFoundAsync(IEnumerable<string> searches)
    {
        var codes = new List<string>();
        foreach (var search in searches)
        {
            await Page.FillAsync("#search", search);
            codes.AddRange(await LogManyAsync(int.MaxValue));
        }

        return codes;
    }

    /// <summary>The same at the first so many that are shown.</summary>
    public async Task<IReadOnlyList<string>> LogManyAsync(int most) => await Page.EvaluateAsync<string[]>(
        """
        async most => {
          const codes = [];
          while (codes.length < most) {
            const button = document.querySelector('li.household button[data-outcome=reached]');
            if (!button) break;
            const { code } = button.closest('li').dataset;
            button.click();
            while (document.querySelector(`li[data-code="${code}"] button[data-outcome]`)) await new Promise(next => setTimeout(next));
            codes.push(code);
          }
          return codes;
        }
        """,
        most);

    public Task ExpectUnsentAsync(int count) =>
        Expect(State).ToHaveAttributeAsync("data-unsent", $"{count}", new LocatorAssertionsToHaveAttributeOptions { Timeout = 30_000 });

    /// <summary>Presses "Gửi ngay".</summary>
    public Task SendAsync() => Page.ClickAsync("#send");

    /// <summary>The same if there is still something to send: the phone may have tried again by itself.</summary>
    public Task NudgeAsync() => Page.EvaluateAsync(PressSend);

    /// <summary>Rows in one of the stores of the phone: queue, packs, receipts or meta.</summary>
    public Task<int> KeptAsync(string store) => Page.EvaluateAsync<int>(
        """
        async name => {
          const done = request => new Promise((yes, no) => { request.onsuccess = () => yes(request.result); request.onerror = () => no(request.error); });
          const db = await done(indexedDB.open('campaign111-field'));
          const count = await done(db.transaction(name).objectStore(name).count());
          db.close();
          return count;
        }
        """,
        store);

    /// <summary>Entries that the database has taken for these households of the phone's hamlet since the phone began, as (code, outcome, flags).</summary>
    public List<(string Code, string Outcome, string Flags)> Stored(IEnumerable<string> codes)
    {
        using var connection = Open();
        using var command = connection.CreateCommand();
        command.CommandText = """
            SELECT h.code, e.outcome, e.flags FROM coverage_entry e JOIN household h ON h.id = e.household_id
            JOIN unit u ON u.id = e.hamlet_id JOIN unit c ON c.id = u.parent_id
            WHERE c.code = '25318' AND u.code = $hamlet AND e.state = 'valid' AND e.id > $last ORDER BY e.id
            """;
        command.Parameters.AddWithValue("$hamlet", hamlet);
        command.Parameters.AddWithValue("$last", lastBefore);
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

    /// <summary>The end of a test, exactly: each tap stored once and nothing else in the hamlet; totals, days and entries agree; the phone's queue
    /// holds what is left over, which is nothing unless the test says so.</summary>
    /// <param name="codes">Households tapped "reached", one leaflet each.</param>
    /// <param name="left">Entries that stay in this phone's queue.</param>
    /// <param name="others">Entries that others stored in the hamlet meanwhile, one leaflet each, for households of these codes.</param>
    public async Task ShouldEndExactlyAsync(IReadOnlyCollection<string> codes, int left = 0, int others = 0)
    {
        // What the page shows may be of before it knew its queue, and batches follow one another: the queue itself says when all has gone.
        for (var patience = Stopwatch.StartNew(); patience.Elapsed < Patience && await KeptAsync("queue") != left;)
        {
            await Task.Delay(200);
        }

        (await KeptAsync("queue")).ShouldBe(left, "entries in the phone's queue");
        ShouldBeStoredExactly(codes, others);
    }

    /// <summary>The same of the server alone, for a phone that is lost.</summary>
    public void ShouldBeStoredExactly(IReadOnlyCollection<string> codes, int others = 0)
    {
        site.Network.Failures.ShouldBeEmpty();
        var stored = Stored(codes);
        stored.Select(entry => entry.Code).Distinct().Order().ShouldBe(codes.Order());
        stored.Count.ShouldBe(codes.Count + others);
        using var connection = Open();
        HamletTotals.Read(connection, hamlet).ShouldBe(new HamletTotals(before.Entries + codes.Count + others, before.Leaflets + codes.Count + others, before.Reached + codes.Count));
    }

    private SqliteConnection Open()
    {
        var connection = new SqliteConnection($"Data Source={Path.Combine(site.Demo.Folder, "campaign111.db")};Mode=ReadOnly");
        connection.Open();
        return connection;
    }

    public async ValueTask DisposeAsync()
    {
        await Visit.DisposeAsync();
        if (folder is not null)
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
