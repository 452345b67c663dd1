using Campaign111.Features.Accounts.Guard;

namespace Campaign111.Tests.Features.Accounts.Guard;

/// <summary>The rules of guessing, played through a day in memory.</summary>
public class SignInPaceTests
{
    private static readonly DateTimeOffset Start = new(2026, 3, 1, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Waits_double_from_half_a_minute_to_a_quarter_of_an_hour() =>
        Enumerable.Range(1, 12).Select(failures => SignInPace.WaitAfter(failures).TotalSeconds).ShouldBe([0, 0, 0, 0, 30, 60, 120, 240, 480, 900, 900, 900]);

    [Fact]
    public void One_lane_checks_a_bounded_number_of_guesses_a_day()
    {
        var lane = SignInPace.Fresh(null, Start);
        var @checked = 0;
        for (var second = 0; second < 86_400; second++)
        {
            var (wait, next) = SignInPace.OnDevice(lane, Start.AddSeconds(second));
            lane = next;
            @checked += wait is null ? 1 : 0;
        }

        @checked.ShouldBeInRange(100, SignInPace.MostADayInOneLane);
    }

    [Theory]
    [InlineData(14)]
    [InlineData(300)]
    public void However_many_addresses_guess_a_day_has_a_bounded_number_of_checks(int addresses)
    {
        var world = new World();
        for (var second = 0; second < 86_400; second++)
        {
            world.Try($"attacker {second % addresses}", Start.AddSeconds(second));
        }

        world.Checked.ShouldBeInRange(addresses > 100 ? 1000 : 500, SignInPace.MostADayByStrangers);
    }

    [Fact]
    public void A_stranger_gets_a_turn_within_a_quarter_of_an_hour_while_fourteen_others_never_stop()
    {
        var world = new World();
        for (var second = 0; second < 7200; second++)
        {
            world.Try($"attacker {second % 14}", Start.AddSeconds(second));
        }

        var now = Start.AddSeconds(7200);
        var asked = now;
        for (; world.Try("the owner at a new device", now) is { } wait; now += TimeSpan.FromSeconds(1))
        {
            wait.ShouldBeLessThanOrEqualTo(SignInPace.LongestQueue * SignInPace.Turn);
            for (var attacker = 0; attacker < 14; attacker++)
            {
                world.Try($"attacker {attacker}", now);
            }
        }

        (now - asked).ShouldBeLessThanOrEqualTo(SignInPace.LongestQueue * SignInPace.Turn);
    }

    [Fact]
    public void Asking_again_and_again_prolongs_no_wait()
    {
        var lane = SignInPace.Fresh(null, Start);
        for (var failures = 0; failures < SignInPace.FreeTries; failures++)
        {
            lane = SignInPace.OnDevice(lane, Start).Lane;
        }

        for (var second = 0; second < 30; second++)
        {
            var (wait, next) = SignInPace.OnDevice(lane, Start.AddSeconds(second));
            wait.ShouldBe(TimeSpan.FromSeconds(30 - second));
            lane = next;
        }

        SignInPace.OnDevice(lane, Start.AddSeconds(30)).Wait.ShouldBeNull();
    }

    [Fact]
    public void After_a_day_of_silence_everything_begins_anew()
    {
        var lane = new Lane(50, Start.AddMinutes(15), null, Start);

        SignInPace.Fresh(lane, Start.AddHours(23)).ShouldBe(lane);
        SignInPace.Fresh(lane, Start.AddHours(24)).Failures.ShouldBe(0);
    }

    private sealed class World
    {
        private readonly Dictionary<string, Lane> lanes = [];
        private Lane? pool;

        public int Checked { get; private set; }

        public TimeSpan? Try(string source, DateTimeOffset now)
        {
            var before = SignInPace.Fresh(lanes.TryGetValue(source, out var known) ? known : null, now);
            var (wait, lane, all) = SignInPace.OfStranger(before, SignInPace.Fresh(pool, now), now);
            (lanes[source], pool) = (lane, all);
            Checked += wait is null ? 1 : 0;
            return wait;
        }
    }
}
