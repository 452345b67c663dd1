using System.Net;
using System.Text;
using System.Text.Json;
using Campaign111.Tests.Infrastructure;
using static Campaign111.Tests.Features.Coverage.CoverageApp;

namespace Campaign111.Tests.Features.Coverage;

public class ApiTests
{
    [Fact]
    public async Task The_demo_agrees_with_its_entries_and_shows_every_status()
    {
        await using var app = await DemoApp.CreateAsync();
        using var client = await app.PhoneAsync("tinh.binhphuoc");

        await app.AgreeAsync();
        using var response = await client.GetAsync(new Uri("/api/v1/coverage?campaign=binh-phuoc-2020", UriKind.Relative));
        var body = JsonDocument.Parse(await response.Content.ReadAsStringAsync()).RootElement;
        body.GetProperty("unit").GetProperty("target").GetInt64().ShouldBe(273399, "census households of Bình Phước");
        body.GetProperty("children").GetArrayLength().ShouldBe(11);
        var statuses = new List<string>();
        foreach (var district in body.GetProperty("children").EnumerateArray())
        {
            using var below = await client.GetAsync(new Uri($"/api/v1/coverage?campaign=binh-phuoc-2020&unit={district.GetProperty("code").GetString()}", UriKind.Relative));
            statuses.AddRange(JsonDocument.Parse(await below.Content.ReadAsStringAsync()).RootElement.GetProperty("children").EnumerateArray().Select(unit => unit.GetProperty("status").GetString()!));
        }

        statuses.Count.ShouldBe(111);
        statuses.Count(status => status == "not-started").ShouldBe(8);
        statuses.Count(status => status == "completed").ShouldBe(6);
        foreach (var status in new[] { "on-pace", "behind", "far-behind" })
        {
            statuses.Count(found => found == status).ShouldBeGreaterThan(5, status);
        }
    }

    [Fact]
    public async Task An_entry_is_stored_once_and_moves_the_figure()
    {
        await using var app = await DemoApp.CreateAsync();
        using var client = await app.PhoneAsync("xa.25318");
        var before = (await client.FigureAsync("25318")).GetProperty("reached").GetInt64();
        var entry = Entry(households: 3);

        var (status, body) = await client.SendAsync(entry);
        var (_, again) = await client.SendAsync(entry);

        status.ShouldBe(HttpStatusCode.OK);
        body.GetProperty("receipt").GetString()!.ShouldMatch("^R-[0-9A-Z]{6}$");
        body.GetProperty("results")[0].GetProperty("status").GetString().ShouldBe("stored");
        body.GetProperty("results")[0].GetProperty("flags").GetArrayLength().ShouldBe(0);
        again.GetProperty("results")[0].GetProperty("status").GetString().ShouldBe("duplicate");
        (await client.FigureAsync("25318")).GetProperty("reached").GetInt64().ShouldBe(before + 3);
        await app.AgreeAsync();
    }

    [Fact]
    public async Task Each_entry_gets_its_own_verdict()
    {
        await using var app = await DemoApp.CreateAsync();
        using var client = await app.PhoneAsync("xa.25318");

        var (status, body) = await client.SendAsync(
            Entry("25309/thon-1"), Entry(capturedAt: "2031-01-01T00:00:00+07:00"), Entry(households: 5000), Entry("25318/thon-3"), Entry("25318/thon-3", household: "H0001"),
            Entry(households: -1), Entry(capturedAt: "hôm qua"));

        status.ShouldBe(HttpStatusCode.OK);
        var results = body.GetProperty("results").EnumerateArray().ToList();
        results.Select(result => result.GetProperty("status").GetString()).ShouldBe(["rejected", "stored", "stored", "held", "stored", "rejected", "stored"]);
        results.Select(result => string.Join(' ', result.GetProperty("flags").EnumerateArray())).ShouldBe(["", "clock", "over-target", "", "", "", "clock over-target"]);
        results[0].GetProperty("reason").GetString().ShouldNotBeNullOrEmpty();
        await app.AgreeAsync();
    }

