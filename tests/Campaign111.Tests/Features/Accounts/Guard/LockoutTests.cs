using System.Diagnostics;
using System.Net;
using Campaign111.Features.Accounts;
using Campaign111.Features.Accounts.Guard;
using Campaign111.Tests.Infrastructure;

namespace Campaign111.Tests.Features.Accounts.Guard;

/// <summary>Guessing is slow, and nobody locks somebody else out: over HTTP, with addresses and a clock of the test's own.</summary>
public class LockoutTests
{
    private const string Owner = "xa.25318";

    [Fact]
    public async Task A_thousand_wrong_passwords_from_elsewhere_keep_the_owner_out_of_nothing()
    {
        await using var world = await OriginWorld.CreateAsync();
        using var office = world.Browse("203.0.113.7");
        (await TryAsync(office, Owner, DemoAccounts.Password)).ShouldBeNull("the device is known from now on");

        var attackers = Enumerable.Range(0, 10).Select(number => world.Browse($"198.51.100.{number + 1}")).ToList();
        await Parallel.ForAsync(0, 1000, new ParallelOptions { MaxDegreeOfParallelism = 8 }, async (number, _) =>
            (await TryAsync(attackers[number % 10], Owner, $"guess {number}")).ShouldNotBeNull());
        (await FailuresAsync(world)).ShouldBeLessThan(60, "nearly all were turned away unchecked");

        // At home on the known device: at once.
        using var signedOut = await office.SubmitAsync("/sign-in", "/sign-out");
        (await TryAsync(office, Owner, DemoAccounts.Password)).ShouldBeNull();

        // On a new device: within the stated wait, although the attackers go on.
        using var fresh = world.Browse("192.0.2.1");
        var asked = world.Clock.Now;
        while (await TryAsync(fresh, Owner, DemoAccounts.Password) is { } refusal)
        {
            refusal.ShouldContain("đợi");
            world.Clock.Now += TimeSpan.FromSeconds(30);
            foreach (var attacker in attackers)
            {
                await TryAsync(attacker, Owner, "more");
            }

            (world.Clock.Now - asked).ShouldBeLessThanOrEqualTo(SignInPace.LongestQueue * SignInPace.Turn);
        }

        world.Clock.Now.ShouldBeGreaterThan(asked, "strangers' tries do cost strangers time");
    }

    [Fact]
    public async Task Five_wrong_passwords_cost_a_wait_that_grows_on_a_known_device_too()
    {
        await using var world = await OriginWorld.CreateAsync();
        using var office = world.Browse("203.0.113.7");
        (await TryAsync(office, Owner, DemoAccounts.Password)).ShouldBeNull();
        using var signedOut = await office.SubmitAsync("/sign-in", "/sign-out");
        for (var number = 0; number < SignInPace.FreeTries; number++)
        {
            (await TryAsync(office, Owner, $"wrong {number}"))!.ShouldNotContain("đợi");
        }

        (await TryAsync(office, Owner, DemoAccounts.Password))!.ShouldContain("30 giây");
        world.Clock.Now += SignInPace.FirstWait;
        (await TryAsync(office, Owner, DemoAccounts.Password)).ShouldBeNull();
    }

    [Fact]
    public async Task A_known_device_is_known_for_its_own_accounts_alone_and_its_cookie_cannot_be_made_up()
    {
        await using var world = await OriginWorld.CreateAsync();
        using var neighbour = world.Browse("198.51.100.1");
        (await TryAsync(neighbour, "xa.25249", DemoAccounts.Password)).ShouldBeNull();
        using var signedOut = await neighbour.SubmitAsync("/sign-in", "/sign-out");
        for (var number = 0; number < SignInPace.QuietTries + 5; number++)
        {
            using var stranger = world.Browse($"192.0.2.{number + 1}");
            await TryAsync(stranger, Owner, "wrong");
        }

        (await TryAsync(neighbour, Owner, "wrong"))!.ShouldContain("đợi");
        using var forger = world.Browse("198.51.100.9");
        forger.Client.DefaultRequestHeaders.Add("Cookie", $"{KnownDevice.CookieName}=CfDJ8A; x=1");
        (await TryAsync(forger, Owner, "wrong"))!.ShouldContain("đợi");
    }

