using System.Globalization;
using System.Text;
using Campaign111.Features.Accounts;
using Campaign111.Platform.Security;
using Campaign111.Tests.Infrastructure;
using Microsoft.Extensions.DependencyInjection;
using Xunit.Abstractions;

namespace Campaign111.Tests.Architecture.Access;

/// <summary>Every address of the product, tried by every role at five places and by nobody, against the table of who may what (access.tsv, which is the documentation too). A
/// route without a line in the table fails. In every run some walkers for each route, others each day; all of them in the drills.</summary>
public class AccessWalkTests(ITestOutputHelper told)
{
    private const int Within = 2;
    private const int Without = 5;

    [Fact]
    public async Task Everybody_enters_where_the_table_says_and_nowhere_else()
    {
        await using var app = await DemoApp.CreateAsync();
        var places = await Walker.PlacesAsync(app);
        var walkers = await Walker.AllAsync(app, places);
        var world = await World.MakeAsync(app, places, walkers);
        var paths = new Dictionary<string, string> { ["province"] = world.Paths["province"], ["commune"] = world.Paths["own"], ["district"] = world.Paths["parent"], ["sibling"] = world.Paths["sibling"] };
        var table = await AccessLine.ReadAsync();
        foreach (var walker in walkers)
        {
            // Signing in writes; what it writes is nobody's request here.
            await walker.TokenAsync();
        }

        await using var written = await Written.WatchAsync(app.Folder);
        var (wrong, seen, proposals) = (new List<string>(), 0, new StringBuilder());
        var routes = Addresses.All(app, world);
        foreach (var route in routes)
        {
            var line = table.GetValueOrDefault(route.Key);
            if (line is { Rule: "unwalked" })
            {
                continue;
            }

            var rule = line is null ? null : new AccessRule(line.Rule, paths);
            var entered = new Dictionary<Walker, bool>();
            foreach (var walker in rule is null || Full ? walkers : Some(route, rule, walkers))
            {
                var (got, status) = await walker.TryAsync(route.Method, route.Address, line?.Sends is { } sends ? NamedRequest.Filled(sends, world) : null);
                entered[walker] = got;
                seen++;
                if ((int)status >= 500)
                {
                    wrong.Add($"{route.Method} {route.Address} as {walker.Name}: {(int)status}");
                }

                await TakeBackAsync(app, written, route.Method, $"{route.Key} as {walker.Name}", got, wrong);
            }

            if (rule is null)
            {
                wrong.Add($"{route.Key}: no line in access.tsv");
                proposals.AppendLine(CultureInfo.InvariantCulture, $"{route.Method}\t{route.Route}\t{Propose(entered, paths, route.Permission)}");
                continue;
            }

            wrong.AddRange(entered.Where(one => one.Value != rule.Allows(one.Key)).Select(one => $"{route.Key} as {one.Key.Name}: {(one.Value ? "enters" : "is kept out")}, the table says {rule.Text}"));
        }

        wrong.AddRange(table.Keys.Except(routes.Select(route => route.Key)).Select(key => $"{key}: a line in access.tsv, but no such route"));
        told.WriteLine($"{seen} combinations of {routes.Count} routes and {walkers.Count} walkers, {wrong.Count} wrong");
        if (proposals.Length > 0)
        {
            told.WriteLine(proposals.ToString());
        }

        walkers.ToList().ForEach(walker => walker.Dispose());
        wrong.ShouldBeEmpty(string.Join('\n', wrong));
        seen.ShouldBeGreaterThan(1000);
    }

    [Fact]
    public async Task What_nobody_may_enter_or_the_walk_leaves_out_has_a_reason()
    {
        var table = await AccessLine.ReadAsync();

        table.Values.Where(line => line.Rule is "absent" or "unwalked" && line.Because.Length < 10).Select(line => line.Key).ShouldBeEmpty();
        table.Values.Count(line => line.Rule is "absent" or "unwalked").ShouldBeLessThanOrEqualTo(16);
    }

    internal static bool Full => Environment.GetEnvironmentVariable("CAMPAIGN111_DRILLS") == "1";

    /// <summary>Takes back what a request wrote, so that the next one meets the same world. Whoever is kept out has written nothing.</summary>
    internal static async Task<IReadOnlyList<string>> TakeBackAsync(AppFactory app, Written written, string method, string what, bool entered, List<string> wrong)
    {
        var touched = await written.TakeBackAsync();
        if (touched.Count > 0 && method is not ("GET" or "HEAD"))
        {
            app.Services.GetRequiredService<AccessCache>().Forget();
            if (!entered)
            {
                wrong.Add($"{what}: kept out, but {string.Join(", ", touched)} changed");
            }
        }

        return touched;
    }

    // Nobody, some who may and some who may not; the day chooses.
    private static List<Walker> Some(WalkedRoute route, AccessRule rule, IReadOnlyList<Walker> walkers)
    {
        var random = new Random(DateTime.UtcNow.DayOfYear + route.Key.Sum(letter => letter * 31));
        var mixed = walkers.Where(walker => walker.Role is not null).OrderBy(_ => random.Next()).ToLookup(rule.Allows);
        return [walkers[0], .. mixed[true].Take(Within), .. mixed[false].Take(Without)];
    }

    // The permission that the action names comes first among those that fit.
    private static string Propose(Dictionary<Walker, bool> entered, IReadOnlyDictionary<string, string> paths, Permission? permission) =>
        AccessRule.Words(paths).OrderByDescending(rule => permission is { } named && rule.Text.Split('@', '~')[0] == $"{named}").FirstOrDefault(rule => entered.All(one => rule.Allows(one.Key) == one.Value))?.Text
        ?? "? " + string.Join(", ", entered.Where(one => one.Value).Select(one => one.Key.Name));
}
