using System.Globalization;
using System.Net.Http.Json;
using AngleSharp.Html.Dom;
using Campaign111.Tests.Architecture.Access;
using Campaign111.Tests.Infrastructure;
using Xunit.Abstractions;

namespace Campaign111.Tests.Drills.Scan;

/// <summary>An outside scanner, signed in, against the product on the loopback: wapiti crawls and attacks pages, sqlmap tries every parameter of every form and of the API. The control
/// run finds, by the same command lines, a page that returns what it was sent and searches that glue text into SQL.</summary>
public class ScanDrillTests(ITestOutputHelper told)
{
    private const string Person = "quantri";

    /// <summary>What wapiti reports and why it is no fault.</summary>
    private static readonly (string Detail, string Reason)[] Known =
    [
        ("X-Frame-Options is not set", "frame-ancestors of the Content-Security-Policy says it (SecurityHeaderTests)"),
        ("X-XSS-Protection is not set", "browsers took that filter out; the policy allows no inline script"),
        ("Strict-Transport-Security is not set", "the loopback has no https; with a public https address it is sent (ProxyTests)"),
        ("flag is not set in the cookie", "wapiti was handed the cookies in a header, which carries no flags; ProxyTests reads them where they are set"),
    ];

    [ScanFact]
    public async Task An_outside_scanner_finds_nothing()
    {
        var (folder, seeds) = await WorldAsync();
        seeds.Count.ShouldBeGreaterThan(100);
        await using var product = await ProductProcess.ServeAsync(folder, demo: true, ScannedHost.Environment(planted: false));
        using var browser = await SignedInAsync(product);
        (await browser.GetAsync(ScannedHost.Plant)).StatusCode.ShouldBe(System.Net.HttpStatusCode.NotFound);
        var probes = await ProbesAsync(browser, seeds);
        probes.Count.ShouldBeGreaterThan(60);
        var scanners = new Scanners(product.Address, Cookie(browser), Directory.CreateTempSubdirectory("campaign111-scan-").FullName);
        var found = (await scanners.WapitiAsync("/", seeds, crawl: 60, attack: 16)).ToList();
        using var again = await SignedInAsync(product);
        var injector = new Scanners(product.Address, Cookie(again), Directory.CreateTempSubdirectory("campaign111-scan-").FullName);
        var (injected, tested) = await injector.SqlmapAsync(probes, 140);
        found.AddRange(injected);

        foreach (var session in new[] { browser, again })
        {
            using var still = await session.GetAsync("/account");
            still.StatusCode.ShouldBe(System.Net.HttpStatusCode.OK, "the scanner lost its session on the way and looked at the sign-in page");
        }

        var counts = await CountsAsync(again);
        await ReportAsync(counts, found, tested, probes.Count);
        counts.Where(one => one.Status >= 500).Select(one => $"{one.Method} {one.Route}: {one.Status}, {one.Requests} times").ShouldBeEmpty("the product broke");
        found.Where(IsReal).Select(one => one.ToString()).Distinct().ShouldBeEmpty();
        tested.ShouldBeGreaterThan(30);
    }

    [ScanFact]
    public async Task The_scanner_finds_what_was_planted()
    {
        await using var product = await ProductProcess.ServeAsync(await DemoApp.CopyAsync(), demo: true, ScannedHost.Environment(planted: true));
        using var browser = await SignedInAsync(product);
        (await browser.PageAsync($"{ScannedHost.Plant}echo?q=<b>walk</b>")).QuerySelector("b").ShouldNotBeNull("the flaw is not there");
        var scanners = new Scanners(product.Address, Cookie(browser), Directory.CreateTempSubdirectory("campaign111-scan-").FullName);
        var found = await scanners.WapitiAsync(ScannedHost.Plant, [ScannedHost.Plant], crawl: 10, attack: 16);
        var (injected, _) = await scanners.SqlmapAsync(
            [
                new("GET", $"{ScannedHost.Plant}find?name=quantri", "", ""), new("POST", $"{ScannedHost.Plant}form", "application/x-www-form-urlencoded", "name=quantri"),
                new("POST", $"{ScannedHost.Plant}api", "application/json", """{"name":"quantri"}"""),
            ],
            60);

        told.WriteLine(string.Join('\n', found.Concat(injected)));
        found.ShouldContain(one => one.Where.Contains("/planted/echo", StringComparison.Ordinal) && one.Kind.Contains("Cross", StringComparison.OrdinalIgnoreCase));
        injected.Count.ShouldBeGreaterThanOrEqualTo(3, "sqlmap missed the query, the form or the JSON body");
    }

    // Injection and the like break the run; remarks on headers must be known with their reason.
    private static bool IsReal(Finding one) => !Known.Any(known => one.Detail.Contains(known.Detail, StringComparison.Ordinal));

    // The walk's objects, so that every page has something to show; and the addresses of every page, as the access walk fills them.
    private static async Task<(string Folder, IReadOnlyList<string> Seeds)> WorldAsync()
    {
        await using var app = await DemoApp.CreateAsync();
        var places = await Walker.PlacesAsync(app);
        var walkers = await Walker.AllAsync(app, places);
        var world = await World.MakeAsync(app, places, walkers);
        walkers.ToList().ForEach(walker => walker.Dispose());
        return (app.Folder, [.. Addresses.All(app, world).Where(route => route.Method == "GET").Select(route => route.Address)]);
    }

