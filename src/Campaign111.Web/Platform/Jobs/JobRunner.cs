using System.Data.Common;
using System.Diagnostics.CodeAnalysis;

namespace Campaign111.Platform.Jobs;

/// <summary>Runs one job for whichever engine asks: in a scope, never beside itself in this process, with a note of how it went. A failed run is
/// asked for again after a wait, and given up after some: that is ours, and the same under every engine.</summary>
public sealed partial class JobRunner(
    JobRegistry registry, JobLog log, JobHistory history, JobRetries retries, TimeProvider time, IServiceScopeFactory scopes, ILogger<JobRunner> logger) : IDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly Dictionary<string, Gate> _gates = registry.All.ToDictionary(j => j.Schedule.Name, _ => new Gate());

    /// <summary>
    /// Runs the job. While it runs already, one further request waits for the end and then runs, so that whatever came up meanwhile is
    /// seen; requests beyond that one are the same request and return at once.
    /// </summary>
    /// <exception cref="ArgumentException">No job has that name.</exception>
    /// <exception cref="Exception">What the job threw, after it was logged.</exception>
    public async Task RunAsync(string name, CancellationToken cancellation)
    {
        var job = registry.Find(name);
        var gate = _gates[name];
        if (!gate.TryQueue())
        {
            LogCoalesced(name);
            return;
        }

        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellation, _stop.Token);
        await gate.EnterAsync(either.Token);
        try
        {
            await RunOnceAsync(job, either.Token);
        }
        finally
        {
            gate.Leave();
        }
    }

    /// <summary>Cancels the running jobs: the process stops and waited long enough.</summary>
    public Task CancelRunningAsync() => _stop.CancelAsync();

    /// <inheritdoc/>
    public void Dispose() => _stop.Dispose();

    private async Task RunOnceAsync(JobRegistration job, CancellationToken cancellation)
    {
        var name = job.Schedule.Name;
        var run = log.Started(name);
        await NoteAsync(name, () => history.StartedAsync(name));
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            await ((IRecurringJob)scope.ServiceProvider.GetRequiredService(job.JobType)).RunAsync(cancellation);
            var duration = log.Finished(name, run, null);
            await NoteAsync(name, () => history.EndedAsync(name, duration, stopped: false));
        }
        catch (OperationCanceledException e) when (cancellation.IsCancellationRequested)
        {
            // The process ends: no fault of the job, which does what is left at its next run.
            var duration = log.Finished(name, run, e);
            await NoteAsync(name, () => history.EndedAsync(name, duration, stopped: true));
            throw;
        }
        catch (Exception e)
        {
            var duration = log.Finished(name, run, e);
            LogFailed(e, name);
            await NoteAsync(name, () => AfterFailureAsync(job.Schedule, duration, $"{e.GetType().Name}: {e.Message}"));
            throw;
        }
    }

    private async Task AfterFailureAsync(JobSchedule schedule, TimeSpan duration, string error)
    {
        var failures = await history.FailedAsync(schedule.Name, duration, error);
        if (retries.WaitAfter(failures, Random.Shared.NextDouble()) is not { } wait)
        {
            await history.BuryAsync(schedule.Name, failures, error);
            return;
        }

        var again = time.GetUtcNow() + wait;
        if (schedule.NextAfter(time.GetUtcNow()) > again)
        {
            await using var scope = scopes.CreateAsyncScope();
            await scope.ServiceProvider.GetRequiredService<IJobEngine>().TriggerAtAsync(schedule.Name, again);
        }
    }

    /// <summary>While the database is away the job itself fails and says so; that its failure cannot be noted must not hide why.</summary>
    private async Task NoteAsync(string name, Func<Task> note)
    {
        try
        {
            await note();
        }
        catch (DbException e)
        {
            LogNotNoted(e, name);
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Job {Name} failed; its schedule goes on.")]
    private partial void LogFailed(Exception exception, string name);

    [LoggerMessage(Level = LogLevel.Error, Message = "How job {Name} went could not be noted in the database.")]
    private partial void LogNotNoted(Exception exception, string name);

    [LoggerMessage(Level = LogLevel.Debug, Message = "Job {Name} is running and asked for once more already.")]
    private partial void LogCoalesced(string name);

    // Process-lived; its semaphore never allocates the wait handle that Dispose would free.
    [SuppressMessage("Design", "CA1001", Justification = "The semaphore's wait handle is never asked for.")]
    private sealed class Gate
    {
        private readonly SemaphoreSlim _free = new(1, 1);
        private int _waiting;

        public bool TryQueue() => Interlocked.CompareExchange(ref _waiting, 1, 0) == 0;

        public async Task EnterAsync(CancellationToken cancellation)
        {
            try
            {
                await _free.WaitAsync(cancellation);
            }
            finally
            {
                Volatile.Write(ref _waiting, 0);
            }
        }

        public void Leave() => _free.Release();
    }
}
