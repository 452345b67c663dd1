using System.Net;
using Campaign111.BrowserTests.Infrastructure;
using Campaign111.Features.Accounts;
using Campaign111.Features.Accounts.TwoFactor;
using Campaign111.Platform.Localisation;
using Campaign111.Platform.Security;
using Campaign111.Tests.Infrastructure;
using Microsoft.Playwright;
using Cookie = Microsoft.Playwright.Cookie;

namespace Campaign111.BrowserTests.Pages;

/// <summary>The demo in this process behind a real address, so that its route table and its services are at hand. For tests that look; those
/// that kill the server have their own (<see cref="DemoSite"/>).</summary>
public sealed class PageSite : IAsyncLifetime
{
    private readonly Dictionary<string, (Browser Browser, CookieContainer Cookies)> people = [];
    private readonly Dictionary<(string Language, int Width), Task<PageWalk>> walks = [];
    private readonly Dictionary<string, Func<Browser, Task>> steps = [];
    private readonly List<Browser> opened = [];
    private Task<PageTable>? table;

    internal AppFactory App { get; private set; } = null!;

    public Uri Address { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        // Who helps a commune sets up a second step first, so that the page for it can be looked at.
        App = await DemoApp.CreateAsync(new Dictionary<string, string?> { [TwoFactorPolicy.Key] = Role.Collaborator.Code() });
        App.UseKestrel(0);
        App.StartServer();
        Address = App.ClientOptions.BaseAddress;
    }

    /// <summary>Every page, with who opens it; made once.</summary>
    internal Task<PageTable> TableAsync() => table ??= PageTable.ReadAsync(this);

    /// <summary>What a walk over all pages found; each language and width is walked once.</summary>
    internal Task<PageWalk> WalkAsync(string language, int width) =>
        walks.TryGetValue((language, width), out var walk) ? walk : walks[(language, width)] = PageWalk.OfAsync(this, language, width);

    /// <summary>Somebody on the way between two pages, who goes there anew for each visit: such a state lasts some minutes or is shown once.</summary>
    internal void Between(string name, Func<Browser, Task> go) => steps[name] = go;

    /// <summary>Somebody's browser without a window, signed in through the page; null: signed out.</summary>
    internal async Task<Browser> BrowserAsync(string? userName) => (await PersonAsync(userName)).Browser;

    /// <summary>Somebody's window, signed in already.</summary>
    /// <param name="userName">Null: signed out.</param>
    /// <param name="viewport">Of the window.</param>
    /// <param name="language">Of the pages: vi or en.</param>
    /// <param name="workers">Whether service workers may take root: those of the field page answer in place of the server.</param>
    internal async Task<Visit> VisitAsync(string? userName, ViewportSize viewport, string language = "vi", bool workers = false)
    {
        var context = await (await Chromium.SharedAsync()).NewContextAsync(new BrowserNewContextOptions
        {
            BaseURL = Address.ToString(),
            ViewportSize = viewport,
            Locale = "vi-VN",
            TimezoneId = "Asia/Ho_Chi_Minh",
            HasTouch = viewport.Width < 600,
            // Nothing glides: what has the focus is where it is at once.
            ReducedMotion = ReducedMotion.Reduce,
            ServiceWorkers = workers ? ServiceWorkerPolicy.Allow : ServiceWorkerPolicy.Block,
        });
        context.SetDefaultTimeout(20_000);
        var cookies = (await PersonAsync(userName)).Cookies.GetCookies(Address).Select(each => new Cookie { Name = each.Name, Value = each.Value, Url = Address.ToString() });
        await context.AddCookiesAsync([.. cookies, new Cookie { Name = LocalisationSetup.CookieName, Value = language, Url = Address.ToString() }]);
        return new Visit(context, await context.NewPageAsync());
    }

    public async Task DisposeAsync()
    {
        opened.ForEach(browser => browser.Dispose());
        if (App is not null)
        {
            await App.DisposeAsync();
            Directory.Delete(App.Folder, recursive: true);
        }
    }

    private async Task<(Browser Browser, CookieContainer Cookies)> PersonAsync(string? userName)
    {
        var name = userName ?? "";
        if (people.TryGetValue(name, out var known))
        {
            return known;
        }

        var cookies = new CookieContainer();
        var browser = new Browser(new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, CookieContainer = cookies }) { BaseAddress = Address });
        opened.Add(browser);
        if (steps.TryGetValue(name, out var go))
        {
            await go(browser);
            return (browser, cookies);
        }

        if (userName is not null)
        {
            using var response = await browser.SignInAsync(userName, DemoAccounts.Password);
            response.StatusCode.ShouldBe(HttpStatusCode.Redirect, $"{userName} was not let in");
        }

        return people[name] = (browser, cookies);
    }
}

/// <summary>All tests that only look at pages: one site, one after the other.</summary>
[CollectionDefinition(Name)]
public sealed class PageCollection : ICollectionFixture<PageSite>
{
    public const string Name = "pages";
}
