using System.Net;
using System.Net.Http.Headers;
using Campaign111.Features.Accounts;
using Campaign111.Platform.Audit;
using Campaign111.Platform.Security.Limits;
using Campaign111.Tests.Infrastructure;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Campaign111.Tests.Platform.Security;

/// <summary>Requests are limited by account, address and kind; never behind the codes of leaflets.</summary>
public class LimitTests
{
    // So low that a few requests meet them. Whole minutes pass before a bucket has refilled.
    private static Dictionary<string, string?> Tight(LimitClass limit, string who, int burst = 3) => new()
    {
        ["Campaign111:Limits:Enabled"] = "true",
        [$"Campaign111:Limits:{limit}:{who}PerMinute"] = "1",
        [$"Campaign111:Limits:{limit}:{who}Burst"] = $"{burst}",
    };

    [Fact]
    public async Task One_address_is_stopped_with_a_page_that_says_when_and_others_go_on()
    {
        await using var world = await OriginWorld.CreateAsync(Tight(LimitClass.General, "Address"));
        using var busy = world.Browse("198.51.100.1");
        (await StatusesAsync(busy, "/sign-in", 4)).ShouldBe([200, 200, 200, 429]);

        using var refused = await busy.GetAsync("/sign-in");
        refused.Headers.RetryAfter!.Delta!.Value.TotalSeconds.ShouldBeInRange(1, 60);
        var page = await Browser.ParseAsync(refused);
        page.QuerySelector("h1")!.TextContent.ShouldContain("Gửi quá nhiều lần");
        using var english = await busy.GetAsync("/sign-in?lang=en");
        (await Browser.ParseAsync(english)).QuerySelector("h1")!.TextContent.ShouldContain("Too many requests");

        using var other = world.Browse("198.51.100.2");
        (await StatusesAsync(other, "/sign-in", 1)).ShouldBe([200]);
        // The same network of IPv6 counts as one.
        using var six = world.Browse("2001:db8:1:1::1");
        using var neighbour = world.Browse("2001:db8:1:1:ffff::2");
        (await StatusesAsync(six, "/sign-in", 3)).ShouldBe([200, 200, 200]);
        (await StatusesAsync(neighbour, "/sign-in", 1)).ShouldBe([429]);
    }

    [Theory]
    [InlineData("/111")]
    [InlineData("/q/0000000000")]
    [InlineData("/Q/0000000000")]
    [InlineData("/healthz")]
    [InlineData("/readyz")]
    [InlineData("/css/site.css")]
    public async Task What_citizens_scan_health_and_files_are_never_limited(string path)
    {
        await using var world = await OriginWorld.CreateAsync(Tight(LimitClass.General, "Address", burst: 1));
        using var browser = world.Browse("198.51.100.1");
        await StatusesAsync(browser, "/sign-in", 1);
        (await StatusesAsync(browser, "/sign-in", 1)).ShouldBe([429], "the control: this address is stopped elsewhere");

        (await StatusesAsync(browser, path, 30)).ShouldNotContain(429);
    }

