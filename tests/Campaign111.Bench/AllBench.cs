using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;

namespace Campaign111.Bench;

/// <summary>Every benchmark, one after the other, each in a process of its own (none inherits another's memory or warmed code), and one table at the end.</summary>
internal static partial class AllBench
{
    // The briefer sizes say whether everything still runs, in a few minutes; only the full ones are figures.
    private static readonly (string Name, string[] Brief)[] All =
    [
        ("leaflets", ["--communes", "300", "--brief", "50"]),
        ("qr", []),
        ("ingest", ["--stored", "0", "--seconds", "1", "--batches", "1,200", "--clients", "8"]),
        ("import", ["--rows", "20000"]),
        ("households", ["--many", "50000", "--times", "40"]),
        ("scan", []),
        ("start", ["--times", "2", "--idle", "5"]),
        ("sweep", []),
        ("export", ["--rows", "50000"]),
        ("forecast", []),
        ("flags", []),
        ("dashboard", ["--entries", "50000", "--times", "200"]),
    ];

    /// <returns>0 when every benchmark ended well; else 1.</returns>
    public static async Task<int> RunAsync(bool brief)
    {
        var lines = new List<string>();
        var failed = 0;
        foreach (var (name, flags) in All)
        {
            Console.WriteLine($"== {name}");
            var clock = Stopwatch.StartNew();
            var (code, last) = await OneAsync([name, .. brief ? flags : []]);
            failed += code == 0 ? 0 : 1;
            lines.Add(Line(name, code, last, clock.Elapsed));
        }

        Console.WriteLine();
        Console.WriteLine($"{"benchmark",-12}{"figure",-34}{"limit",-24}{"ratio",8}{"minutes",10}");
        lines.ForEach(Console.WriteLine);
        return failed == 0 ? 0 : 1;
    }

    private static string Line(string name, int code, string? last, TimeSpan spent)
    {
        var minutes = spent.TotalMinutes.ToString("F1", CultureInfo.InvariantCulture);
        return code == 0 && last is not null && Result().Match(last) is { Success: true } found
            ? $"{name,-12}{found.Groups["figure"].Value,-34}{found.Groups["limit"].Value,-24}{found.Groups["ratio"].Value,8}{minutes,10}"
            : $"{name,-12}{(code == 0 ? "ended without its line" : $"FAILED with exit code {code}"),-66}{minutes,10}";
    }

    private static async Task<(int Code, string? Last)> OneAsync(IEnumerable<string> args)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true };
        start.ArgumentList.Add(typeof(AllBench).Assembly.Location);
        foreach (var arg in args)
        {
            start.ArgumentList.Add(arg);
        }

        using var process = Process.Start(start)!;
        string? last = null;
        while (await process.StandardOutput.ReadLineAsync() is { } line)
        {
            Console.WriteLine(line);
            last = line.StartsWith("bench ", StringComparison.Ordinal) ? line : last;
        }

        await process.WaitForExitAsync();
        return (process.ExitCode, last);
    }

    [GeneratedRegex(@"^bench \S+: (?<figure>.+?), limit (?<limit>.+), ratio (?<ratio>\S+)$")]
    private static partial Regex Result();
}
