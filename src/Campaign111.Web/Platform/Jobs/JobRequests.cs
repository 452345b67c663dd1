using System.Data.Common;
using Campaign111.Platform.Data;

namespace Campaign111.Platform.Jobs;

/// <summary>Jobs that were asked for on a node that runs none, handed over by the database: the same under every engine and on both databases.</summary>
public sealed class JobRequests(Database database, TimeProvider time)
{
    private const string Ask = "INSERT INTO job_request (job, asked_at) SELECT @job, @now WHERE NOT EXISTS (SELECT 1 FROM job_request r WHERE r.job = @job)";

    private const string Asked = "SELECT job FROM job_request ORDER BY asked_at, job";

    private const string Take = "DELETE FROM job_request WHERE job = @job";

    public Task AskAsync(string job, CancellationToken cancel = default) => database.WriteAsync(
        async session =>
        {
            try
            {
                await session.ExecuteAsync(Ask, new { job, now = time.GetUtcNow() });
            }
            catch (DbException error) when (session.Dialect.IsDuplicateKey(error))
            {
                // Asked for elsewhere in the same moment: one run does.
            }
        },
        cancel);

    /// <summary>The jobs that are asked for, each handed to one node only.</summary>
    public async Task<IReadOnlyList<string>> TakeAsync(CancellationToken cancel)
    {
        var asked = await database.ReadAsync(session => session.PageAsync<string>(Asked, null, 0, 100), cancel);
        var taken = new List<string>();
        foreach (var job in asked)
        {
            if (await database.WriteAsync(session => session.ExecuteAsync(Take, new { job }), cancel) > 0)
            {
                taken.Add(job);
            }
        }

        return taken;
    }
}

/// <summary>On a node that runs jobs: looks every two seconds whether another one asked for some.</summary>
public sealed partial class JobRequestWatch(JobRequests requests, JobRegistry registry, IJobEngine engine, TimeProvider time, ILogger<JobRequestWatch> log) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(2);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Every, time);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                await LookAsync(stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The process stops; what is asked for waits in the database.
        }
    }

    private async Task LookAsync(CancellationToken cancel)
    {
        try
        {
            // A job of another version of the product has nobody here to run it.
            foreach (var job in (await requests.TakeAsync(cancel)).Where(job => registry.All.Any(known => known.Schedule.Name == job)))
            {
                await engine.TriggerAsync(job, cancel);
            }
        }
        catch (Exception error) when (error is DbException or InvalidOperationException or TimeoutException)
        {
            LogAway(log, error);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Jobs that other nodes asked for could not be read; tried again in two seconds")]
    private static partial void LogAway(ILogger log, Exception error);
}

/// <summary>The engine of a web node: it runs nothing and lets job nodes know.</summary>
public sealed class WebNodeEngine(JobRegistry registry, JobRequests requests, TimeProvider time) : IJobEngine
{
    /// <inheritdoc/>
    public string Name => "other nodes";

    /// <inheritdoc/>
    public Task TriggerAsync(string name, CancellationToken cancellation = default) => requests.AskAsync(registry.Find(name).Schedule.Name, cancellation);

    /// <summary>Only failed runs are asked for again, and none runs here.</summary>
    public Task TriggerAtAsync(string name, DateTimeOffset at, CancellationToken cancellation = default)
    {
        registry.Find(name);
        return Task.CompletedTask;
    }

    /// <summary>Its nodes have a schedule of their own and watch their own clock.</summary>
    public Task RescheduleAsync(CancellationToken cancellation = default) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task<DateTimeOffset?> NextRunAsync(string name, CancellationToken cancellation = default) => Task.FromResult<DateTimeOffset?>(registry.Find(name).Schedule.NextAfter(time.GetUtcNow()));
}