    [Fact]
    public async Task Batches_that_are_too_large_or_broken_are_refused_as_problem_details()
    {
        await using var app = await DemoApp.CreateAsync();
        using var client = await app.PhoneAsync("xa.25318");
        async Task RefusedAsync(string body, HttpStatusCode expected)
        {
            using var content = new StringContent(body, Encoding.UTF8, "application/json");
            using var response = await client.PostAsync(new Uri(Entries, UriKind.Relative), content);
            response.StatusCode.ShouldBe(expected, body[..Math.Min(60, body.Length)]);
            response.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");
        }

        await RefusedAsync(JsonSerializer.Serialize(new { entries = Enumerable.Range(0, 501).Select(_ => Entry()) }), HttpStatusCode.RequestEntityTooLarge);
        await RefusedAsync("{ \"entries\": [ {", HttpStatusCode.BadRequest);
        await RefusedAsync("{ \"entries\": [ { \"key\": 5 } ] }", HttpStatusCode.BadRequest);
        await RefusedAsync("{ \"entries\": [ null ] }", HttpStatusCode.BadRequest);
        await RefusedAsync("{}", HttpStatusCode.BadRequest);
        await RefusedAsync("", HttpStatusCode.BadRequest);
        await RefusedAsync("{ \"entries\": [], \"x\": \"" + new string('x', 2_000_000) + "\" }", HttpStatusCode.RequestEntityTooLarge);
        (await client.SendAsync([.. Enumerable.Range(0, 500).Select(_ => Entry())])).Status.ShouldBe(HttpStatusCode.OK);
        await app.AgreeAsync();
    }

    [Fact]
    public async Task Nobody_and_those_without_a_field_are_kept_out()
    {
        await using var app = await DemoApp.CreateAsync();
        using var nobody = app.CreateClient();
        using var press = await app.PhoneAsync("baochi.binhphuoc");
        using var commune = await app.PhoneAsync("xa.25318");

        (await nobody.SendAsync(Entry())).Status.ShouldBe(HttpStatusCode.Unauthorized);
        (await press.SendAsync(Entry())).Status.ShouldBe(HttpStatusCode.Forbidden);
        foreach (var (path, expected) in new[]
        {
            ("/api/v1/coverage?campaign=binh-phuoc-2020&unit=25309", HttpStatusCode.Forbidden),
            ("/api/v1/coverage/pack?campaign=binh-phuoc-2020&unit=25309", HttpStatusCode.Forbidden),
            ("/api/v1/coverage?campaign=khong-co&unit=25318", HttpStatusCode.NotFound),
            ("/api/v1/coverage?campaign=binh-phuoc-2020&unit=99999", HttpStatusCode.NotFound),
        })
        {
            using var response = await commune.GetAsync(new Uri(path, UriKind.Relative));
            response.StatusCode.ShouldBe(expected, path);
            response.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");
        }
    }

    [Fact]
    public async Task A_flood_from_one_account_is_slowed_and_loses_nothing_that_was_acknowledged()
    {
        await using var app = await DemoApp.CreateAsync(new Dictionary<string, string?> { ["Campaign111:Api:ConcurrentBatches"] = "1" });
        using var client = await app.PhoneAsync("xa.25318");
        var before = (await client.FigureAsync("25318")).GetProperty("reached").GetInt64();

        var answers = await Task.WhenAll(Enumerable.Range(0, 40).Select(_ => Task.Run(() => client.SendAsync(Entry("25318/thon-2")))));

        answers.Count(answer => answer.Status == HttpStatusCode.TooManyRequests).ShouldBeGreaterThan(0);
        answers.ShouldAllBe(answer => answer.Status == HttpStatusCode.OK || answer.Status == HttpStatusCode.TooManyRequests);
        (await client.FigureAsync("25318")).GetProperty("reached").GetInt64().ShouldBe(before + answers.Count(answer => answer.Status == HttpStatusCode.OK));
    }

    [Fact]
    public async Task The_pack_has_modes_and_registers_and_is_sent_again_only_when_it_changed()
    {
        await using var app = await DemoApp.CreateAsync();
        using var client = await app.PhoneAsync("xa.25318");
        var address = new Uri("/api/v1/coverage/pack?campaign=binh-phuoc-2020&unit=25318", UriKind.Relative);
        using var first = await client.GetAsync(address);
        var pack = JsonDocument.Parse(await first.Content.ReadAsStringAsync()).RootElement;

        var register = pack.GetProperty("hamlets").EnumerateArray().Where(hamlet => hamlet.GetProperty("mode").GetString() == "register").ToList();
        register.Select(hamlet => hamlet.GetProperty("place").GetString()).ShouldBe(["25318/thon-3", "25318/thon-4"]);
        register.ShouldAllBe(hamlet => hamlet.GetProperty("households").GetArrayLength() == hamlet.GetProperty("target").GetInt32());

        async Task<HttpStatusCode> AgainAsync()
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, address);
            request.Headers.IfNoneMatch.Add(first.Headers.ETag!);
            using var response = await client.SendAsync(request);
            return response.StatusCode;
        }

        (await AgainAsync()).ShouldBe(HttpStatusCode.NotModified);
        await client.SendAsync(Entry("25318/thon-3", household: register[0].GetProperty("households").EnumerateArray().Last().GetProperty("code").GetString()));
        (await AgainAsync()).ShouldBe(HttpStatusCode.OK);
    }
}
