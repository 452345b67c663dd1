using System.Net;
using Campaign111.Tests.Infrastructure;
using Xunit.Abstractions;

namespace Campaign111.Tests.Architecture.Access;

/// <summary>Ids of other units' objects in addresses and bodies (bodies.tsv): each valid request is sent with one of its objects replaced by that of a sibling, a superior,
/// another district, another province or another person. It must be refused, or sent back to a page of their own, and write nothing; sent as it stands it must write something.</summary>
public class NamedObjectsTests(ITestOutputHelper told)
{
    [Fact]
    public async Task Nobody_reaches_another_unit_s_object_by_naming_it()
    {
        await using var app = await DemoApp.CreateAsync();
        var places = await Walker.PlacesAsync(app);
        var walkers = await Walker.AllAsync(app, places);
        var world = await World.MakeAsync(app, places, walkers);
        foreach (var walker in walkers)
        {
            // Signing in writes; what it writes is nobody's request here.
            await walker.TokenAsync();
        }

        await using var written = await Written.WatchAsync(app.Folder);
        var (wrong, tried, sent) = (new List<string>(), 0, 0);
        foreach (var line in (await NamedRequest.ReadAsync()).Where(line => line.Who.Length > 0))
        {
            var walker = walkers.First(one => one.Name == line.Who);
            sent++;
            await line.PrepareAsync(walker, world);
            await written.TakeBackAsync();
            foreach (var (kind, inAddress) in line.Names())
            {
                foreach (var (place, value) in world.Foreign(kind, walker))
                {
                    tried++;
                    using var answer = await line.SendAsync(walker, world, kind, value);
                    var touched = await AccessWalkTests.TakeBackAsync(app, written, "POST", line.Route, entered: true, wrong);
                    if (touched.Count > 0 || (int)answer.StatusCode >= 500 || (inAddress && answer.StatusCode is not (HttpStatusCode.Forbidden or HttpStatusCode.NotFound or HttpStatusCode.Redirect)))
                    {
                        wrong.Add($"{line.Route} as {line.Who} with {kind} of {place} ({value}): {(int)answer.StatusCode}, wrote {(touched.Count == 0 ? "nothing" : string.Join(", ", touched))}");
                    }
                }
            }

            using var own = await line.SendAsync(walker, world);
            var changed = await AccessWalkTests.TakeBackAsync(app, written, "POST", line.Route, entered: true, wrong);
            if (changed.Count == 0 || (int)own.StatusCode >= 500)
            {
                wrong.Add($"{line.Route} as {line.Who} with their own: {(int)own.StatusCode}, wrote {(changed.Count == 0 ? "nothing" : string.Join(", ", changed))}; so the line proves nothing: {await SaidAsync(own)}");
            }
        }

        told.WriteLine($"{sent} requests, {tried} with an object of others, {wrong.Count} wrong");
        walkers.ToList().ForEach(walker => walker.Dispose());
        wrong.ShouldBeEmpty(string.Join('\n', wrong));
        tried.ShouldBeGreaterThan(200);
    }

    [Fact]
    public async Task Every_route_that_changes_something_has_a_line()
    {
        var lines = await NamedRequest.ReadAsync();
        var routes = (await AccessLine.ReadAsync()).Keys.Where(key => key.Split(' ')[0] is not ("GET" or "HEAD")).ToList();

        routes.Except(lines.Select(line => line.Route)).ShouldBeEmpty("no line in bodies.tsv");
        lines.Select(line => line.Route).Except(routes).ShouldBeEmpty("no such route in access.tsv");
        lines.Where(line => line.Who.Length == 0 && line.Reason.Length < 8).Select(line => line.Route).ShouldBeEmpty();
    }

    // What the page says of the refusal, for whoever writes a line.
    private static async Task<string> SaidAsync(HttpResponseMessage answer)
    {
        var page = await Browser.ParseAsync(answer);
        var told = page.QuerySelectorAll(".alert, .invalid-feedback, .field-error, .validation-summary-errors, .flash").Select(one => string.Join(' ', one.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)));
        return $"{answer.Headers.Location} {string.Join(" | ", told)}";
    }
}
