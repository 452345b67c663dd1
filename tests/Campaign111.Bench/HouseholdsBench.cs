using System.Diagnostics;
using System.Net;
using System.Text.RegularExpressions;
using Campaign111.Features.Accounts;
using Campaign111.Platform.Data;
using Microsoft.Data.Sqlite;

namespace Campaign111.Bench;

/// <summary>The list page of a hamlet's register over HTTP, signed in: a server with a thousand households in the list beside one with a million in the
/// same list, asked in turn. Half of the households were visited in both. First page, a page in the middle, the filter of those left, a code, a house number, a street and a page within its hits.</summary>
internal static partial class HouseholdsBench
{
    private const string User = "xa.25318";
    private const string Home = "/campaigns/binh-phuoc-2020/coverage/25318/thon-3";
    private const double MostGrowth = 1.5;
    private const string HamletSql = "SELECT MIN(h.id) FROM unit h JOIN unit c ON c.id = h.parent_id JOIN household x ON x.hamlet_id = h.id WHERE c.code = '25318' AND h.code = 'thon-3'";

    // Addresses of a long street, the house numbers going on; each page of the list finds the same length of text in both.
    private const string Fill = """
        INSERT INTO household (hamlet_id, code, address, search_text)
        WITH RECURSIVE n (i) AS (SELECT @from UNION ALL SELECT i + 1 FROM n WHERE i + 1 < @to)
        SELECT @hamlet, printf('K%07d', i), printf('Số %d, đường Nguyễn Trãi, tổ %d', i, i % 12), printf('k%07d so %d duong nguyen trai to %d', i, i, i % 12) FROM n;
        INSERT INTO household_word (hamlet_id, word, code)
        WITH RECURSIVE n (i) AS (SELECT @from UNION ALL SELECT i + 1 FROM n WHERE i + 1 < @to)
        SELECT @hamlet, CAST(i AS TEXT), printf('K%07d', i) FROM n UNION SELECT @hamlet, CAST(i % 12 AS TEXT), printf('K%07d', i) FROM n
        UNION ALL SELECT @hamlet, 'nguyen', printf('K%07d', i) FROM n UNION ALL SELECT @hamlet, 'trai', printf('K%07d', i) FROM n;
        INSERT INTO household_reach (campaign_id, household_id, hamlet_id, reached_key, reached_on, last_outcome, visits, absences, settled)
        SELECT (SELECT MIN(id) FROM campaign), id, hamlet_id, NULL, '2020-08-20', 'reached', 1, 0, 1 FROM household
        WHERE hamlet_id = @hamlet AND code >= printf('K%07d', @from) AND code < printf('K%07d', @to) AND id % 2 = 0;
        """;

    private static readonly (string Name, Func<int, string> Query)[] Pages =
    [
        ("first page", _ => "?show=all"),
        ("middle page", count => $"?show=all&after=K{count / 2:0000000}"),
        ("left, first", _ => "?show=left"),
        ("left, middle", count => $"?show=left&after=K{count / 2:0000000}"),
        ("one code", count => $"?show=all&q=K{count / 2:0000000}"),
        ("house number", count => $"?show=all&q=s%E1%BB%91+{(count / 2) + 7}"),
        ("street", _ => "?show=all&q=nguyen+trai"),
        ("street, middle", count => $"?show=all&q=nguyen+trai&after=~nguyen~K{count / 2:0000000}"),
    ];

