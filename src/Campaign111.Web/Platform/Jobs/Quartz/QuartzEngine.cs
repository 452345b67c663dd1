using Campaign111.Platform.Time;
using Quartz;

namespace Campaign111.Platform.Jobs.Quartz;

/// <summary>Schedules the registered jobs in Quartz when the host starts and waits for running ones when it stops.</summary>
public sealed class QuartzEngine(JobRegistry registry, JobRunner runner, ISchedulerFactory factory) : IJobEngine, IHostedService
{
    private const string Group = "campaign111";
    private const string RetryGroup = "campaign111-retries";

    /// <inheritdoc/>
    public string Name => "Quartz";

    /// <inheritdoc/>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        var scheduler = await factory.GetScheduler(cancellationToken);
        await RemoveStaleAsync(scheduler, cancellationToken);
        foreach (var job in registry.All)
        {
            await ScheduleAsync(scheduler, job.Schedule, cancellationToken);
        }

        await scheduler.Start(cancellationToken);
        foreach (var job in registry.All.Where(j => j.Schedule.AlsoAtStart))
        {
            await TriggerAsync(job.Schedule.Name, cancellationToken);
        }
    }

    /// <summary>Takes no new run and waits for the running ones, <see cref="JobsSetup.StopPatience"/> at most; then they are cancelled.</summary>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        var scheduler = await factory.GetScheduler(cancellationToken);
        var stopped = scheduler.Shutdown(waitForJobsToComplete: true, CancellationToken.None).AsTask();
        if (await Task.WhenAny(stopped, Task.Delay(JobsSetup.StopPatience, cancellationToken)) != stopped)
        {
            await runner.CancelRunningAsync();
        }

        await stopped.WaitAsync(cancellationToken);
    }

    /// <inheritdoc/>
    public async Task TriggerAsync(string name, CancellationToken cancellation = default)
    {
        var scheduler = await factory.GetScheduler(cancellation);
        await scheduler.TriggerJob(Key(registry.Find(name).Schedule.Name), null, cancellation);
    }

    /// <inheritdoc/>
    public async Task TriggerAtAsync(string name, DateTimeOffset at, CancellationToken cancellation = default)
    {
        var scheduler = await factory.GetScheduler(cancellation);
        // A name of its own: the run that asks for it may itself be a retry, whose trigger ends with it.
        var trigger = TriggerBuilder.Create()
            .WithIdentity($"{registry.Find(name).Schedule.Name}-{Guid.NewGuid():N}", RetryGroup)
            .ForJob(Key(name))
            .StartAt(at)
            .Build();
        await scheduler.ScheduleJob(trigger, ScheduleJobOptions.Replacing, cancellation);
    }

    /// <inheritdoc/>
    public async Task RescheduleAsync(CancellationToken cancellation = default)
    {
        var scheduler = await factory.GetScheduler(cancellation);
        foreach (var job in registry.All)
        {
            await ScheduleAsync(scheduler, job.Schedule, cancellation);
        }
    }

    /// <inheritdoc/>
    public async Task<DateTimeOffset?> NextRunAsync(string name, CancellationToken cancellation = default)
    {
        var scheduler = await factory.GetScheduler(cancellation);
        var trigger = await scheduler.GetTrigger(new TriggerKey(registry.Find(name).Schedule.Name, Group), cancellation);
        return trigger?.NextFireTimeUtc;
    }

    private static JobKey Key(string name) => new(name, Group);

    // A schedule kept in SQL Server still holds jobs of an older version of the product.
    private async Task RemoveStaleAsync(IScheduler scheduler, CancellationToken cancellation)
    {
        var known = registry.All.Select(j => j.Schedule.Name).ToHashSet(StringComparer.Ordinal);
        foreach (var key in await scheduler.GetJobKeys(GroupMatcher<JobKey>.GroupEquals(Group), cancellation))
        {
            if (!known.Contains(key.Name))
            {
                await scheduler.DeleteJob(key, cancellation);
            }
        }
    }

    private static async Task ScheduleAsync(IScheduler scheduler, JobSchedule schedule, CancellationToken cancellation)
    {
        var job = JobBuilder.Create<QuartzJob>().WithIdentity(Key(schedule.Name)).StoreDurably().Build();
        var trigger = TriggerBuilder.Create()
            .WithIdentity(schedule.Name, Group)
            .ForJob(job.Key)
            .WithCronSchedule(schedule.Cron, cron => cron.InTimeZone(VietnamTime.Zone))
            .Build();
        await scheduler.ScheduleJob(job, [trigger], ScheduleJobOptions.Replacing, cancellation);
    }
}
