namespace Campaign111.Platform.Jobs;

/// <summary>Jobs switched off (tests, commands): nothing runs by itself; a job that is asked for by name runs at once, in the call.</summary>
public sealed class NoJobEngine(JobRegistry registry, JobRunner runner) : IJobEngine
{
    /// <inheritdoc/>
    public string Name => "off";

    /// <summary>Runs the job in place and returns when it is over.</summary>
    public Task TriggerAsync(string name, CancellationToken cancellation = default) => runner.RunAsync(name, cancellation);

    /// <inheritdoc/>
    public Task TriggerAtAsync(string name, DateTimeOffset at, CancellationToken cancellation = default)
    {
        registry.Find(name);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task RescheduleAsync(CancellationToken cancellation = default) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task<DateTimeOffset?> NextRunAsync(string name, CancellationToken cancellation = default)
    {
        registry.Find(name);
        return Task.FromResult<DateTimeOffset?>(null);
    }
}