    public static async Task<int> RunAsync(BenchFlags flags)
    {
        var (few, many, times) = (flags.Number("few", 1_000), flags.Number("many", 1_000_000), flags.Number("times", 200));
        using var small = new TemporaryFolder();
        using var large = new TemporaryFolder();
        await using var one = await ProductProcess.ServeAsync(small.Path);
        await using var other = await ProductProcess.ServeAsync(large.Path);
        var clock = Stopwatch.StartNew();
        await FillAsync(small.Path, few);
        await FillAsync(large.Path, many);
        Console.WriteLine(FormattableString.Invariant($"(filled with {few} and {many} households in one list each in {clock.Elapsed.TotalSeconds:F0} s)"));
        using var first = await SignInAsync(one.Port);
        using var second = await SignInAsync(other.Port);
        // Servers that have run for a while: compiled, their caches filled.
        await MeasureAsync(first, few, second, many, times);
        var (shorter, longer) = await MeasureAsync(first, few, second, many, times);
        Console.WriteLine($"page            ms at {few,7}  ms at {many,9}  ratio   (median of {times})");
        for (var i = 0; i < Pages.Length; i++)
        {
            Console.WriteLine(FormattableString.Invariant($"{Pages[i].Name,-15}{shorter[i],13:F2} {longer[i],16:F2} {longer[i] / shorter[i],6:F2}"));
        }

        var worst = Enumerable.Range(0, Pages.Length).MaxBy(i => longer[i] / shorter[i]);
        Console.WriteLine($"peak memory {one.PeakMegabytes} MB and {other.PeakMegabytes} MB");
        Console.WriteLine($"worst: {Pages[worst].Name}, at most {MostGrowth} times: {(longer[worst] <= MostGrowth * shorter[worst] ? "holds" : "MISSED")}");
        Console.WriteLine(FormattableString.Invariant($"bench households: {longer[worst]:F2} ms, limit {shorter[worst]:F2}, ratio {longer[worst] / shorter[worst]:F2}"));
        return 0;
    }

    internal static async Task<HttpClient> SignInAsync(int port, string user = User)
    {
        var browser = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, AutomaticDecompression = DecompressionMethods.None }) { BaseAddress = new Uri($"http://127.0.0.1:{port}") };
        var page = await browser.GetStringAsync(new Uri("/sign-in", UriKind.Relative));
        using var form = new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["UserName"] = user, ["Password"] = DemoAccounts.Password, ["__RequestVerificationToken"] = Token().Match(page).Groups[1].Value,
        });
        using var answer = await browser.PostAsync(new Uri("/sign-in", UriKind.Relative), form);
        return answer.StatusCode == HttpStatusCode.Redirect ? browser : throw new InvalidOperationException($"{user} was not let in: {answer.StatusCode}");
    }

    /// <summary>Median milliseconds of each page of both servers, in turn, so that what else the machine does falls on all.</summary>
    private static async Task<(double[] First, double[] Second)> MeasureAsync(HttpClient first, int few, HttpClient second, int many, int times)
    {
        var (one, other) = (Pages.Select(_ => new List<double>()).ToList(), Pages.Select(_ => new List<double>()).ToList());
        for (var turn = 0; turn < times; turn++)
        {
            for (var i = 0; i < Pages.Length; i++)
            {
                one[i].Add(await TimeAsync(first, Pages[i].Name, Pages[i].Query(few)));
                other[i].Add(await TimeAsync(second, Pages[i].Name, Pages[i].Query(many)));
            }
        }

        static double[] Medians(List<List<double>> spent) => [.. spent.Select(list => list.Order().ElementAt(list.Count / 2))];
        return (Medians(one), Medians(other));
    }

    private static async Task<double> TimeAsync(HttpClient browser, string name, string query)
    {
        var sent = Stopwatch.GetTimestamp();
        var page = await browser.GetStringAsync(new Uri(Home + query, UriKind.Relative));
        var spent = Stopwatch.GetElapsedTime(sent).TotalMilliseconds;
        return page.Contains(":reached\"", StringComparison.Ordinal) ? spent : throw new InvalidOperationException($"{name}: the page lists no household.");
    }

    /// <summary>Fills the hamlet's register in SQL alone; half of the households were visited.</summary>
    private static async Task FillAsync(string folder, int count)
    {
        var options = new DataOptions { Folder = folder };
        long hamlet;
        await using (var database = new Database(options))
        {
            hamlet = await database.ReadAsync(session => session.SingleAsync<long>(HamletSql));
        }

        await using var connection = await SqliteConnections.OpenAsync(options.SqlitePath, create: false, CancellationToken.None);
        await using var command = connection.CreateCommand();
        command.CommandText = Fill + "PRAGMA wal_checkpoint(TRUNCATE);";
        command.CommandTimeout = 600;
        command.Parameters.AddWithValue("@from", 0);
        command.Parameters.AddWithValue("@to", count);
        command.Parameters.AddWithValue("@hamlet", hamlet);
        await command.ExecuteNonQueryAsync();
        SqliteConnection.ClearPool(connection);
    }

    [GeneratedRegex("name=\"__RequestVerificationToken\"[^>]*value=\"([^\"]+)\"")]
    internal static partial Regex Token();
}
