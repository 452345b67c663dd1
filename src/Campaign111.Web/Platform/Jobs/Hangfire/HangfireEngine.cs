using Campaign111.Platform.Time;
using Hangfire;
using Hangfire.Storage;

namespace Campaign111.Platform.Jobs.Hangfire;

/// <summary>Writes the registered jobs into Hangfire when the host starts, before Hangfire's server looks for due ones.</summary>
public sealed class HangfireEngine(JobRegistry registry, JobStorage storage, IRecurringJobManager recurring, IBackgroundJobClient client)
    : IJobEngine, IHostedService
{
    /// <inheritdoc/>
    public string Name => "Hangfire";

    /// <inheritdoc/>
    public Task StartAsync(CancellationToken cancellationToken)
    {
        RemoveStale();
        foreach (var schedule in registry.All.Select(j => j.Schedule))
        {
            Schedule(schedule);
            if (schedule.AlsoAtStart)
            {
                Enqueue(schedule.Name);
            }
        }

        return Task.CompletedTask;
    }

    /// <summary>Nothing to do: Hangfire's own server, a hosted service of its own, waits for running jobs.</summary>
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task TriggerAsync(string name, CancellationToken cancellation = default)
    {
        Enqueue(registry.Find(name).Schedule.Name);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task TriggerAtAsync(string name, DateTimeOffset at, CancellationToken cancellation = default)
    {
        var known = registry.Find(name).Schedule.Name;
        client.Schedule<HangfireJob>(job => job.RunAsync(known, CancellationToken.None), at);
        return Task.CompletedTask;
    }

    /// <summary>An unchanged schedule keeps its next run, so each is taken out first.</summary>
    public Task RescheduleAsync(CancellationToken cancellation = default)
    {
        foreach (var schedule in registry.All.Select(j => j.Schedule))
        {
            recurring.RemoveIfExists(schedule.Name);
            Schedule(schedule);
        }

        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task<DateTimeOffset?> NextRunAsync(string name, CancellationToken cancellation = default)
    {
        registry.Find(name);
        using var connection = storage.GetConnection();
        var next = connection.GetRecurringJobs([name]).SingleOrDefault()?.NextExecution;
        return Task.FromResult<DateTimeOffset?>(next is null ? null : new DateTimeOffset(DateTime.SpecifyKind(next.Value, DateTimeKind.Utc)));
    }

    private void Schedule(JobSchedule schedule)
    {
        var name = schedule.Name;
        recurring.AddOrUpdate<HangfireJob>(name, job => job.RunAsync(name, CancellationToken.None), schedule.Cron, new RecurringJobOptions { TimeZone = VietnamTime.Zone });
    }

    private void Enqueue(string name) => client.Enqueue<HangfireJob>(job => job.RunAsync(name, CancellationToken.None));

    // A schedule kept in SQL Server still holds jobs of an older version of the product.
    private void RemoveStale()
    {
        var known = registry.All.Select(j => j.Schedule.Name).ToHashSet(StringComparer.Ordinal);
        using var connection = storage.GetConnection();
        foreach (var stale in connection.GetRecurringJobs().Where(j => !known.Contains(j.Id)))
        {
            recurring.RemoveIfExists(stale.Id);
        }
    }
}
