using System.Globalization;
using Campaign111.Platform.Audit;
using Campaign111.Platform.Jobs;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace Campaign111.Tests.Platform.Jobs;

/// <summary>What every engine does, whichever package set was built. Alone, since it measures time and Hangfire keeps some statics.</summary>
[CollectionDefinition("jobs", DisableParallelization = true)]
public sealed class JobsCollection;

[Collection("jobs")]
public sealed class EngineContractTests
{
    private static readonly JobSchedule EverySecond = JobSchedule.Every("tick", TimeSpan.FromSeconds(1));
    private static readonly JobSchedule OnDemand = JobSchedule.Daily("on-demand", FarFromNow());

    [Fact]
    public async Task The_engine_is_the_one_of_the_package_set()
    {
        await using var host = await JobHost.StartAsync(_ => { });
#if PACKAGES_FULL
        host.Engine.Name.ShouldBe("Hangfire");
#else
        host.Engine.Name.ShouldBe("Quartz");
#endif
    }

    [Fact]
    public async Task An_interval_job_fires_again_and_again()
    {
        var probe = new Probe();
        await using var host = await StartAsync(probe, EverySecond);

        await probe.SeeAsync(3);

        var status = await host.StatusAsync("tick");
        status.LastRun.ShouldNotBeNull();
        status.LastFailure.ShouldBeNull();
        status.NextRun.ShouldNotBeNull();
    }

    [Fact]
    public async Task A_failing_job_fires_again_and_stops_no_other()
    {
        var probe = new Probe();
        var failures = new FailureCount();
        await using var host = await JobHost.StartAsync(s => s
            .AddSingleton(probe)
            .AddSingleton(failures)
            .AddRecurringJob<FailingJob>(JobSchedule.Every("failing", TimeSpan.FromSeconds(1)))
            .AddRecurringJob<ProbeJob>(EverySecond));

        await probe.SeeAsync(4);

        failures.Value.ShouldBeGreaterThanOrEqualTo(2);
        var status = await host.StatusAsync("failing");
        status.LastError.ShouldBe("InvalidOperationException: the paper is out");
        status.LastFailure.ShouldNotBeNull();
        status.NextRun.ShouldNotBeNull();
    }

    [Theory]
    [InlineData(2)]
    [InlineData(-2)]
    [InlineData(-600)]
    public async Task A_daily_job_runs_next_at_its_time_in_Vietnam(int minutesFromNow)
    {
        var vietnam = DateTimeOffset.UtcNow.ToOffset(TimeSpan.FromHours(7));
        var wanted = vietnam.AddMinutes(minutesFromNow);
        var time = new TimeOnly(wanted.Hour, wanted.Minute);
        await using var host = await StartAsync(new Probe(), JobSchedule.Daily("daily", $"{time:HH\\:mm}"));

        var next = await host.Engine.NextRunAsync("daily");

        var today = new DateTimeOffset(vietnam.Date, TimeSpan.FromHours(7)) + time.ToTimeSpan();
        next.ShouldBe(today > vietnam ? today : today.AddDays(1));
    }

    [Fact]
    public async Task A_job_runs_when_asked_by_name()
    {
        var probe = new Probe();
        await using var host = await StartAsync(probe, OnDemand);

        await host.Engine.TriggerAsync("on-demand");

        await probe.SeeAsync(1);
    }

    [Fact]
    public async Task An_unknown_name_is_refused_with_the_names_there_are()
    {
        await using var host = await StartAsync(new Probe(), OnDemand);

        var error = await Should.ThrowAsync<ArgumentException>(() => host.Engine.TriggerAsync("sweeep"));

        error.Message.ShouldContain("'sweeep'");
        error.Message.ShouldContain("on-demand");
    }

    [Fact]
    public async Task A_job_marked_so_also_runs_at_start()
    {
        var probe = new Probe();
        await using var host = await StartAsync(probe, JobSchedule.Daily("catch-up", FarFromNow()) with { AlsoAtStart = true });

        await probe.SeeAsync(1);
    }

    [Fact]
    public async Task A_stop_waits_for_the_running_job_and_does_not_cancel_it()
    {
        var finished = false;
        var probe = new Probe();
        probe.Body = async cancellation =>
        {
            await Task.Delay(TimeSpan.FromSeconds(2), cancellation);
            finished = true;
        };
        await using var host = await StartAsync(probe, OnDemand);
        await host.Engine.TriggerAsync("on-demand");
        await probe.SeeAsync(1);

        await host.StopAsync();

        finished.ShouldBeTrue();
    }

