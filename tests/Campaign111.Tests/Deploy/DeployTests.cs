using System.Text.RegularExpressions;
using Campaign111.Tests.Architecture;
using YamlDotNet.Serialization;

namespace Campaign111.Tests.Deploy;

/// <summary>The files of <c>src/deploy</c> say what the product understands, and give no process more than it needs.</summary>
public partial class DeployTests
{
    private static readonly string Home = Path.Combine(Source.Root, "src", "deploy");

    // Not the product's: the runtime's and the framework's own.
    private static readonly string[] Foreign = ["ASPNETCORE_URLS", "ASPNETCORE_ENVIRONMENT", "DOTNET_NOLOGO", "DOTNET_EnableDiagnostics", "DOTNET_IMAGES", "Logging__Console__FormatterName"];

    private static readonly Lazy<string> Code = new(() => string.Join('\n', Source.Files(".", ".cs").Select(File.ReadAllText)));

    public static TheoryData<string> Settings =>
        [.. new[] { "campaign111@.service", "all.env", "web1.env", "Containerfile", "compose.yaml" }.SelectMany(Named).Distinct().Except(Foreign).Order(StringComparer.Ordinal)];

    [Theory, MemberData(nameof(Settings))]
    public void Every_setting_is_one_that_the_product_reads(string setting) => IsRead(setting).ShouldBeTrue();

    [Fact]
    public void A_setting_that_nobody_reads_is_found() => IsRead("Campaign111__Rolle").ShouldBeFalse();

    [Fact]
    public void The_unit_gives_the_process_no_more_than_it_needs()
    {
        var unit = File.ReadAllLines(Path.Combine(Home, "campaign111@.service"));
        foreach (var line in new[]
        {
            "LimitCORE=0", "NoNewPrivileges=yes", "ProtectSystem=strict", "ReadWritePaths=/var/lib/campaign111/%i", "ProtectHome=yes", "PrivateTmp=yes", "PrivateDevices=yes", "CapabilityBoundingSet=",
            "RestrictNamespaces=yes", "RestrictSUIDSGID=yes", "SystemCallFilter=@system-service", "UMask=0077", "KillSignal=SIGTERM", "User=campaign111",
        })
        {
            unit.ShouldContain(line);
        }

        // It compiles while it runs.
        unit.ShouldNotContain(line => line.StartsWith("MemoryDenyWriteExecute", StringComparison.Ordinal));
        Seconds(unit, "TimeoutStopSec=").ShouldBeGreaterThan(Seconds(File.ReadAllLines(Path.Combine(Home, "web1.env")), "Campaign111__DrainSeconds=") + 30, "drain, jobs and the rest");
    }

    [Fact]
    public void The_container_runs_without_rights_and_says_how_it_is()
    {
        var file = File.ReadAllText(Path.Combine(Home, "Containerfile"));
        Regex.Count(file, "^FROM ", RegexOptions.Multiline).ShouldBe(2, "the compiler stays out of the image");
        file.ShouldMatch(@"(?m)^USER \d+$");
        file.ShouldContain("HEALTHCHECK");
        file.ShouldContain("/readyz");
        file.ShouldContain("STOPSIGNAL SIGTERM");
        foreach (var copied in Regex.Matches(file, @"(?m)^COPY (?<from>src|db|leaflets) ").Select(match => match.Groups["from"].Value))
        {
            Directory.Exists(Path.Combine(Source.Root, copied)).ShouldBeTrue(copied);
        }
    }

