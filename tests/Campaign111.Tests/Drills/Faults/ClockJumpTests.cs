using Campaign111.Features.Reminders;
using Campaign111.Platform.Audit;
using Campaign111.Platform.Data;
using Campaign111.Platform.Jobs;
using Campaign111.Platform.Operations.Doctor;
using Campaign111.Tests.Features.Reminders;
using Campaign111.Tests.Infrastructure;
using Microsoft.Extensions.Logging.Abstractions;

namespace Campaign111.Tests.Drills.Faults;

/// <summary>The machine's clock runs a day ahead for a while, and is set back: nothing is sent twice, and nothing waits until the wrong time comes again.</summary>
public class ClockJumpTests
{
    private static readonly DateOnly Today = new(2020, 9, 1);
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    [Theory, OnEachDatabase]
    public async Task A_lease_taken_a_day_ahead_is_free_when_the_clock_is_back_and_its_holder_sends_nothing_twice(string dialect)
    {
        await using var fixture = await MailOutageTests.WithMailsAsync(dialect, Today);
        var time = new SettableTime(DateTimeOffset.UtcNow.AddMinutes(1) + Day);
        var outbox = new Outbox(fixture.Test.Database, time);
        var ahead = await outbox.ClaimAsync("ahead", 10, default);
        ahead.Count.ShouldBe(6, "three mails and three lines of the inbox");

        time.Now -= Day;
        var mails = new RecordingChannel();
        await fixture.Dispatcher(time, mails).RunAsync(default);

        mails.Sent.Count.ShouldBe(3, "nobody waits a day for a lease of tomorrow");
        foreach (var message in ahead)
        {
            (await outbox.HoldsAsync(message, TimeSpan.FromSeconds(1))).ShouldBeFalse("who held it before may not send it any more");
        }
    }

    [Theory, OnEachDatabase]
    public async Task What_failed_or_was_written_a_day_ahead_is_tried_when_the_clock_is_back_and_waits_as_ever_then(string dialect)
    {
        await using var fixture = await MailOutageTests.WithMailsAsync(dialect, Today);
        var time = new SettableTime(DateTimeOffset.UtcNow.AddMinutes(1) + Day);
        var outbox = new Outbox(fixture.Test.Database, time);
        foreach (var message in await outbox.ClaimAsync("ahead", 10, default))
        {
            await outbox.FailedAsync(message, "away");
        }

        time.Now -= Day;
        var again = await outbox.ClaimAsync("back", 10, default);
        again.Count.ShouldBe(6);
        foreach (var message in again)
        {
            await outbox.FailedAsync(message, "still away");
        }

        (await outbox.ClaimAsync("back", 10, default)).ShouldBeEmpty("now it waits as ever");
        time.Now += Outbox.BackOff[1] + TimeSpan.FromSeconds(1);
        (await outbox.ClaimAsync("back", 10, default)).Count.ShouldBe(6);
    }

    [Theory, OnEachDatabase]
    public async Task A_sweep_of_tomorrow_and_then_of_today_reminds_nobody_twice(string dialect)
    {
        await using var fixture = await MailOutageTests.WithMailsAsync(dialect, Today.AddDays(1));
        var before = await fixture.Test.Database.ReadAsync(session => session.SingleAsync<long>("SELECT COUNT(*) FROM reminder"));

        await fixture.Writer().WriteAsync(await fixture.Planner().DueAsync(Today), Today, Actor.System);
        await fixture.Writer().WriteAsync(await fixture.Planner().DueAsync(Today.AddDays(1)), Today.AddDays(1), Actor.System);

        (await fixture.Test.Database.ReadAsync(session => session.SingleAsync<long>("SELECT COUNT(*) FROM reminder"))).ShouldBe(before, "each rung was written, a day early");
        (await fixture.Test.Database.ReadAsync(session => session.QueryAsync<long>("SELECT COUNT(*) FROM outbox GROUP BY account_id, local_day, channel HAVING COUNT(*) > 1"))).ShouldBeEmpty();
    }

    [Fact]
    public async Task The_watch_sees_both_jumps_and_has_the_schedule_worked_out_anew_after_the_one_back()
    {
        var time = new SettableTime(DateTimeOffset.UtcNow);
        var engine = new CountingEngine();
        using var watch = new ClockWatch(engine, time, NullLogger<ClockWatch>.Instance);

        (await watch.LookAsync(default)).ShouldBe(TimeSpan.Zero);
        time.Now += Day;
        (await watch.LookAsync(default)).ShouldBeInRange(Day - TimeSpan.FromMinutes(1), Day + TimeSpan.FromMinutes(1));
        engine.Rescheduled.ShouldBe(0, "ahead, everything is simply due");
        time.Now -= Day;
        (await watch.LookAsync(default)).ShouldBeLessThan(TimeSpan.Zero);
        engine.Rescheduled.ShouldBe(1);
        (await watch.LookAsync(default)).ShouldBe(TimeSpan.Zero);
        engine.Rescheduled.ShouldBe(1);
    }

    [Fact]
    public async Task The_doctor_speaks_when_the_trail_lies_ahead_of_the_clock()
    {
        await using var test = await TestDatabase.CreateAsync("sqlite");
        var time = new SettableTime(DateTimeOffset.UtcNow + Day);
        await test.Database.WriteAsync(session => new AuditLog(time).RecordAsync(session, Actor.System, new AuditEntry("demo.accounts", "account", "demo")));

        time.Now -= Day;
        var finding = await FirstAsync(new ClockCheck(test.Database, time));

        finding.Condition.ShouldBe(Condition.Bad);
        finding.Advice.ShouldBe("Set the clock (NTP) before anything else is recorded.");
    }

    private static async Task<Finding> FirstAsync(ClockCheck check)
    {
        await foreach (var finding in check.LookAsync(default))
        {
            return finding;
        }

        throw new InvalidOperationException("The check finds nothing.");
    }

    private sealed class CountingEngine : IJobEngine
    {
        public int Rescheduled { get; private set; }

        public string Name => "counting";

        public Task TriggerAsync(string name, CancellationToken cancellation = default) => Task.CompletedTask;

        public Task TriggerAtAsync(string name, DateTimeOffset at, CancellationToken cancellation = default) => Task.CompletedTask;

        public Task RescheduleAsync(CancellationToken cancellation = default)
        {
            Rescheduled++;
            return Task.CompletedTask;
        }

        public Task<DateTimeOffset?> NextRunAsync(string name, CancellationToken cancellation = default) => Task.FromResult<DateTimeOffset?>(null);
    }
}