    private static async Task<Browser> SignedInAsync(ProductProcess product)
    {
        var handler = new SocketsHttpHandler { AllowAutoRedirect = false, CookieContainer = new System.Net.CookieContainer() };
        var browser = new Browser(new HttpClient(handler) { BaseAddress = product.Address });
        using var answer = await browser.SignInAsync(Person, Campaign111.Features.Accounts.DemoAccounts.Password);
        answer.StatusCode.ShouldBe(System.Net.HttpStatusCode.Redirect);
        browser.Client.DefaultRequestHeaders.Add("X-Scan-Cookie", string.Join("; ", handler.CookieContainer.GetAllCookies().Select(cookie => $"{cookie.Name}={cookie.Value}")));
        return browser;
    }

    private static string Cookie(Browser browser) => browser.Client.DefaultRequestHeaders.GetValues("X-Scan-Cookie").Single();

    // Every form of every page once, with what it holds; the queries of the API; and a batch of entries.
    private static async Task<IReadOnlyList<Probe>> ProbesAsync(Browser browser, IReadOnlyList<string> seeds)
    {
        const string Entry = """{"entries":[{"key":"0197aaaa-0000-7000-8000-000000000001","campaign":"binh-phuoc-2020","place":"25318/thon-5","household":"H0001","outcome":"reached","method":"door","note":"a","capturedAt":"2020-08-30T09:12:00+07:00"}]}""";
        var probes = new Dictionary<string, Probe>
        {
            ["entries"] = new("POST", "/api/v1/coverage/entries", "application/json", Entry),
            ["figures"] = new("GET", "/api/v1/coverage?campaign=binh-phuoc-2020&unit=25318", "", ""),
            ["pack"] = new("GET", "/api/v1/coverage/pack?campaign=binh-phuoc-2020&unit=25318", "", ""),
            ["table"] = new("GET", "/api/v1/exports/progress?campaign=binh-phuoc-2020&unit=25318&tier=commune&after=a&take=5", "", ""),
        };
        foreach (var seed in seeds.Where(seed => !seed.StartsWith("/api/", StringComparison.Ordinal)))
        {
            using var answer = await browser.GetAsync(seed);
            if (answer.Content.Headers.ContentType?.MediaType != "text/html")
            {
                continue;
            }

            foreach (var form in (await Browser.ParseAsync(answer)).Forms)
            {
                Add(probes, form, seed);
            }
        }

        // The API first, then another order each day: what the time does not reach today is reached tomorrow.
        var day = new Random(DateTime.UtcNow.DayOfYear);
        return [.. probes.Values.OrderBy(probe => probe.Address.StartsWith("/api/", StringComparison.Ordinal) ? 0 : day.Next(1, int.MaxValue))];
    }

    private static void Add(Dictionary<string, Probe> probes, IHtmlFormElement form, string page)
    {
        var action = (form.GetAttribute("action") ?? page).Split('#')[0];
        var kind = $"{form.Method} {string.Join('/', action.Split('?')[0].Split('/').Select(part => part.Any(char.IsAsciiDigit) ? "*" : part))}";
        var fields = string.Join('&', Browser.Fields(form).Select(field => $"{Uri.EscapeDataString(field.Name)}={Uri.EscapeDataString(field.Value.Length == 0 ? "1" : field.Value)}"));
        if (fields.Length == 0 || action.Contains("sign-out", StringComparison.Ordinal) || !action.StartsWith('/'))
        {
            return;
        }

        probes.TryAdd(kind, string.Equals(form.Method, "post", StringComparison.OrdinalIgnoreCase)
            ? new Probe("POST", action, "application/x-www-form-urlencoded", fields)
            : new Probe("GET", $"{action}{(action.Contains('?', StringComparison.Ordinal) ? '&' : '?')}{fields}", "", ""));
    }

    private static async Task<IReadOnlyList<RouteCount>> CountsAsync(Browser browser) => (await browser.Client.GetFromJsonAsync<List<RouteCount>>(new Uri(ScannedHost.Counts, UriKind.Relative)))!;

    private async Task ReportAsync(IReadOnlyList<RouteCount> counts, List<Finding> found, int tested, int probes)
    {
        var table = (await AccessLine.ReadAsync()).Keys.ToHashSet();
        var visited = counts.Select(one => $"{one.Method} {one.Route}").Where(table.Contains).Distinct().Order(StringComparer.Ordinal).ToList();
        told.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{counts.Sum(one => one.Requests)} requests; {visited.Count} of {table.Count} routes visited; {probes} forms and calls, {tested} parameters tried by sqlmap; {found.Count} findings, {found.Count(IsReal)} real"));
        told.WriteLine(string.Join('\n', found.Select(one => $"finding {one}").Distinct()));
        told.WriteLine($"not visited: {string.Join(", ", table.Except(visited).Order(StringComparer.Ordinal))}");
        told.WriteLine($"visited: {string.Join(", ", visited)}");
    }
}