    [Fact]
    public void The_compose_file_has_two_web_nodes_a_job_server_a_database_and_a_proxy()
    {
        var services = Services();
        services.Keys.ShouldBe(["web1", "web2", "jobs", "database", "prepare", "proxy"]);
        var volumes = new List<string>();
        foreach (var (name, role) in new[] { ("web1", "web"), ("web2", "web"), ("jobs", "jobs") })
        {
            var node = services[name];
            node["read_only"].ShouldBe("true", name);
            node["cap_drop"].ShouldBe(new List<object> { "ALL" }, name);
            node["security_opt"].ShouldBe(new List<object> { "no-new-privileges:true" }, name);
            Map(node["ulimits"])["core"].ShouldBe("0", name);
            var environment = Map(node["environment"]);
            (environment["Campaign111__Role"], environment["Campaign111__Files"]).ShouldBe((role, "database"));
            environment.Keys.ShouldContain("CAMPAIGN111_SQLSERVER");
            volumes.Add((string)((List<object>)node["volumes"])[0]);
        }

        volumes.ShouldBeUnique("each node has a data folder of its own");
        var proxy = File.ReadAllText(Path.Combine(Home, "nginx.conf"));
        proxy.ShouldContain("server web1:8080 ");
        proxy.ShouldContain("server web2:8080 ");
        proxy.ShouldNotContain("jobs:8080");
    }

    [Fact]
    public void No_secret_lies_in_any_of_them()
    {
        foreach (var file in Directory.GetFiles(Home).Where(file => Path.GetFileName(file)[0] != '.'))
        {
            var text = File.ReadAllText(file).Replace("\\\"", "\"", StringComparison.Ordinal);
            foreach (Match secret in Secret().Matches(text))
            {
                (secret.Groups["value"].Value is ['$', ..] or "CHANGE-ME").ShouldBeTrue($"{Path.GetFileName(file)}: {secret.Value}");
            }
        }
    }

    [Fact]
    public void The_proxies_write_no_line_for_whoever_scans_a_leaflet()
    {
        var nginx = File.ReadAllText(Path.Combine(Home, "nginx.conf"));
        nginx.ShouldContain(@"~*^/q/   0;");
        nginx.ShouldContain(@"~*^/111$ 0;");
        Regex.Matches(nginx, @"access_log .*;").ShouldAllBe(log => log.Value.EndsWith("if=$logged;", StringComparison.Ordinal));
        Regex.Matches(nginx, @"error_log .*;").ShouldAllBe(log => log.Value.EndsWith("crit;", StringComparison.Ordinal));
        foreach (var header in new[] { "X-Forwarded-For $remote_addr;", "X-Forwarded-Proto $scheme;", "Host $host;" })
        {
            nginx.ShouldContain(header);
        }

        var caddy = File.ReadAllText(Path.Combine(Home, "Caddyfile"));
        caddy.ShouldContain("log_skip @scans");
        caddy.ShouldContain("(?i)^/(q/.*|111)$");
        caddy.ShouldContain("health_uri /readyz");
    }

    private static bool IsRead(string setting) =>
        Code.Value.Contains($"\"{setting}\"", StringComparison.Ordinal) || Code.Value.Contains($"\"{setting.Replace("__", ":", StringComparison.Ordinal)}\"", StringComparison.Ordinal);

    private static IEnumerable<string> Named(string file) => Key().Matches(File.ReadAllText(Path.Combine(Home, file))).Select(match => match.Groups["key"].Value);

    private static int Seconds(string[] lines, string key) => int.Parse(lines.Single(line => line.StartsWith(key, StringComparison.Ordinal))[key.Length..], null);

    private static Dictionary<string, Dictionary<object, object>> Services()
    {
        var parser = new YamlDotNet.Core.MergingParser(new YamlDotNet.Core.Parser(new StringReader(File.ReadAllText(Path.Combine(Home, "compose.yaml")))));
        var file = new DeserializerBuilder().Build().Deserialize<Dictionary<object, object>>(parser)!;
        return Map(file["services"]).ToDictionary(service => (string)service.Key, service => Map(service.Value));
    }

    private static Dictionary<object, object> Map(object value) => (Dictionary<object, object>)value;

    [GeneratedRegex(@"(?<![\w{$])(?<key>(CAMPAIGN111|ASPNETCORE|DOTNET)_\w+|(Campaign111|Logging)__\w+)(?=\s*[:=])")]
    private static partial Regex Key();

    [GeneratedRegex(@"(?i)password\s*[=:]\s*[""']?(?<value>[^\s;""}]+)")]
    private static partial Regex Secret();
}
