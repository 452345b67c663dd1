using System.Collections.Concurrent;

namespace Campaign111.Platform.Jobs;

/// <summary>Remembers, in memory, how the jobs of this process went, and asks the engine what comes next.</summary>
public sealed class JobLog(JobRegistry registry, TimeProvider time)
{
    private readonly ConcurrentDictionary<string, JobStatus> _states = new(StringComparer.Ordinal);

    /// <summary>Notes that a run starts. Returns the clock's stamp to hand to <see cref="Finished"/>.</summary>
    public long Started(string name)
    {
        Change(name, s => s with { LastRun = time.GetUtcNow(), Running = true });
        return time.GetTimestamp();
    }

    /// <summary>Notes that a run is over, and why when it failed. Returns how long it took.</summary>
    public TimeSpan Finished(string name, long started, Exception? error)
    {
        var duration = time.GetElapsedTime(started);
        Change(name, s => s with
        {
            Running = false,
            Runs = s.Runs + 1,
            LastDuration = duration,
            LastFailure = error is null ? s.LastFailure : time.GetUtcNow(),
            LastError = error is null ? s.LastError : $"{error.GetType().Name}: {error.Message}",
        });
        return duration;
    }

    /// <summary>What is known of a job; its next run is not filled in.</summary>
    public JobStatus Get(JobRegistration job) => _states.GetOrAdd(job.Schedule.Name, _ => new JobStatus { Schedule = job.Schedule });

    private void Change(string name, Func<JobStatus, JobStatus> change)
    {
        var empty = new JobStatus { Schedule = registry.Find(name).Schedule };
        _states.AddOrUpdate(name, _ => change(empty), (_, s) => change(s));
    }
}
