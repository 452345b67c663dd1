using System.Diagnostics;
using System.Globalization;
using Microsoft.Data.Sqlite;

namespace Campaign111.Bench;

/// <summary>
/// Requests a second of the page behind a leaflet's code, over 64 connections, against a bare Kestrel endpoint that returns the same bytes in the same
/// run; then on to two million requests, to see whether memory stays flat, and after a graceful stop whether every one was counted.
/// </summary>
internal static class ScanBench
{
    private const int Connections = 64;
    private const int Rounds = 12;
    private const int Total = 2_000_000;
    private const int Portion = 200_000;
    private const double MostGrowth = 1.25;
    private static readonly TimeSpan Round = TimeSpan.FromSeconds(2);

    public static async Task<int> RunAsync()
    {
        var folder = Directory.CreateTempSubdirectory("campaign111-bench-").FullName;
        try
        {
            await using var product = await ServerProcess.ProductAsync(folder);
            var path = $"/q/{Token(folder)}";
            var before = Scans(folder);
            var load = await ScanLoad.PrepareAsync(product.Address, path, Connections);
            await using var bare = await ServerProcess.BareAsync(load.Answer, folder);
            var (rate, limit, sent) = await CompareAsync(load, bare.Address);
            var (flat, more) = await FloodAsync(load, product, Total - sent);
            await product.StopAsync();
            var counted = Scans(folder) - before;
            var expected = sent + more;
            Console.WriteLine($"sent {expected} | counted {counted} | {(counted == expected ? "exact" : "NOT EXACT")} | memory {(flat ? "flat" : "NOT FLAT")}");
            Console.WriteLine(FormattableString.Invariant($"bench scan: {rate:F0} req/s, limit {limit:F0}, ratio {rate / limit:F2}"));
            return counted == expected && flat ? 0 : 1;
        }
        finally
        {
            SqliteConnection.ClearAllPools();
            Directory.Delete(folder, recursive: true);
        }
    }

    // Turn by turn, so that a busy machine slows both alike; the first round of each only warms up.
    private static async Task<(double Rate, double Limit, long Sent)> CompareAsync(ScanLoad load, Uri bare)
    {
        var (rates, limits, sent) = (new List<double>(), new List<double>(), load.Sent);
        for (var round = 0; round <= Rounds; round++)
        {
            var limit = await load.RunAsync(bare, Round, long.MaxValue);
            var rate = await load.RunAsync(load.Product, Round, long.MaxValue);
            sent += rate.Requests;
            if (round > 0)
            {
                rates.Add(rate.PerSecond);
                limits.Add(limit.PerSecond);
                Console.WriteLine(FormattableString.Invariant($"round {round} | product {rate.PerSecond:F0} req/s | bare {limit.PerSecond:F0} req/s | ratio {rate.PerSecond / limit.PerSecond:F2}"));
            }
        }

        return (rates.Average(), limits.Average(), sent);
    }

    // Flat: the last portion's memory is no more than a quarter above that of the first.
    private static async Task<(bool Flat, long Sent)> FloodAsync(ScanLoad load, ServerProcess product, long left)
    {
        var (sent, sizes) = (0L, new List<long>());
        while (sent < left)
        {
            sent += (await load.RunAsync(load.Product, TimeSpan.FromMinutes(5), Math.Min(Portion, left - sent))).Requests;
            sizes.Add(product.WorkingSet >> 20);
        }

        Console.WriteLine($"memory in MB, each {Portion} requests: {string.Join(' ', sizes.Select(size => size.ToString(CultureInfo.InvariantCulture)))}");
        return (sizes.Count == 0 || sizes[^1] <= sizes[0] * MostGrowth, sent);
    }

    private static string Token(string folder) => Ask<string>(folder, "SELECT t.token FROM qr_token t JOIN unit u ON u.id = t.unit_id WHERE u.code = '25318' ORDER BY t.id LIMIT 1");

    private static long Scans(string folder) => Ask<long>(folder, "SELECT SUM(scans) FROM scan_day");

    private static T Ask<T>(string folder, string sql)
    {
        using var connection = new SqliteConnection($"Data Source={Path.Combine(folder, "campaign111.db")};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return (T)command.ExecuteScalar()!;
    }
}
