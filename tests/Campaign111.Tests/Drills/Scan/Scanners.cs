using System.Diagnostics;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Campaign111.Tests.Drills.Scan;

/// <summary>Something that a scanner found.</summary>
/// <param name="Tool">wapiti or sqlmap.</param>
/// <param name="Kind">In the tool's words.</param>
/// <param name="Where">Method, path and parameter.</param>
/// <param name="Level">wapiti's 1 to 4; 4 for an injection.</param>
/// <param name="Detail">In the tool's words.</param>
public sealed record Finding(string Tool, string Kind, string Where, int Level, string Detail)
{
    public override string ToString() => $"{Tool}: {Kind}, {Where}: {Detail}";
}

/// <summary>A request for sqlmap to try each parameter of.</summary>
public sealed record Probe(string Method, string Address, string ContentType, string Body);

/// <summary>Debian's wapiti and sqlmap, with the same options in the scan and in its control run. Everything stays on the loopback: modules that need the network are left out.</summary>
internal sealed partial class Scanners(Uri site, string cookie, string folder)
{
    // Without those that fetch lists from the network or call an outside address back (nikto, wapp, ssrf, xxe, log4shell).
    private static readonly string[] Deep = ["xss", "sql", "exec", "file", "permanentxss"];
    private static readonly string[] Quick = ["backup", "cookieflags", "crlf", "csp", "htaccess", "http_headers", "methods", "redirect"];

    /// <summary>Crawls from the seeds and attacks what it finds: longest with injections, then shortly with the rest.</summary>
    /// <param name="start">Where it begins; it does not leave this path.</param>
    /// <param name="seeds">More addresses to begin at.</param>
    /// <param name="crawl">Seconds to crawl.</param>
    /// <param name="attack">Seconds for each kind of injection; the rest gets a quarter.</param>
    public async Task<IReadOnlyList<Finding>> WapitiAsync(string start, IReadOnlyList<string> seeds, int crawl, int attack) =>
        [.. await WapitiAsync(start, seeds, ["--flush-session", "--max-scan-time", $"{crawl}"], Deep, crawl, attack), .. await WapitiAsync(start, [], ["--skip-crawl"], Quick, 0, attack / 4)];

    private async Task<IReadOnlyList<Finding>> WapitiAsync(string start, IReadOnlyList<string> seeds, string[] session, string[] modules, int crawl, int attack)
    {
        var report = Path.Combine(folder, $"wapiti-{Guid.NewGuid():N}.json");
        var arguments = new List<string>
        {
            "-u", new Uri(site, start).ToString(), "--scope", "folder", "-m", string.Join(',', modules), "-H", $"Cookie: {cookie}", "-H", "Accept-Encoding: identity", "--store-session", Path.Combine(folder, "wapiti"),
            "--max-attack-time", $"{attack}", "--max-links-per-page", "60", "--max-files-per-dir", "40", "--max-parameters", "25", "-d", "6",
            "-S", "normal", "-t", "5", "--verify-ssl", "0", "--no-bugreport", "-v", "0", "-f", "json", "-o", report,
        };
        arguments.AddRange(session);
        arguments.AddRange(seeds.SelectMany(seed => new[] { "-s", new Uri(site, seed).ToString() }));
        var log = await RunAsync("wapiti", arguments, crawl + (attack * modules.Length) + 45);
        File.Exists(report).ShouldBeTrue($"wapiti left no report:\n{log}");
        using var read = JsonDocument.Parse(await File.ReadAllTextAsync(report));
        var found = new List<Finding>();
        foreach (var kind in read.RootElement.GetProperty("vulnerabilities").EnumerateObject().Concat(read.RootElement.GetProperty("anomalies").EnumerateObject()))
        {
            found.AddRange(kind.Value.EnumerateArray().Select(one => new Finding(
                "wapiti", kind.Name, $"{one.GetProperty("method").GetString()} {one.GetProperty("path").GetString()} {one.GetProperty("parameter").GetString()}".TrimEnd(),
                one.GetProperty("level").GetInt32(), one.GetProperty("info").GetString() ?? "")));
        }

        return found;
    }