    [Fact]
    public async Task A_name_that_nobody_bears_behaves_like_one_that_somebody_does()
    {
        await using var world = await OriginWorld.CreateAsync();
        using var one = world.Browse("198.51.100.1");
        using var two = world.Browse("198.51.100.2");
        var (known, unknown) = (new List<string?>(), new List<string?>());
        var (first, second) = (new List<double>(), new List<double>());
        for (var number = 0; number < SignInPace.FreeTries + 3; number++)
        {
            known.Add(await TimedAsync(first, () => TryAsync(one, Owner, $"wrong {number}")));
            unknown.Add(await TimedAsync(second, () => TryAsync(two, "nobody.at.all", $"wrong {number}")));
        }

        known.ShouldBe(unknown);
        known.ShouldAllBe(text => text != null);
        // The medians of the checked ones: both cost a hash, which takes most of the time.
        var (a, b) = (Median(first), Median(second));
        Math.Max(a, b).ShouldBeLessThan((3 * Math.Min(a, b)) + 30);
    }

    [Fact]
    public async Task Closed_invited_and_unknown_accounts_answer_alike()
    {
        await using var world = await OriginWorld.CreateAsync();
        var database = world.Database;
        await database.WriteAsync(session => session.ExecuteAsync("UPDATE account SET closed_at = @now WHERE user_name = 'xa.25249'", new { now = world.Clock.Now }));
        await database.WriteAsync(session => session.ExecuteAsync("UPDATE account SET password_hash = NULL WHERE user_name = 'xa.25363'"));
        using var browser = world.Browse("198.51.100.1");

        var answers = new List<string?>();
        foreach (var name in new[] { Owner, "xa.25249", "xa.25363", "nobody.at.all" })
        {
            answers.Add(await TryAsync(browser, name, "not the password"));
        }

        answers.Distinct().ShouldHaveSingleItem().ShouldNotBeNullOrWhiteSpace();
    }

    [Fact]
    public async Task What_is_kept_names_nobody_and_goes_after_two_days()
    {
        await using var world = await OriginWorld.CreateAsync();
        using var browser = world.Browse("198.51.100.1");
        await TryAsync(browser, "ai.do", "x");
        var rows = await LanesAsync(world);
        rows.Count.ShouldBe(2);
        rows.ShouldAllBe(row => row.Length == 64 && row.All(char.IsAsciiHexDigitLower));

        world.Clock.Now += TimeSpan.FromDays(2.1);
        await TryAsync(browser, "nguoi.khac", "x");

        (await LanesAsync(world)).Intersect(rows).ShouldBeEmpty();
    }

    // The refusal as shown, or null when let in.
    private static async Task<string?> TryAsync(Browser browser, string userName, string password)
    {
        using var response = await browser.SignInAsync(userName, password);
        if (response.StatusCode == HttpStatusCode.Redirect)
        {
            return null;
        }

        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        return (await Browser.ParseAsync(response)).QuerySelector("[role=alert]")!.TextContent.Trim();
    }

    private static async Task<string?> TimedAsync(List<double> times, Func<Task<string?>> work)
    {
        var started = Stopwatch.GetTimestamp();
        var answer = await work();
        times.Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
        return answer;
    }

    private static double Median(List<double> times) => times.Take(SignInPace.FreeTries).Order().ElementAt(SignInPace.FreeTries / 2);

    private static Task<IReadOnlyList<string>> LanesAsync(OriginWorld world) => world.Database.ReadAsync(session => session.QueryAsync<string>("SELECT lane FROM sign_in_lane"));

    private static Task<int> FailuresAsync(OriginWorld world) => world.Database.ReadAsync(session => session.ScalarAsync<int>("SELECT MAX(failures) FROM sign_in_lane"));
}
