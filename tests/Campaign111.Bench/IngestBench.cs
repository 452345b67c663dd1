using System.Diagnostics;
using System.Globalization;
using Campaign111.Platform.Data;

namespace Campaign111.Bench;

/// <summary>Durable ingest over HTTP against the bare loop over the same file in the same run, for each size, with few and with many entries stored.</summary>
internal static class IngestBench
{
    private const int WarmRequests = 20_000;
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(4);
    private static readonly TimeSpan LongestWarmUp = TimeSpan.FromMinutes(1);
    private const string CampaignSql = "SELECT id FROM campaign WHERE slug = 'binh-phuoc-2020'";
    private const string CountSql = "SELECT MAX(id) FROM coverage_entry";

    private sealed record Figure(int Batch, int Clients, bool Filled, double Rate, double Bare, double Processor, double P50, double P99, double Worst, double Fairness)
    {
        public double Ratio => Rate / Bare;
    }

    public static async Task<int> RunAsync(BenchFlags flags)
    {
        var stored = flags.Number("stored", 5_000_000);
        var span = TimeSpan.FromSeconds(flags.Number("seconds", 3));
        var (batches, clients) = (flags.List("batches", [1, 50, 200, 500]), flags.List("clients", [1, 8, 32]));
        using var folder = new TemporaryFolder();
        var options = new DataOptions { Folder = folder.Path };
        await using var product = await ProductProcess.ServeAsync(folder.Path);
        await using var database = new Database(options);
        var campaign = await database.ReadAsync(session => session.SingleAsync<long>(CampaignSql));
        var communes = await CoverageGround.LoadAsync(database, clients.Max());
        var figures = new List<Figure>();
        Console.WriteLine("stored     batch clients  entries/s  bare loop  ratio  server CPU us/entry  p50 ms  p99 ms  worst ms  slowest/mean client");
        await WarmUpAsync(product.Port, communes);
        foreach (var filled in stored > 0 ? new[] { false, true } : [false])
        {
            if (filled)
            {
                var clock = Stopwatch.StartNew();
                await StoredEntries.FillAsync(options.SqlitePath, campaign, stored);
                Console.WriteLine($"(filled with {stored} entries in {clock.Elapsed.TotalSeconds:F0} s)");
            }

            foreach (var (batch, count) in batches.SelectMany(batch => clients.Select(count => (batch, count))))
            {
                figures.Add(await MeasureAsync(product, database, options.SqlitePath, campaign, [.. communes.Take(count)], batch, span, filled));
                Print(figures[^1], filled ? stored : 0);
            }
        }

        Console.WriteLine($"product's peak memory {product.PeakMegabytes} MB");
        return Conclude(figures);
    }

    private static async Task<Figure> MeasureAsync(
        ProductProcess product, Database database, string path, long campaign, IReadOnlyList<Commune> communes, int batch, TimeSpan span, bool filled)
    {
        using var bare = await BareLoop.OpenAsync(path, campaign);
        // The limit is taken before and after, since others may use the machine.
        var before = await LimitAsync(bare, communes, batch, span / 2);
        var last = await database.ReadAsync(session => session.SingleAsync<long>(CountSql));
        var used = product.Processor;
        var (loads, seconds) = await LoadAsync(product.Port, communes, batch, span);
        used = product.Processor - used;
        var now = await database.ReadAsync(session => session.SingleAsync<long>(CountSql));
        var acknowledged = loads.Sum(load => load.Stored);
        if (now - last != acknowledged)
        {
            throw new InvalidOperationException($"{acknowledged} entries were acknowledged, {now - last} are stored.");
        }

        var after = await LimitAsync(bare, communes, batch, span / 2);
        var times = loads.SelectMany(load => load.Latencies).Order().ToList();
        return new Figure(
            batch, communes.Count, filled, acknowledged / seconds, (before + after) / 2, used.TotalMicroseconds / acknowledged, times[times.Count / 2], times[(int)(times.Count * 0.99)], times[^1],
            loads.Min(load => load.Stored) / loads.Average(load => load.Stored));
    }

    // A server that has run for a while: compiled, and done with what it does at its start. By requests, since on a busy machine seconds mean little.
    private static async Task WarmUpAsync(int port, IReadOnlyList<Commune> communes)
    {
        await LoadAsync(port, communes, 50, WarmUp);
        var clock = Stopwatch.StartNew();
        for (var requests = 0L; requests < WarmRequests && clock.Elapsed < LongestWarmUp;)
        {
            requests += (await LoadAsync(port, communes, 1, WarmUp)).Loads.Sum(load => load.Stored);
        }
    }

    // Single entries are held against a group commit whose clients wait, batches against the plain loop.
    private static async Task<double> LimitAsync(BareLoop bare, IReadOnlyList<Commune> communes, int batch, TimeSpan span) =>
        batch == 1 ? await bare.GroupCommitAsync(communes, span) : bare.Run(communes, batch, span);

    private static async Task<(IReadOnlyList<LoadClient> Loads, double Seconds)> LoadAsync(int port, IReadOnlyList<Commune> communes, int batch, TimeSpan span)
    {
        var loads = communes.Select(commune => new LoadClient(port, commune, batch)).ToList();
        var clock = Stopwatch.StartNew();
        await Task.Factory.StartNew(() => LoadClient.Run(loads, span), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        var seconds = clock.Elapsed.TotalSeconds;
        loads.ForEach(load => load.Dispose());
        return (loads, seconds);
    }

    private static void Print(Figure figure, int stored) => Console.WriteLine(string.Create(
        CultureInfo.InvariantCulture,
        $"{stored,9} {figure.Batch,6} {figure.Clients,7} {figure.Rate,10:F0} {figure.Bare,10:F0} {figure.Ratio,6:F2} {figure.Processor,20:F0} {figure.P50,7:F1} {figure.P99,7:F1} {figure.Worst,9:F1} {figure.Fairness,8:F2}"));

    private static int Conclude(IReadOnlyList<Figure> figures)
    {
        var main = figures.FirstOrDefault(figure => figure is { Batch: 200, Clients: 8, Filled: false });
        if (figures.FirstOrDefault(figure => figure is { Batch: 200, Clients: 8, Filled: true }) is { } filled && main is not null)
        {
            Say($"batches of 200, 8 clients, filled against empty: {filled.Rate / main.Rate:F2}, at least 0.85", filled.Rate / main.Rate >= 0.85);
        }

        foreach (var single in figures.Where(figure => figure is { Batch: 1, Clients: 32 }))
        {
            var name = $"single entries, 32 clients, {(single.Filled ? "filled" : "empty")}";
            Say($"{name}: {single.Ratio:F2} of the bare group commit, at least 0.33", single.Ratio >= 1 / 3.0);
            Say($"{name}: p99 {single.P99:F1} ms, under 50", single.P99 < 50);
            Say($"{name}: slowest client {single.Fairness:F2} of the mean, at least 0.5", single.Fairness >= 0.5);
        }

        main ??= figures[^1];
        Console.WriteLine(FormattableString.Invariant($"bench ingest: {main.Rate:F0} entries/s, limit {main.Bare:F0}, ratio {main.Ratio:F2}"));
        return 0;
    }

    private static void Say(FormattableString figure, bool holds) => Console.WriteLine($"{FormattableString.Invariant(figure)}: {(holds ? "holds" : "MISSED")}");
}