    [Fact]
    public async Task One_account_is_stopped_on_the_API_with_a_problem_and_others_at_its_address_go_on()
    {
        await using var world = await OriginWorld.CreateAsync(Tight(LimitClass.Ingest, "Account"));
        using var phone = await PhoneAsync(world, "xa.25318");
        using var neighbour = await PhoneAsync(world, "xa.25363");

        var answers = new List<HttpStatusCode>();
        for (var number = 0; number < 4; number++)
        {
            answers.Add((await SendAsync(phone)).StatusCode);
        }

        answers.ShouldBe([HttpStatusCode.OK, HttpStatusCode.OK, HttpStatusCode.OK, HttpStatusCode.TooManyRequests]);
        using var refused = await SendAsync(phone);
        refused.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");
        refused.Headers.RetryAfter!.Delta!.Value.TotalSeconds.ShouldBeInRange(1, 60);
        (await SendAsync(neighbour)).StatusCode.ShouldBe(HttpStatusCode.OK);
        // Kinds are counted apart: reading goes on.
        using var figures = await phone.Client.GetAsync(new Uri("/api/v1/coverage?campaign=binh-phuoc-2020&unit=25318", UriKind.Relative));
        figures.StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Signing_in_is_limited_by_address_before_any_password_is_checked()
    {
        await using var world = await OriginWorld.CreateAsync(Tight(LimitClass.SignIn, "Address"));
        using var browser = world.Browse("198.51.100.1");
        var page = await browser.PageAsync("/sign-in");
        var answers = new List<int>();
        for (var number = 0; number < 4; number++)
        {
            using var response = await browser.SubmitAsync(page, "sign-in", ("UserName", $"name{number}"), ("Password", "wrong"));
            answers.Add((int)response.StatusCode);
        }

        answers.ShouldBe([200, 200, 200, 429]);
    }

    [Fact]
    public async Task Thirty_people_behind_one_address_sign_in_work_and_send_what_waited()
    {
        await using var world = await OriginWorld.CreateAsync(new Dictionary<string, string?> { ["Campaign111:Limits:Enabled"] = "true" });
        var names = (await world.Database.ReadAsync(session => session.QueryAsync<string>("SELECT user_name FROM account WHERE user_name LIKE 'xa.%' ORDER BY id"))).Take(30).ToList();
        names.Count.ShouldBe(30);
        await Parallel.ForEachAsync(names, new ParallelOptions { MaxDegreeOfParallelism = 4 }, async (name, _) =>
        {
            using var browser = world.Browse("203.0.113.7");
            using var mistyped = await browser.SignInAsync(name, "mistyped");
            using var response = await browser.SignInAsync(name, DemoAccounts.Password);
            response.StatusCode.ShouldBe(HttpStatusCode.Redirect, name);
            (await StatusesAsync(browser, "/account", 10)).ShouldAllBe(status => status == 200);
        });
        using var phone = await PhoneAsync(world, names[0], "203.0.113.7");
        for (var batch = 0; batch < 200; batch++)
        {
            (await SendAsync(phone)).StatusCode.ShouldBe(HttpStatusCode.OK);
        }
    }

    [Fact]
    public async Task Where_passwords_people_files_and_batches_go_the_kind_is_named()
    {
        await using var app = await DemoApp.CreateAsync();
        using var client = app.CreateClient();
        var kinds = app.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .SelectMany(route => (route.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? ["GET"]).Select(method => (Key: $"{method} {route.RoutePattern.RawText!.Trim('/')}", route)))
            .GroupBy(one => one.Key).ToDictionary(group => group.Key, group => group.First().route.Metadata.GetMetadata<LimitedAttribute>()?.Class);

        kinds["POST sign-in"].ShouldBe(LimitClass.SignIn);
        kinds["POST join/{secret}"].ShouldBe(LimitClass.PasswordLinks);
        kinds["POST setup/{secret}"].ShouldBe(LimitClass.PasswordLinks);
        kinds["POST people/invite"].ShouldBe(LimitClass.Invitations);
        kinds["POST people/{id:long}/link"].ShouldBe(LimitClass.Invitations);
        kinds["POST people/invite-many"].ShouldBe(LimitClass.Invitations);
        kinds["POST campaigns/{slug}/units/{code}/export"].ShouldBe(LimitClass.Exports);
        kinds["GET api/v1/exports/{kind}"].ShouldBe(LimitClass.Exports);
        kinds["POST api/v1/coverage/entries"].ShouldBe(LimitClass.Ingest);
        kinds["POST api/v1/stock/receipts"].ShouldBe(LimitClass.Ingest);
    }

    [Fact]
    public void Settings_change_one_limit_and_lift_another()
    {
        var options = LimitOptions.Read(new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Campaign111:Limits:Exports:AccountPerMinute"] = "7",
            ["Campaign111:Limits:General:AddressPerMinute"] = "0",
        }).Build());

        options.Enabled.ShouldBeTrue();
        options.OfAccount(LimitClass.Exports).ShouldBe(new Pace(7, 14));
        options.OfAddress(LimitClass.General).ShouldBeNull();
        options.OfAddress(LimitClass.SignIn).ShouldBe(new Pace(60, 120));
        options.OfAccount(LimitClass.SignIn).ShouldBeNull("the guard of signing in paces that");
    }

    private static async Task<List<int>> StatusesAsync(Browser browser, string path, int times)
    {
        var statuses = new List<int>();
        for (var number = 0; number < times; number++)
        {
            using var response = await browser.GetAsync(path);
            statuses.Add((int)response.StatusCode);
        }

        return statuses;
    }

    private static async Task<Browser> PhoneAsync(OriginWorld world, string userName, string address = "198.51.100.1")
    {
        var id = await world.Database.ReadAsync(session => session.ScalarAsync<long>("SELECT id FROM account WHERE user_name = @userName", new { userName }));
        var browser = world.Browse(address);
        browser.Client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue(
            "Bearer", await world.App.Services.GetRequiredService<ApiTokenService>().CreateAsync(Actor.System, id, "thử"));
        return browser;
    }

    private static Task<HttpResponseMessage> SendAsync(Browser phone) =>
        phone.Client.PostAsync(new Uri("/api/v1/coverage/entries", UriKind.Relative), new StringContent("""{ "entries": [] }"""));
}
