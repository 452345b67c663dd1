using System.Net;
using Campaign111.Features.Accounts;
using Campaign111.Platform.Data;
using Campaign111.Tests.Features.Reports.Exports;
using Campaign111.Tests.Infrastructure;
using Microsoft.Data.Sqlite;

namespace Campaign111.Tests.Drills.Nodes;

/// <summary>
/// Processes on one database. The database is a SQLite file on this machine: an arrangement for tests (in service several nodes share a SQL
/// Server). Files lie in the database, and nothing else that matters in the folder.
/// </summary>
public class Ground : IAsyncLifetime
{
    public const string Slug = "binh-phuoc-2020";

    private static readonly Dictionary<string, string> Common = new()
    {
        ["Campaign111__Jobs"] = "on",
        ["Campaign111__Files"] = "database",
    };

    private readonly List<ProductProcess> processes = [];

    public string Folder { get; private set; } = "";

    public virtual async Task InitializeAsync()
    {
        Folder = await DemoApp.CopyAsync();
        (await ProductProcess.RunAsync(Folder, true, "files", "move", "--to", "database", "--remove")).ExitCode.ShouldBe(0);
    }

    /// <summary>One more process.</summary>
    public async Task<ProductProcess> StartAsync(string role, int drainSeconds = 0)
    {
        var started = await ProductProcess.ServeAsync(Folder, true, new Dictionary<string, string>(Common) { ["Campaign111__Role"] = role, ["Campaign111__DrainSeconds"] = $"{drainSeconds}" });
        processes.Add(started);
        return started;
    }

    public async Task DisposeAsync()
    {
        foreach (var process in processes)
        {
            await process.DisposeAsync();
        }

        SqliteConnection.ClearAllPools();
        Directory.Delete(Folder, recursive: true);
    }

    public async Task<T?> AskAsync<T>(string sql)
    {
        await using var database = new Database(new DataOptions { Folder = Folder });
        return await database.ReadAsync(session => session.ScalarAsync<T>(sql));
    }

    public async Task WriteAsync(Func<Database, Task> write)
    {
        await using var database = new Database(new DataOptions { Folder = Folder });
        await write(database);
    }

    /// <summary>Looks until it is so; fails with what was waited for.</summary>
    public static async Task UntilAsync(string what, TimeSpan patience, Func<Task<bool>> look)
    {
        for (var started = TimeProvider.System.GetTimestamp(); !await look(); await Task.Delay(100))
        {
            TimeProvider.System.GetElapsedTime(started).ShouldBeLessThan(patience, what);
        }
    }
}

/// <summary>Two web nodes and a job server: three processes.</summary>
public sealed class Nodes : Ground
{
    public ProductProcess One { get; private set; } = null!;

    public ProductProcess Other { get; private set; } = null!;

    public ProductProcess Jobs { get; private set; } = null!;

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        await ExportWorld.FillAsync(Folder, 21_000);
        Jobs = await StartAsync("jobs");
        One = await StartAsync("web");
        Other = await StartAsync("web");
    }

    /// <summary>The same person at two nodes: one jar of cookies, as a browser behind a proxy has.</summary>
    public async Task<(Browser Here, Browser There)> SignedInAsync(string account)
    {
        var jar = new CookieContainer();
        var (here, there) = (At(One, jar), At(Other, jar));
        using var response = await here.SignInAsync(account, DemoAccounts.Password);
        response.StatusCode.ShouldBe(HttpStatusCode.Redirect, $"{account} was not let in");
        return (here, there);
    }

    public static Browser At(ProductProcess node, CookieContainer jar) =>
        new(new HttpClient(new SocketsHttpHandler { CookieContainer = jar, AllowAutoRedirect = false }) { BaseAddress = node.Address });
}