    /// <summary>Tries to inject SQL into each parameter of each request; what was asked for is in the counts of the product.</summary>
    public async Task<(IReadOnlyList<Finding> Found, int Tested)> SqlmapAsync(IReadOnlyList<Probe> probes, int seconds)
    {
        // As a proxy would have noted them.
        var list = new StringBuilder();
        foreach (var probe in probes)
        {
            list.Append($"{new string('=', 54)}\n10:00:00  {site}  [127.0.0.1]\n{new string('=', 54)}\n{probe.Method} {probe.Address} HTTP/1.1\nHost: {site.Authority}\nCookie: {cookie}\n");
            list.Append(probe.Address.StartsWith("/api/", StringComparison.Ordinal) ? $"X-Campaign111: 1\nOrigin: {site.GetLeftPart(UriPartial.Authority)}\n" : "");
            list.Append(probe.Body.Length == 0 ? "\n" : $"Content-Type: {probe.ContentType}\nContent-Length: {Encoding.UTF8.GetByteCount(probe.Body)}\n\n{probe.Body}\n");
            list.Append($"{new string('=', 54)}\n\n");
        }

        var requests = Path.Combine(folder, $"requests-{Guid.NewGuid():N}.txt");
        await File.WriteAllTextAsync(requests, list.ToString());
        // sqlmap reads its targets from a standard input that is no terminal, so it gets one.
        string[] options =
        [
            "-l", requests, "--batch", "--dbms=SQLite", "--technique=B", "--level=1", "--risk=1", "--skip=__RequestVerificationToken,Cookie,User-Agent,Referer,Host",
            "--timeout=10", "--retries=0", "--disable-coloring", "--flush-session", "--output-dir", Path.Combine(folder, "sqlmap"), "--answers='exploit=N,keep testing=Y,follow=N,skip further=N,process it=Y'",
        ];
        var log = await RunAsync("script", ["-qec", $"sqlmap {string.Join(' ', options)}", "/dev/null"], seconds);
        return Read(log);
    }

    // The log names the address once and then each parameter.
    private static (IReadOnlyList<Finding> Found, int Tested) Read(string log)
    {
        var (found, tested, address) = (new List<Finding>(), new HashSet<string>(), "");
        foreach (var line in log.Split('\n'))
        {
            if (Testing().Match(line) is { Success: true } began)
            {
                address = began.Groups["address"].Value;
            }
            else if (Dynamic().Match(line) is { Success: true } one)
            {
                tested.Add($"{address} {one.Groups["parameter"].Value}");
            }
            else if (Vulnerable().Match(line) is { Success: true } hit)
            {
                found.Add(new Finding("sqlmap", "SQL injection", $"{address} {hit.Groups["parameter"].Value}", 4, hit.Value));
            }
        }

        return (found, tested.Count);
    }

    private async Task<string> RunAsync(string tool, IReadOnlyList<string> arguments, int seconds)
    {
        var start = new ProcessStartInfo("timeout") { RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true, WorkingDirectory = folder };
        start.Environment["HOME"] = folder;
        foreach (var argument in new[] { "-k", "5", $"{seconds}", tool }.Concat(arguments))
        {
            start.ArgumentList.Add(argument);
        }

        using var process = Process.Start(start)!;
        process.StandardInput.Close();
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        var log = $"{await output}\n{await errors}";
        await File.WriteAllTextAsync(Path.Combine(folder, $"{tool}-{Guid.NewGuid():N}.log"), log);
        return log;
    }

    [GeneratedRegex(@"testing URL '(?<address>[^']+)'")]
    private static partial Regex Testing();

    [GeneratedRegex(@"testing if (?<parameter>\S.* parameter '[^']+') is dynamic")]
    private static partial Regex Dynamic();

    [GeneratedRegex(@"(?<parameter>\S+ parameter '[^']+') is vulnerable")]
    private static partial Regex Vulnerable();
}
