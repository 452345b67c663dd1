using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Campaign111.Features.Coverage;
using Campaign111.Platform.Data;
using Campaign111.Tests.Infrastructure;
using Microsoft.Data.Sqlite;

namespace Campaign111.Tests.Drills;

/// <summary>Phones of a commune that send until the server dies, and remember what was acknowledged.</summary>
internal sealed class Field(string folder, string token)
{
    private const int Phones = 6;
    private readonly ConcurrentDictionary<Guid, byte> acknowledged = new();

    public int Acknowledged => acknowledged.Count;

    /// <summary>Those acknowledged up to this moment.</summary>
    public IReadOnlyCollection<Guid> AcknowledgedKeys => [.. acknowledged.Keys];

    public string Folder => folder;

    /// <summary>A field on a copy of the demo, with a token of the commune's officer made by the product's own command.</summary>
    public static async Task<Field> CreateAsync()
    {
        var folder = await DemoApp.CopyAsync();
        var (code, output) = await ProductProcess.RunAsync(folder, true, "token", "--user", "xa.25318");
        code.ShouldBe(0, output);
        return new Field(folder, output.Split('\n').Last(line => line.StartsWith("C111-", StringComparison.Ordinal)).Trim());
    }

    public Task<ProductProcess> ServeAsync(IReadOnlyDictionary<string, string>? environment = null) => ProductProcess.ServeAsync(folder, true, environment);

    /// <summary>Sends from all phones until the server is gone; every batch twice at the same moment, as an impatient client does.</summary>
    public async Task SendUntilItDiesAsync(Uri address, CancellationToken killed) =>
        await Task.WhenAll(Enumerable.Range(0, Phones).Select(phone => Task.Run(() => PhoneAsync(address, phone, killed), CancellationToken.None)));

    /// <summary>Sends single entries: as many requests, so many at a time.</summary>
    public async Task SendAsync(Uri address, int requests, int atATime)
    {
        using var client = Client(address);
        var left = requests;
        await Task.WhenAll(Enumerable.Range(0, atATime).Select(_ => Task.Run(async () =>
        {
            while (Interlocked.Decrement(ref left) >= 0)
            {
                (await PostAsync(client, Batch(0, 1), CancellationToken.None)).ShouldBe(HttpStatusCode.OK);
            }
        })));
    }

    /// <summary>What is wrong with the database: acknowledged entries that are missing, entries stored twice, totals that disagree. Empty: nothing.</summary>
    public Task<IReadOnlyList<string>> CheckAsync() => CheckAsync(folder, AcknowledgedKeys);

    /// <summary>The same for another data folder and what must be in it.</summary>
    public static async Task<IReadOnlyList<string>> CheckAsync(string folder, IReadOnlyCollection<Guid> acknowledged)
    {
        await using var database = new Database(new DataOptions { Folder = folder });
        var problems = new List<string>();
        var stored = await database.ReadAsync(session => session.QueryAsync<Guid>("SELECT entry_key FROM coverage_entry"));
        var missing = acknowledged.Except(stored).Count();
        if (missing > 0)
        {
            problems.Add($"{missing} of {acknowledged.Count} acknowledged entries are missing");
        }

        var twice = stored.GroupBy(key => key).Count(group => group.Count() > 1);
        if (twice > 0)
        {
            problems.Add($"{twice} entries are stored more than once");
        }

        problems.AddRange(await new CoverageRecount(database).CompareAsync());
        return problems;
    }

    /// <summary>Runs SQL on the file while no server runs: the safeguard is taken away there, not in the product.</summary>
    public async Task AlterAsync(string sql)
    {
        await using var database = new Database(new DataOptions { Folder = folder });
        await database.WriteAsync(session => session.ExecuteAsync(sql));
    }

    public void Remove()
    {
        SqliteConnection.ClearAllPools();
        Directory.Delete(folder, recursive: true);
    }

    private static object[] Batch(int phone, int size) => [.. Enumerable.Range(0, size).Select(_ => new
    {
        key = Guid.CreateVersion7(), campaign = "binh-phuoc-2020", place = $"25318/thon-{(phone % 2) + 1}", outcome = "reached", households = 1, leaflets = 1, capturedAt = "2020-08-31T09:00:00+07:00",
    })];

    private HttpClient Client(Uri address)
    {
        var client = new HttpClient { BaseAddress = address, Timeout = TimeSpan.FromSeconds(60) };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return client;
    }

    private async Task PhoneAsync(Uri address, int phone, CancellationToken killed)
    {
        using var client = Client(address);
        for (var size = 1; !killed.IsCancellationRequested; size = (size % 7) + 1)
        {
            var batch = Batch(phone, size);
            try
            {
                await Task.WhenAll(PostAsync(client, batch, killed), PostAsync(client, batch, killed));
            }
            catch (Exception gone) when (gone is HttpRequestException or OperationCanceledException or JsonException)
            {
                // The server was killed while it answered: nothing was acknowledged.
                return;
            }
        }
    }

    private async Task<HttpStatusCode> PostAsync(HttpClient client, object[] entries, CancellationToken killed)
    {
        using var response = await client.PostAsJsonAsync(new Uri("/api/v1/coverage/entries", UriKind.Relative), new { entries }, killed);
        if (response.StatusCode == HttpStatusCode.OK)
        {
            var body = await response.Content.ReadFromJsonAsync<JsonElement>(killed);
            foreach (var result in body.GetProperty("results").EnumerateArray().Where(result => result.GetProperty("status").GetString() is "stored" or "duplicate" or "held"))
            {
                acknowledged[result.GetProperty("key").GetGuid()] = 0;
            }

        }

        return response.StatusCode;
    }
}
