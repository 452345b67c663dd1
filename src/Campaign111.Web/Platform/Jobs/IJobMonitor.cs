namespace Campaign111.Platform.Jobs;

/// <summary>What an administrator wants to know of one job. Runs are those of this process since it started; <see cref="State"/> tells of all nodes.</summary>
public sealed record JobStatus
{
    /// <summary>The job's schedule, with its name.</summary>
    public required JobSchedule Schedule { get; init; }

    /// <summary>Start of the last run; null when it has not run yet.</summary>
    public DateTimeOffset? LastRun { get; init; }

    /// <summary>How long the last finished run took; null while there is none.</summary>
    public TimeSpan? LastDuration { get; init; }

    /// <summary>The next run, from the engine; null when the engine is off.</summary>
    public DateTimeOffset? NextRun { get; init; }

    /// <summary>When a run failed last; stays after later successes.</summary>
    public DateTimeOffset? LastFailure { get; init; }

    /// <summary>What the last failure said.</summary>
    public string? LastError { get; init; }

    /// <summary>True while a run is going on in this process.</summary>
    public bool Running { get; init; }

    /// <summary>Finished runs, failed ones included.</summary>
    public int Runs { get; init; }

    /// <summary>What the database knows of it, over all nodes and restarts; null before the first run.</summary>
    public JobState? State { get; init; }
}

/// <summary>The state of all recurring jobs.</summary>
public interface IJobMonitor
{
    /// <summary>One entry a job, by name.</summary>
    Task<IReadOnlyList<JobStatus>> ListAsync(CancellationToken cancellation = default);
}
