using System.Globalization;
using System.Text;
using Campaign111.Platform.Security;
using Campaign111.Tests.Infrastructure;
using Xunit.Abstractions;

namespace Campaign111.Tests.Architecture.Access;

/// <summary>Every address of the product, tried by every role at five places and by nobody, against the table of who may what (access.tsv, which is the
/// documentation too). A route without a line in the table fails.</summary>
public class AccessWalkTests(ITestOutputHelper told)
{
    [Fact]
    public async Task Everybody_enters_where_the_table_says_and_nowhere_else()
    {
        await using var app = await DemoApp.CreateAsync();
        var walkers = await Walker.AllAsync(app, Environment.GetEnvironmentVariable("CAMPAIGN111_DRILLS") == "1");
        var paths = new Dictionary<string, string>
        {
            ["province"] = walkers.First(walker => walker.Place == "province").Path,
            ["commune"] = walkers.First(walker => walker.Place == "own").Path,
            ["district"] = walkers.First(walker => walker.Place == "parent").Path,
        };
        var table = await ReadAsync();
        var (wrong, seen, proposals) = (new List<string>(), 0, new StringBuilder());
        foreach (var (method, route, address, permission) in await PageRoutes.AllAsync(app))
        {
            if (Skipped.Contains($"{method} {route}"))
            {
                continue;
            }

            var entered = new Dictionary<Walker, bool>();
            foreach (var walker in walkers)
            {
                var (got, status) = await walker.TryAsync(method, address);
                entered[walker] = got;
                seen++;
                if ((int)status >= 500)
                {
                    wrong.Add($"{method} {address} as {walker.Name}: {(int)status}");
                }
            }

            var key = $"{method} {route}";
            if (!table.TryGetValue(key, out var rule))
            {
                wrong.Add($"{key}: no line in access.tsv");
                proposals.AppendLine(CultureInfo.InvariantCulture, $"{method}\t{route}\t{Propose(entered, paths, permission)}");
                continue;
            }

            var expected = new AccessRule(rule, paths);
            wrong.AddRange(entered.Where(one => one.Value != expected.Allows(one.Key)).Select(one => $"{key} as {one.Key.Name}: {(one.Value ? "enters" : "is kept out")}, the table says {rule}"));
        }

        told.WriteLine($"{seen} combinations of {walkers.Count} walkers, {wrong.Count} wrong");
        if (proposals.Length > 0)
        {
            await File.WriteAllTextAsync(Path.Combine(Path.GetTempPath(), "access-proposals.tsv"), proposals.ToString());
        }

        walkers.ToList().ForEach(walker => walker.Dispose());
        wrong.ShouldBeEmpty();
        seen.ShouldBeGreaterThan(1000);
    }

    // They end the walker's own session or change its password.
    private static readonly HashSet<string> Skipped = ["POST sign-out"];

    // The permission that the action names comes first among those that fit.
    private static string Propose(Dictionary<Walker, bool> entered, IReadOnlyDictionary<string, string> paths, Permission? permission) =>
        AccessRule.Words(paths).OrderByDescending(rule => permission is { } named && rule.Text.Split('@', '~')[0] == $"{named}").FirstOrDefault(rule => entered.All(one => rule.Allows(one.Key) == one.Value))?.Text
        ?? "? " + string.Join(", ", entered.Where(one => one.Value).Select(one => one.Key.Name));

    private static async Task<Dictionary<string, string>> ReadAsync()
    {
        var lines = await File.ReadAllLinesAsync(Path.Combine(Source.Root, "tests", "Campaign111.Tests", "Architecture", "Access", "access.tsv"));
        return lines.Where(line => line.Length > 0 && line[0] != '#').Select(line => line.Split('\t')).ToDictionary(fields => $"{fields[0]} {fields[1]}", fields => fields[2]);
    }
}
