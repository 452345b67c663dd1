using System.Diagnostics;
using System.Reflection;
using Campaign111.Platform.Data;
using Campaign111.Platform.Operations;
using Campaign111.Tests.Architecture;
using Campaign111.Tests.Infrastructure;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Routing;
using Xunit.Abstractions;

namespace Campaign111.Tests.Drills.Writes;

/// <summary>kill -9 at random points over all ways to write. Ten points; a hundred with CAMPAIGN111_DRILLS=1. What was acknowledged is there, nothing is
/// there twice although what was not answered is sent again, figures, stock, trail and files agree.</summary>
public sealed class WritesDrillTests(ITestOutputHelper output)
{
    private const int Seed = 111;
    private static readonly Dictionary<string, string> Short = new() { ["DOTNET_TieredPGO"] = "0" };

    private static int Points => Environment.GetEnvironmentVariable("CAMPAIGN111_DRILLS") == "1" ? 100 : 10;

    private static IReadOnlyList<Story>[] All => [FieldStories.All, OfficeStories.All, PaperStories.All];

    [Fact]
    public async Task What_was_acknowledged_survives_kill_9_whatever_was_written()
    {
        var started = Stopwatch.StartNew();
        await using var ground = await Ground.CreateAsync();
        var lanes = Lanes(ground);
        var random = new Random(Seed);
        for (var point = 1; point <= Points; point++)
        {
            await KillAsync(ground, lanes, random.Next(1, 15), TimeSpan.FromMilliseconds(random.Next(0, 60)));
            await CheckAsync(ground, lanes, $"point {point}", all: point == Points);
        }

        await using (var product = await ProductProcess.ServeAsync(ground.Folder, true, Short))
        {
            // What was under way is brought to its end.
            await ground.MeetAsync(product.Address);
            await Task.WhenAll(lanes.Select(lane => Task.Run(() => lane.WorkAsync(() => { }, _ => false))));
        }

        await CheckAsync(ground, lanes, "at the end", all: true);
        await LeftoversAsync(ground);
        var (code, doctor) = await ProductProcess.RunAsync(ground.Folder, true, "doctor");
        code.ShouldBe(0, doctor);
        var driven = lanes.SelectMany(lane => lane.Driven).Distinct().Count();
        output.WriteLine($"{Points} kills in {started.Elapsed.TotalSeconds:F0} s: {lanes.Sum(lane => lane.Acknowledged)} writes acknowledged on {driven} routes, {lanes.Sum(lane => lane.Resent)} sent again");
        lanes.Sum(lane => lane.Resent).ShouldBeGreaterThan(Points / 3, "too few kills fell between a letter and its answer");
    }

    [Fact]
    public async Task An_answer_before_the_commit_is_found_out()
    {
        await using var ground = await Ground.CreateAsync();
        var lane = new Lane(ground, [FieldStories.All[0]], () => 1, Seed);
        await using (var product = await ProductProcess.ServeAsync(ground.Folder, true, AnswersBeforeCommit.Environment))
        {
            await ground.MeetAsync(product.Address);
            await lane.WorkAsync(() => { }, working => working.Begun < 5 && working.Problems.Count == 0);
        }

        lane.Problems.ShouldContain(problem => problem.Contains("stored 0 times, answered 200", StringComparison.Ordinal));
    }

    [Fact]
    public void Each_route_that_writes_is_driven_or_has_a_reason_why_not()
    {
        var driven = All.SelectMany(stories => stories).SelectMany(story => story.Deeds).Select(deed => deed.Route).ToHashSet();
        var excused = File.ReadAllLines(Path.Combine(Source.Root, "tests", "Campaign111.Tests", "Drills", "Writes", "not-driven.tsv"))
            .Where(line => line.Length > 0 && line[0] != '#').Select(line => line.Split('\t')).ToDictionary(parts => parts[0], parts => parts[1].Trim());
        var routes = Routes().ToHashSet();

        excused.Values.ShouldAllBe(reason => reason.Length > 10);
        routes.Except(driven).Where(route => !excused.Keys.Any(pattern => Fits(route, pattern))).ShouldBeEmpty("these write, and nobody kills the server while they do");
        driven.Except(routes).ShouldBeEmpty("there are no such routes");
        excused.Keys.Where(pattern => !routes.Except(driven).Any(route => Fits(route, pattern))).ShouldBeEmpty("these excuse nothing");
    }

    private static Lane[] Lanes(Ground ground)
    {
        var number = 0;
        return [.. All.Select((stories, index) => new Lane(ground, stories, () => Interlocked.Increment(ref number), Seed + index))];
    }

    private static async Task KillAsync(Ground ground, Lane[] lanes, int letters, TimeSpan after)
    {
        await using var product = await ProductProcess.ServeAsync(ground.Folder, true, Short);
        await ground.MeetAsync(product.Address);
        var left = letters;
        var point = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var working = Task.WhenAll(lanes.Select(lane => Task.Run(() => lane.WorkAsync(() => _ = Interlocked.Decrement(ref left) == 0 && point.TrySetResult(), _ => true))));
        await Task.WhenAny(point.Task, working);
        await Task.Delay(after);
        await product.KillAsync();
        await working;
    }

    // What kills left unfinished is taken away a day later, and nothing that is needed with it.
    private static async Task LeftoversAsync(Ground ground)
    {
        ground.Unfinished().Count.ShouldBeLessThanOrEqualTo(Points, "more is left than kills can leave");
        foreach (var left in ground.Unfinished())
        {
            Directory.SetLastWriteTimeUtc(left, DateTime.UtcNow.AddDays(-2));
        }

        await new LeftoversJob(new DataOptions { Folder = ground.Folder }, TimeProvider.System).RunAsync(default);
        ground.Unfinished().ShouldBeEmpty();
        (await ground.CheckAsync()).ShouldBeEmpty("after the leftovers were taken away");
    }

    private static async Task CheckAsync(Ground ground, Lane[] lanes, string when, bool all)
    {
        foreach (var lane in lanes)
        {
            await lane.CheckAsync(all);
        }

        lanes.SelectMany(lane => lane.Problems).Concat(await ground.CheckAsync()).ShouldBeEmpty(when);
    }

    /// <summary>All addresses that take a POST, as their attributes have them, and the one that is mapped by itself.</summary>
    private static IEnumerable<string> Routes() => typeof(Program).Assembly.GetTypes().Where(type => type.IsAssignableTo(typeof(ControllerBase)) && !type.IsAbstract)
        .SelectMany(type => type.GetMethods().SelectMany(method => method.GetCustomAttributes<HttpMethodAttribute>().Where(verb => verb is not (HttpGetAttribute or HttpHeadAttribute))
            .Select(verb => Of(type.GetCustomAttribute<RouteAttribute>()?.Template, verb.Template ?? ""))))
        .Append("api/v1/coverage/entries");

    private static bool Fits(string route, string pattern) =>
        pattern.EndsWith('*') ? route.StartsWith(pattern[..^1], StringComparison.Ordinal) : route == pattern;

    private static string Of(string? home, string template) => (template.StartsWith('/') || home is null ? template : $"{home}/{template}").Trim('/');
}
