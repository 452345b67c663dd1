using System.Diagnostics;
using System.IO.Compression;
using System.Security.Cryptography;
using Campaign111.Features.Campaigns;
using Campaign111.Features.Hierarchy;
using Campaign111.Features.Leaflets;
using Campaign111.Features.Leaflets.Print;
using Campaign111.Platform.Audit;
using Campaign111.Platform.Data;
using Campaign111.Tests.Infrastructure;
using Campaign111.Tests.Platform.Pdf;
using Microsoft.Data.Sqlite;

namespace Campaign111.Tests.Features.Leaflets;

/// <summary>kill -9 while a province is printed and while codes are scanned: the product itself, in a process of its own.</summary>
public sealed class PowerCutTests
{
    private const string Phone = "Mozilla/5.0 (Linux; Android 9; SM-J400F) AppleWebKit/537.36 Chrome/100 Mobile Safari/537.36";
    private const string Slug = "binh-phuoc-2020";

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(4);

    [Fact]
    public async Task A_province_s_job_goes_on_where_it_was_cut_off_with_the_same_codes()
    {
        var folder = Directory.CreateTempSubdirectory("campaign111-cut-").FullName;
        await (await ProductProcess.ServeAsync(folder, demo: true)).DisposeAsync();
        // The demo's own materials have printed before.
        var runs = Ask<long>(folder, "SELECT COUNT(*) FROM qr_run");
        var job = await AskForProvinceAsync(folder);
        var parts = Path.Combine(folder, "work", "print", job.ToString("N"));
        Dictionary<string, string> before;
        await using (var product = await ProductProcess.ServeAsync(folder, demo: true))
        {
            await UntilAsync(() => Directory.Exists(parts) && Directory.GetFiles(parts, "*.pdf").Length >= 8);
            await product.KillAsync();
            before = Directory.GetFiles(parts, "*.pdf").ToDictionary(path => Path.GetFileName(path), Hash);
        }

        before.Count.ShouldBeInRange(8, 110);
        // Its lease of a minute has run out, as it has by the time that somebody switched the machine on again.
        Execute(folder, "UPDATE leaflet_job SET lease_until = '2020-01-01 00:00:00'");
        await using (await ProductProcess.ServeAsync(folder, demo: true))
        {
            await UntilAsync(() => Ask<string>(folder, "SELECT state FROM leaflet_job") is not "waiting");
        }

        Ask<string>(folder, "SELECT state FROM leaflet_job").ShouldBe("done", Ask<object>(folder, "SELECT problem FROM leaflet_job").ToString());
        Ask<long>(folder, "SELECT COUNT(*) FROM qr_run").ShouldBe(runs + 1);
        using var zip = ZipFile.OpenRead(Path.Combine(folder, "print", job.ToString("N"), "result.zip"));
        zip.Entries.Count.ShouldBe(112);
        zip.Entries.Where(entry => before.ContainsKey(entry.Name)).ToDictionary(entry => entry.Name, entry => Hash(entry.Open())).ShouldBe(before, ignoreOrder: true);
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task At_most_the_last_second_of_scans_is_lost()
    {
        var folder = Directory.CreateTempSubdirectory("campaign111-cut-").FullName;
        var answered = new List<long>();
        long cut, before;
        await using (var product = await ProductProcess.ServeAsync(folder, demo: true))
        {
            var token = Ask<string>(folder, "SELECT t.token FROM qr_token t JOIN unit u ON u.id = t.unit_id WHERE u.code = '25318' ORDER BY t.id LIMIT 1");
            before = Ask<long>(folder, "SELECT SUM(scans) FROM scan_day");
            using var client = new HttpClient { BaseAddress = product.Address };
            client.DefaultRequestHeaders.TryAddWithoutValidation("User-Agent", Phone);
            for (var clock = Stopwatch.StartNew(); clock.Elapsed < TimeSpan.FromSeconds(4); await Task.Delay(10))
            {
                using var page = await client.GetAsync(new Uri($"/q/{token}", UriKind.Relative));
                page.EnsureSuccessStatusCode();
                answered.Add(Stopwatch.GetTimestamp());
            }

            cut = Stopwatch.GetTimestamp();
            await product.KillAsync();
        }

        await using (await ProductProcess.ServeAsync(folder, demo: true))
        {
            await Task.Delay(TimeSpan.FromSeconds(3));
        }

        // The last second, and as much again for a disk or a processor that is late.
        var sure = answered.Count(at => Stopwatch.GetElapsedTime(at, cut) > TimeSpan.FromSeconds(2));
        sure.ShouldBeGreaterThan(10);
        (Ask<long>(folder, "SELECT SUM(scans) FROM scan_day") - before).ShouldBeInRange(sure, answered.Count);
        Directory.Delete(folder, recursive: true);
    }

    private static async Task<Guid> AskForProvinceAsync(string folder)
    {
        await using var database = new Database(new DataOptions { Folder = folder });
        var campaign = (await new CampaignDirectory(database).FindAsync(Slug))!;
        var province = (await new UnitDirectory(database).FindAsync(campaign.UnitId))!;
        var design = PdfLab.Designs.Get(LeafletDesigns.Default);
        return await new PrintJobs(database, new AuditLog(TimeProvider.System), TimeProvider.System)
            .AddAsync(campaign, new PrintWish(province, [], UnitLevel.Commune, new LeafletChoice(design)), 111, Actor.System);
    }

    private static async Task UntilAsync(Func<bool> done)
    {
        for (var clock = Stopwatch.StartNew(); !done(); await Task.Delay(50))
        {
            clock.Elapsed.ShouldBeLessThan(Patience);
        }
    }

    private static string Hash(string path)
    {
        using var file = File.OpenRead(path);
        return Hash(file);
    }

    private static string Hash(Stream content)
    {
        using (content)
        {
            return Convert.ToHexStringLower(SHA256.HashData(content));
        }
    }

    private static T Ask<T>(string folder, string sql) => (T)Run(folder, sql, command => command.ExecuteScalar())!;

    private static void Execute(string folder, string sql) => Run(folder, sql, command => command.ExecuteNonQuery());

    private static object? Run(string folder, string sql, Func<SqliteCommand, object?> run)
    {
        using var connection = new SqliteConnection($"Data Source={Path.Combine(folder, "campaign111.db")};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return run(command);
    }
}
