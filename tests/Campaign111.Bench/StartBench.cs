using System.Diagnostics;

namespace Campaign111.Bench;

/// <summary>From the start of the process to the first sign-in page, on a database that exists, and the memory of a process that nobody asks for anything.</summary>
internal static class StartBench
{
    private const double MostSeconds = 3;
    private const double MostMegabytes = 200;

    public static async Task<int> RunAsync(BenchFlags flags)
    {
        var (times, idle) = (flags.Number("times", 5), flags.Number("idle", 30));
        using var folder = new TemporaryFolder();
        // The demo province is loaded and its pages are met for the first time.
        var first = await StartAsync(folder.Path, 0);
        var starts = new List<(double Ready, double Page, double Megabytes)>();
        for (var time = 0; time < times; time++)
        {
            starts.Add(await StartAsync(folder.Path, time == times - 1 ? idle : 0));
        }

        var seconds = starts.Select(start => start.Page).Order().ElementAt(times / 2);
        var memory = starts[^1].Megabytes;
        Console.WriteLine("                                   listening s  first page s  allowed");
        Console.WriteLine(FormattableString.Invariant($"first start, demo loaded           {first.Ready,11:F2} {first.Page,13:F2}"));
        foreach (var start in starts)
        {
            Console.WriteLine(FormattableString.Invariant($"start on an existing database      {start.Ready,11:F2} {start.Page,13:F2} {MostSeconds,8:F0}"));
        }

        var verdict = memory <= MostMegabytes ? "holds" : "MISSED";
        Console.WriteLine(FormattableString.Invariant($"resident after {idle} s of rest, jobs running: {memory:F0} MB, allowed {MostMegabytes:F0}, ratio {memory / MostMegabytes:F2}, {verdict}"));
        Console.WriteLine(FormattableString.Invariant($"bench start: {seconds:F2} s, limit {MostSeconds:F0}, ratio {seconds / MostSeconds:F2}"));
        return seconds <= MostSeconds && memory <= MostMegabytes ? 0 : 1;
    }

    // Seconds until it listens, until the page is there, and resident memory at the end, in MB.
    private static async Task<(double Ready, double Page, double Megabytes)> StartAsync(string folder, int idleSeconds)
    {
        var clock = Stopwatch.StartNew();
        await using var server = await ServerProcess.ProductAsync(folder, jobs: true);
        var ready = clock.Elapsed.TotalSeconds;
        using var client = new HttpClient { BaseAddress = server.Address };
        using var page = await client.GetAsync(new Uri("/sign-in", UriKind.Relative));
        page.EnsureSuccessStatusCode();
        await page.Content.ReadAsByteArrayAsync();
        var seconds = clock.Elapsed.TotalSeconds;
        await Task.Delay(TimeSpan.FromSeconds(idleSeconds));
        var megabytes = server.WorkingSet / (double)(1 << 20);
        await server.StopAsync();
        return (ready, seconds, megabytes);
    }
}
