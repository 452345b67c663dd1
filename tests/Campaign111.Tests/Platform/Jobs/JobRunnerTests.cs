using Campaign111.Platform.Jobs;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace Campaign111.Tests.Platform.Jobs;

[Collection("jobs")]
public sealed class JobRunnerTests
{
    private static readonly JobSchedule Sweep = JobSchedule.Daily("sweep", "07:30");

    [Fact]
    public async Task Switched_off_nothing_is_scheduled_and_a_triggered_job_runs_in_the_call()
    {
        var probe = new Probe();
        await using var host = await StartOffAsync(probe, Sweep with { AlsoAtStart = true });

        host.Engine.Name.ShouldBe("off");
        (await host.Engine.NextRunAsync("sweep")).ShouldBeNull();
        probe.Started.ShouldBe(0);

        await host.Engine.TriggerAsync("sweep");

        probe.Started.ShouldBe(1);
        var status = await host.StatusAsync("sweep");
        status.Runs.ShouldBe(1);
        status.Running.ShouldBeFalse();
        status.LastDuration.ShouldNotBeNull();
    }

    [Fact]
    public async Task A_caller_that_runs_a_job_in_place_sees_its_failure()
    {
        var probe = new Probe { Body = _ => throw new InvalidOperationException("no stamp") };
        await using var host = await StartOffAsync(probe, Sweep);

        var error = await Should.ThrowAsync<InvalidOperationException>(() => host.Engine.TriggerAsync("sweep"));

        error.Message.ShouldBe("no stamp");
        (await host.StatusAsync("sweep")).LastError.ShouldBe("InvalidOperationException: no stamp");
    }

    [Fact]
    public async Task Requests_during_a_run_lead_to_exactly_one_more_run()
    {
        var release = new TaskCompletionSource();
        var probe = new Probe { Body = _ => release.Task };
        await using var host = await StartOffAsync(probe, Sweep);
        var first = host.Engine.TriggerAsync("sweep");
        await probe.SeeAsync(1);

        var second = host.Engine.TriggerAsync("sweep");
        await host.Engine.TriggerAsync("sweep");
        await host.Engine.TriggerAsync("sweep");
        second.IsCompleted.ShouldBeFalse();
        release.SetResult();
        await Task.WhenAll(first, second);

        probe.Started.ShouldBe(2);
        probe.MostAtOnce.ShouldBe(1);
    }

    [Fact]
    public async Task Running_jobs_are_cancelled_when_patience_is_over()
    {
        var probe = new Probe { Body = cancellation => Task.Delay(Timeout.Infinite, cancellation) };
        await using var host = await StartOffAsync(probe, Sweep);
        var run = host.Engine.TriggerAsync("sweep");
        await probe.SeeAsync(1);

        await host.Services.GetRequiredService<JobRunner>().CancelRunningAsync();

        await Should.ThrowAsync<OperationCanceledException>(() => run.WaitAsync(TimeSpan.FromSeconds(10)));
    }

    [Fact]
    public void Two_jobs_of_one_name_are_refused()
    {
        var error = Should.Throw<InvalidOperationException>(
            () => new JobRegistry([new(Sweep, typeof(ProbeJob)), new(Sweep, typeof(FailingJob))]));

        error.Message.ShouldContain("'sweep'");
    }

    [Fact]
    public void A_setting_that_is_neither_on_nor_off_is_refused()
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection([new("Campaign111:Jobs", "maybe")]).Build();

        Should.Throw<InvalidOperationException>(() => new ServiceCollection().AddJobs(configuration)).Message.ShouldContain("maybe");
    }

    private static Task<JobHost> StartOffAsync(Probe probe, JobSchedule schedule) =>
        JobHost.StartAsync(s => s.AddSingleton(probe).AddRecurringJob<ProbeJob>(schedule), "off");
}
