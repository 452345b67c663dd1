using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using Campaign111.Features.Accounts;

namespace Campaign111.Bench;

/// <summary>The pages of nation, province, district and commune over HTTP, signed in, warm, by eight clients at once: on a country with a tenth of the entries, then
/// with all of them. Beside them the same figures in SQL alone.</summary>
internal static partial class DashboardBench
{
    private const int Clients = 8;
    private const int Turns = 10;
    private const int Warming = 400;
    private const double MostMilliseconds = 40;
    private const double MostOverCommune = 2;
    private const double MostGrowth = 1.2;

    private static readonly (string Name, string Code)[] Pages = [("nation", "VN"), ("province", "70"), ("district", "695"), ("commune", "25378")];

    public static async Task<int> RunAsync(BenchFlags flags)
    {
        var (entries, times) = (flags.Number("entries", 5_000_000), flags.Number("times", 1000));
        await using var small = await CountryAsync(entries / 10);
        await using var large = await CountryAsync(entries);
        await DashboardSql.PrintAsync(large.Folder);
        var (few, many) = await MeasureAsync(small, large, times);
        Console.WriteLine($"page          p50 ms  p95 ms   CPU ms    KB   p95 with a tenth  growth (p50)   ({Clients} clients, {times} answers each)");
        foreach (var ((page, _), one, other) in Pages.Zip(few, many))
        {
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{page,-10}{other.P50,10:F1}{other.P95,8:F1}{other.Processor,9:F1}{other.Kilobytes,6}{one.P95,19:F1}{other.P50 / one.P50,14:F2}"));
        }

        var (nation, worst) = (many[0], many.Max(page => page.P95));
        var growth = few.Zip(many).Max(pair => pair.Second.P50 / pair.First.P50);
        Say($"each p95 below {MostMilliseconds} ms", worst, worst < MostMilliseconds);
        Say($"nation at most {MostOverCommune} times a commune (p95)", nation.P95 / many[3].P95, nation.P95 <= MostOverCommune * many[3].P95);
        Say($"ten times the entries at most {MostGrowth} times (p50)", growth, growth <= MostGrowth);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"bench dashboard: {worst:F1} ms, limit {MostMilliseconds:F1}, ratio {worst / MostMilliseconds:F2}"));
        return 0;
    }

    private static void Say(string limit, double found, bool holds) =>
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{limit}: {found:F2}, {(holds ? "holds" : "MISSED")}"));

    // A generated country with a server over it that has run for a while: compiled, its caches filled.
    private static async Task<Country> CountryAsync(int entries)
    {
        var folder = new TemporaryFolder();
        await ProductProcess.RunAsync(folder.Path, "demo");
        await DashboardGround.FillAsync(folder.Path, entries);
        var server = await ServerProcess.ProductAsync(folder.Path);
        var country = new Country(folder, server, await SignInAsync(server.Address));
        foreach (var (_, code) in Pages.Concat(Pages))
        {
            await AskAsync(country.Browser, code, Warming);
        }

        return country;
    }

    // The two servers take turns, a part of the answers each: the machine is not equally fast all the time, and a ratio of two moments says nothing.
    private static async Task<(IReadOnlyList<Measured> Few, IReadOnlyList<Measured> Many)> MeasureAsync(Country small, Country large, int times)
    {
        var (few, many) = (Pages.Select(_ => new Measured()).ToList(), Pages.Select(_ => new Measured()).ToList());
        for (var turn = 0; turn < Turns; turn++)
        {
            for (var page = 0; page < Pages.Length; page++)
            {
                await few[page].AddAsync(small, Pages[page].Code, times / Turns);
                await many[page].AddAsync(large, Pages[page].Code, times / Turns);
            }
        }

        return (few, many);
    }

    private static async Task<(List<double> Milliseconds, int Bytes)> AskAsync(HttpClient browser, string code, int times)
    {
        var address = new Uri($"/campaigns/{DashboardGround.Slug}/units/{code}", UriKind.Relative);
        var (left, bytes) = (times, 0);
        var clients = Enumerable.Range(0, Clients).Select(_ => Task.Run(async () =>
        {
            var spent = new List<double>();
            while (Interlocked.Decrement(ref left) >= 0)
            {
                var from = Stopwatch.GetTimestamp();
                var page = await browser.GetByteArrayAsync(address);
                spent.Add(Stopwatch.GetElapsedTime(from).TotalMilliseconds);
                bytes = page.Length;
            }

            return spent;
        }));
        return ([.. (await Task.WhenAll(clients)).SelectMany(spent => spent)], bytes);
    }

    private static async Task<HttpClient> SignInAsync(Uri address)
    {
        var browser = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, AutomaticDecompression = DecompressionMethods.None, MaxConnectionsPerServer = Clients }) { BaseAddress = address };
        var page = await browser.GetStringAsync(new Uri("/sign-in", UriKind.Relative));
        using var form = new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["UserName"] = "quantri", ["Password"] = DemoAccounts.Password, ["__RequestVerificationToken"] = Token().Match(page).Groups[1].Value,
        });
        using var answer = await browser.PostAsync(new Uri("/sign-in", UriKind.Relative), form);
        return answer.StatusCode == HttpStatusCode.Redirect ? browser : throw new InvalidOperationException($"Nobody was let in: {answer.StatusCode}");
    }

    [GeneratedRegex("name=\"__RequestVerificationToken\"[^>]*value=\"([^\"]+)\"")]
    private static partial Regex Token();

    private sealed record Country(TemporaryFolder Ground, ServerProcess Server, HttpClient Browser) : IAsyncDisposable
    {
        public string Folder => Ground.Path;

        public async ValueTask DisposeAsync()
        {
            Browser.Dispose();
            await Server.DisposeAsync();
            Ground.Dispose();
        }
    }

    /// <summary>The answers of one page, in milliseconds; processor time of the server an answer.</summary>
    private sealed class Measured
    {
        private readonly List<double> all = [];
        private TimeSpan busy;

        public int Kilobytes { get; private set; }

        public double P50 => At(50);

        public double P95 => At(95);

        public double Processor => busy.TotalMilliseconds / all.Count;

        public async Task AddAsync(Country country, string code, int times)
        {
            var before = country.Server.Processor;
            var (spent, bytes) = await AskAsync(country.Browser, code, times);
            busy += country.Server.Processor - before;
            Kilobytes = bytes / 1024;
            all.AddRange(spent);
            all.Sort();
        }

        private double At(int percent) => all[all.Count * percent / 100];
    }
}