    [Fact]
    public async Task A_job_never_overlaps_itself()
    {
        var probe = new Probe { Body = cancellation => Task.Delay(TimeSpan.FromMilliseconds(1600), cancellation) };
        await using var host = await StartAsync(probe, EverySecond);
        await probe.SeeAsync(1);
        await host.Engine.TriggerAsync("tick");

        await probe.SeeAsync(2);

        probe.MostAtOnce.ShouldBe(1);
    }

    [Fact]
    public async Task A_failed_run_is_tried_again_after_a_wait_and_the_success_is_noted()
    {
        var probe = new Probe();
        probe.Body = _ => probe.Started < 3 ? throw new InvalidOperationException("the paper is out") : Task.CompletedTask;
        await using var host = await StartAsync(probe, OnDemand, Quick);

        await host.Engine.TriggerAsync("on-demand");

        await probe.SeeAsync(3);
        var state = await host.SettledAsync("on-demand", known => known.Runs == 3);
        (state.Failures, state.FailedInRow, state.Outcome).ShouldBe((2, 0, "done"));
        state.LastError.ShouldBe("InvalidOperationException: the paper is out");
        (await host.DeadLettersAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_run_that_never_succeeds_becomes_one_dead_letter_that_is_retried_or_dropped()
    {
        var probe = new Probe { Body = _ => throw new InvalidOperationException("the paper is out") };
        await using var host = await StartAsync(probe, OnDemand, Quick);
        await host.Engine.TriggerAsync("on-demand");
        await probe.SeeAsync(4);
        await host.SettledAsync("on-demand", known => known.Runs == 4);

        var dead = await host.BuriedAsync();
        (dead.What, dead.Attempts, dead.Error).ShouldBe(("on-demand", 4, "InvalidOperationException: the paper is out"));
        var book = host.Services.GetRequiredService<IDeadLetters>();
        (await book.RetryAsync(dead.Id, Actor.System)).ShouldBeTrue();
        await probe.SeeAsync(4);
        await host.SettledAsync("on-demand", known => known.Runs == 8);
        var second = await host.BuriedAsync();
        (await book.DropAsync(second.Id, Actor.System, "máy in hỏng")).ShouldBeTrue();

        second.Id.ShouldNotBe(dead.Id);
        (await host.DeadLettersAsync()).ShouldBeEmpty();
        (await book.DropAsync(second.Id, Actor.System, "lần nữa")).ShouldBeFalse();
        probe.Started.ShouldBe(8);
    }

    [Fact]
    public async Task A_stopped_run_is_no_failure()
    {
        var probe = new Probe { Body = cancellation => Task.Delay(Timeout.Infinite, cancellation) };
        await using var host = await StartAsync(probe, OnDemand, Quick);
        await host.Engine.TriggerAsync("on-demand");
        await probe.SeeAsync(1);

        await host.Services.GetRequiredService<JobRunner>().CancelRunningAsync();

        var state = await host.SettledAsync("on-demand", known => known.Runs == 1);
        (state.Outcome, state.Failures).ShouldBe(("stopped", 0));
    }

    private static readonly JobRetries Quick = new() { BackOff = [TimeSpan.FromMilliseconds(200), TimeSpan.FromMilliseconds(300), TimeSpan.FromMilliseconds(400)] };

    private static Task<JobHost> StartAsync(Probe probe, JobSchedule schedule, JobRetries retries) =>
        JobHost.StartAsync(s => s.AddSingleton(probe).AddSingleton(retries).AddRecurringJob<ProbeJob>(schedule));

    private static Task<JobHost> StartAsync(Probe probe, JobSchedule schedule) =>
        JobHost.StartAsync(s => s.AddSingleton(probe).AddRecurringJob<ProbeJob>(schedule));

    // Twelve hours away, so that the schedule itself does not fire during a test.
    private static string FarFromNow() => DateTimeOffset.UtcNow.ToOffset(TimeSpan.FromHours(7)).AddHours(12).ToString("HH\\:mm", CultureInfo.InvariantCulture);
}
