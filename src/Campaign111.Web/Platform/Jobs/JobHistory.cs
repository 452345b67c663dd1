using System.Data.Common;
using Campaign111.Platform.Data;

namespace Campaign111.Platform.Jobs;

/// <summary>A job's last run and its failures, over all nodes.</summary>
public sealed class JobState
{
    public string Job { get; init; } = "";

    public string Node { get; init; } = "";

    public DateTimeOffset StartedAt { get; init; }

    public DateTimeOffset? FinishedAt { get; init; }

    public long? DurationMs { get; init; }

    /// <summary>"done", "failed", "stopped"; null before the first run is over.</summary>
    public string? Outcome { get; init; }

    public long Runs { get; init; }

    public long Failures { get; init; }

    public int FailedInRow { get; init; }

    public DateTimeOffset? LastFailureAt { get; init; }

    public string? LastError { get; init; }
}

/// <summary>Keeps in the database how jobs went. Not audited: nobody acts here.</summary>
public sealed class JobHistory(Database database, TimeProvider time)
{
    private const int LongestError = 1000;

    private const string Columns = "job, node, started_at, finished_at, duration_ms, outcome, runs, failures, failed_in_row, last_failure_at, last_error";

    // One row a job.
    private const string All = $"SELECT {Columns} FROM job_state ORDER BY job";

    private const string Begin = "UPDATE job_state SET node = @node, started_at = @now WHERE job = @job";

    private const string First = """
        INSERT INTO job_state (job, node, started_at, runs, failures, failed_in_row) VALUES (@job, @node, @now, 0, 0, 0)
        """;

    private const string EndWell = """
        UPDATE job_state SET finished_at = @now, duration_ms = @duration, outcome = @outcome, runs = runs + 1, failed_in_row = 0 WHERE job = @job
        """;

    private const string EndBadly = """
        UPDATE job_state SET finished_at = @now, duration_ms = @duration, outcome = 'failed', runs = runs + 1, failures = failures + 1,
            failed_in_row = failed_in_row + 1, last_failure_at = @now, last_error = @error
        WHERE job = @job
        """;

    private const string InRow = "SELECT failed_in_row FROM job_state WHERE job = @job";

    private const string Bury = """
        INSERT INTO job_dead_letter (job, failed_at, attempts, error, state)
        SELECT @job, @now, @attempts, @error, 'open' WHERE NOT EXISTS (SELECT 1 FROM job_dead_letter d WHERE d.job = @job AND d.state = 'open')
        """;

    private const string Recover = "UPDATE job_dead_letter SET state = 'recovered', decided_at = @now WHERE job = @job AND state = 'open'";

    // Two processes may share a machine.
    private static readonly string Node = $"{(Environment.MachineName is { Length: > 80 } name ? name[..80] : Environment.MachineName)}:{Environment.ProcessId}";

    public Task<IReadOnlyList<JobState>> ListAsync(CancellationToken cancel = default) => database.ReadAsync(session => session.PageAsync<JobState>(All, null, 0, 200), cancel);

    public Task StartedAsync(string job) => database.WriteAsync(async session =>
    {
        var values = new { job, node = Node, now = time.GetUtcNow() };
        if (await session.ExecuteAsync(Begin, values) > 0)
        {
            return;
        }

        try
        {
            await session.ExecuteAsync(First, values);
        }
        catch (DbException error) when (session.Dialect.IsDuplicateKey(error))
        {
            // Another node began the first run at the same moment.
            await session.ExecuteAsync(Begin, values);
        }
    });

    /// <summary>Notes a run that went well, or was stopped; the failures before it are over, also an open dead letter.</summary>
    public Task EndedAsync(string job, TimeSpan duration, bool stopped) => database.WriteAsync(async session =>
    {
        var now = time.GetUtcNow();
        await session.ExecuteAsync(EndWell, new { job, now, duration = (long)duration.TotalMilliseconds, outcome = stopped ? "stopped" : "done" });
        if (!stopped)
        {
            await session.ExecuteAsync(Recover, new { job, now });
        }
    });

    /// <summary>Notes a failed run and returns how many failed in a row, this one included.</summary>
    public Task<int> FailedAsync(string job, TimeSpan duration, string error) => database.WriteAsync(async session =>
    {
        await session.ExecuteAsync(EndBadly, new { job, now = time.GetUtcNow(), duration = (long)duration.TotalMilliseconds, error = Short(error) });
        return await session.ScalarAsync<int>(InRow, new { job });
    });

    /// <summary>Makes a dead letter of a job's failures; one that is open stays the only one.</summary>
    public Task BuryAsync(string job, int attempts, string error) => database.WriteAsync(async session =>
    {
        try
        {
            await session.ExecuteAsync(Bury, new { job, now = time.GetUtcNow(), attempts, error = Short(error) });
        }
        catch (DbException duplicate) when (session.Dialect.IsDuplicateKey(duplicate))
        {
            // Two nodes gave up at the same moment: one letter tells of both.
        }
    });

    private static string Short(string text) => text.Length <= LongestError ? text : text[..LongestError];
}
