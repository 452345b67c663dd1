using System.Diagnostics;
using System.Net;
using System.Text.RegularExpressions;
using Campaign111.Features.Accounts;
using Campaign111.Platform.Data;
using Microsoft.Data.Sqlite;

namespace Campaign111.Bench;

/// <summary>The list page of a hamlet's register over HTTP, signed in: a thousand households in the list, then a million in the same list. Half of them
/// were visited in both. First page, a page in the middle, the filter of those left, a code, a house number, a street and a page within its hits.</summary>
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
        using var folder = new TemporaryFolder();
        var options = new DataOptions { Folder = folder.Path };
        await using var product = await ProductProcess.ServeAsync(folder.Path);
        using var browser = await SignInAsync(product.Port);
        long hamlet;
        await using (var database = new Database(options))
        {
            hamlet = await database.ReadAsync(session => session.SingleAsync<long>(HamletSql));
        }

        await FillAsync(options.SqlitePath, hamlet, 0, few);
        await MeasureAsync(browser, few, times / 4);
        var small = await MeasureAsync(browser, few, times);
        var clock = Stopwatch.StartNew();
        await FillAsync(options.SqlitePath, hamlet, few, many);
        Console.WriteLine(FormattableString.Invariant($"(filled to {many} households in one list in {clock.Elapsed.TotalSeconds:F0} s)"));
        await MeasureAsync(browser, many, times / 4);
        var large = await MeasureAsync(browser, many, times);
        Console.WriteLine($"page            ms at {few,7}  ms at {many,9}  ratio   (median of {times})");
        for (var i = 0; i < Pages.Length; i++)
        {
            Console.WriteLine(FormattableString.Invariant($"{Pages[i].Name,-15}{small[i],13:F2} {large[i],16:F2} {large[i] / small[i],6:F2}"));
        }

        var worst = Enumerable.Range(0, Pages.Length).MaxBy(i => large[i] / small[i]);
        Console.WriteLine($"product's peak memory {product.PeakMegabytes} MB");
        Console.WriteLine($"worst: {Pages[worst].Name}, at most {MostGrowth} times: {(large[worst] <= MostGrowth * small[worst] ? "holds" : "MISSED")}");
        Console.WriteLine(FormattableString.Invariant($"bench households: {large[worst]:F2} ms, limit {small[worst]:F2}, ratio {large[worst] / small[worst]:F2}"));
        return 0;
    }

    private static async Task<HttpClient> SignInAsync(int port)
    {
        var browser = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, AutomaticDecompression = DecompressionMethods.None }) { BaseAddress = new Uri($"http://127.0.0.1:{port}") };
        var page = await browser.GetStringAsync(new Uri("/sign-in", UriKind.Relative));
        using var form = new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["UserName"] = User, ["Password"] = DemoAccounts.Password, ["__RequestVerificationToken"] = Token().Match(page).Groups[1].Value,
        });
        using var answer = await browser.PostAsync(new Uri("/sign-in", UriKind.Relative), form);
        return answer.StatusCode == HttpStatusCode.Redirect ? browser : throw new InvalidOperationException($"{User} was not let in: {answer.StatusCode}");
    }

    /// <summary>Median milliseconds of each page, one after the other in turn, so that what else the machine does falls on all.</summary>
    private static async Task<double[]> MeasureAsync(HttpClient browser, int count, int times)
    {
        var spent = Pages.Select(_ => new List<double>()).ToList();
        for (var turn = 0; turn < times; turn++)
        {
            for (var i = 0; i < Pages.Length; i++)
            {
                var sent = Stopwatch.GetTimestamp();
                var page = await browser.GetStringAsync(new Uri(Home + Pages[i].Query(count), UriKind.Relative));
                spent[i].Add(Stopwatch.GetElapsedTime(sent).TotalMilliseconds);
                if (!page.Contains("class=\"card\"", StringComparison.Ordinal) || !page.Contains(":reached\"", StringComparison.Ordinal))
                {
                    throw new InvalidOperationException($"{Pages[i].Name}: the page lists no household.");
                }
            }
        }

        return [.. spent.Select(list => list.Order().ElementAt(list.Count / 2))];
    }

    private static async Task FillAsync(string path, long hamlet, int from, int to)
    {
        await using var connection = await SqliteConnections.OpenAsync(path, create: false, CancellationToken.None);
        await using var command = connection.CreateCommand();
        command.CommandText = Fill + "PRAGMA wal_checkpoint(TRUNCATE);";
        command.CommandTimeout = 600;
        command.Parameters.AddWithValue("@from", from);
        command.Parameters.AddWithValue("@to", to);
        command.Parameters.AddWithValue("@hamlet", hamlet);
        await command.ExecuteNonQueryAsync();
        SqliteConnection.ClearPool(connection);
    }

    [GeneratedRegex("name=\"__RequestVerificationToken\"[^>]*value=\"([^\"]+)\"")]
    private static partial Regex Token();
}
