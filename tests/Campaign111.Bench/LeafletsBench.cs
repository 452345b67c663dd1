using System.Diagnostics;
using Campaign111.Features.Leaflets;
using Campaign111.Platform.Pdf;

namespace Campaign111.Bench;

/// <summary>
/// The hand-out of every commune of 2020: real names, a token of its own from the register, a local line. 1,000 and 10,614 communes, each in a process
/// of its own so that its peak memory is its own; then every other design briefly, and a province through the press to its ZIP.
/// </summary>
internal static class LeafletsBench
{
    private const int Nation = 10_614;
    private const int Brief = 300;
    private const double LeastPages = 1000;
    private const double LeastShare = 0.12;
    private const double MostMemory = 150;
    private const double MostSize = 3.5;

    public static async Task<int> RunAsync(BenchFlags flags)
    {
        using var folder = new TemporaryFolder();
        await ProductProcess.RunAsync(folder.Path, "demo");
        var file = Path.Combine(folder.Path, "communes.tsv");
        await using (var room = new PressRoom(folder.Path))
        {
            CommuneLeaflet.Save(await room.LeafletsAsync(new LeafletChoice(room.Get<LeafletDesigns>().Get(LeafletDesigns.Default)), Nation), file);
        }

        Console.WriteLine("design | variant | communes | pages | pages/s | QRCoder alone, codes/s | share | MB per 1,000 pages | peak memory, MB");
        var runs = new List<LeafletsRun>();
        foreach (var communes in flags.List("communes", [1000, Nation]))
        {
            runs.Add(await ShowAsync(file, LeafletDesigns.Default, mono: false, communes));
        }

        var brief = flags.Number("brief", Brief);
        foreach (var design in Designs().Where(_ => brief > 0))
        {
            foreach (var mono in new[] { false, true })
            {
                await ShowAsync(file, design, mono, brief);
            }
        }

        Console.WriteLine(await ChildAsync("press-run", folder.Path));
        return Judge(runs);
    }

    private static int Judge(List<LeafletsRun> runs)
    {
        var good = true;
        foreach (var run in runs)
        {
            void Must(bool held, string what)
            {
                good &= held;
                Console.WriteLine($"{(held ? "holds" : "MISSED")}: {run.Pages} pages, {what}");
            }

            Must(run.PagesPerSecond >= LeastPages, FormattableString.Invariant($"{run.PagesPerSecond:F0} pages/s, at least {LeastPages:F0}"));
            Must(run.PagesPerSecond / run.CodesPerSecond >= LeastShare, FormattableString.Invariant($"{run.PagesPerSecond / run.CodesPerSecond:P0} of QRCoder's rate, at least {LeastShare:P0}"));
            Must(run.PeakBytes / 1e6 < MostMemory, FormattableString.Invariant($"peak memory {run.PeakBytes / 1e6:F0} MB, below {MostMemory:F0}"));
            Must(run.MegabytesPer1000Pages <= MostSize, FormattableString.Invariant($"{run.MegabytesPer1000Pages:F2} MB per 1,000 pages, at most {MostSize}"));
        }

        var last = runs[^1];
        Console.WriteLine(FormattableString.Invariant($"bench leaflets: {last.PagesPerSecond:F0} pages/s, limit {last.CodesPerSecond:F0}, ratio {last.PagesPerSecond / last.CodesPerSecond:F2}"));
        return good ? 0 : 1;
    }

    private static async Task<LeafletsRun> ShowAsync(string file, string design, bool mono, int communes)
    {
        var variant = mono ? "mono" : "colour";
        var run = LeafletsRun.Parse(await ChildAsync("leaflets-run", file, design, variant, FormattableString.Invariant($"{communes}")));
        Console.WriteLine(FormattableString.Invariant(
            $"{design} | {variant} | {communes} | {run.Pages} | {run.PagesPerSecond:F0} | {run.CodesPerSecond:F0} | {run.PagesPerSecond / run.CodesPerSecond:F2} | {run.MegabytesPer1000Pages:F2} | {run.PeakBytes / 1e6:F0}"));
        return run;
    }

    private static IReadOnlyList<string> Designs() => new LeafletDesigns(new FontLibrary(FontLibrary.DefaultFolder)).Ids;

    private static async Task<string> ChildAsync(params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "Campaign111.Bench.dll"), .. arguments]) { RedirectStandardOutput = true };
        // As on an office's machine, whatever this one says.
        start.Environment["DOTNET_gcServer"] = "0";
        using var process = Process.Start(start) ?? throw new InvalidOperationException("The run did not start.");
        var lines = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return process.ExitCode == 0 ? lines.Trim() : throw new InvalidOperationException($"{string.Join(' ', arguments)} ended with {process.ExitCode}.");
    }
}
