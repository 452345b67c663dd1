using System.Globalization;
using Campaign111.Platform.Audit;
using Campaign111.Platform.Data;
using Campaign111.Platform.Localisation;

namespace Campaign111.Platform.Jobs;

/// <summary>Jobs that failed as often as they are tried again. The schedule still runs them: a run that goes well closes the letter.</summary>
public sealed class JobDeadLetters(Database database, IJobEngine engine, JobRegistry registry, AuditLog audit, TimeProvider time) : IDeadLetters
{
    private const string Open = """
        SELECT id, job, error, attempts, failed_at FROM job_dead_letter WHERE state = 'open' AND (@before IS NULL OR id < @before) ORDER BY id DESC
        """;

    private const string One = "SELECT id, job, error, attempts, failed_at FROM job_dead_letter WHERE id = @id AND state = 'open'";

    private const string Decide = """
        UPDATE job_dead_letter SET state = @state, decided_at = @now, decided_by = @by, note = @note WHERE id = @id AND state = 'open'
        """;

    private const string StartAnew = "UPDATE job_state SET failed_in_row = 0 WHERE job = @job";

    public string Code => "jobs";

    public string Name => Text.Of("Việc định kỳ", "Jobs");

    public async Task<IReadOnlyList<DeadLetter>> PageAsync(long? before, int take, CancellationToken cancel = default) =>
        [.. (await database.ReadAsync(session => session.PageAsync<Row>(Open, new { before }, 0, take), cancel)).Select(row => new DeadLetter(row.Id, row.Job, row.Error, row.Attempts, row.FailedAt))];

    public async Task<bool> RetryAsync(long id, Actor actor, CancellationToken cancel = default)
    {
        if (await DecideAsync(id, "retried", null, actor, cancel) is not { } job)
        {
            return false;
        }

        // A job of an older version of the product has nobody to run it.
        if (registry.All.Any(known => known.Schedule.Name == job))
        {
            await engine.TriggerAsync(job, cancel);
        }

        return true;
    }

    public async Task<bool> DropAsync(long id, Actor actor, string reason, CancellationToken cancel = default) =>
        await DecideAsync(id, "dropped", reason, actor, cancel) is not null;

    private Task<string?> DecideAsync(long id, string state, string? note, Actor actor, CancellationToken cancel) => database.WriteAsync(
        async session =>
        {
            if (await session.FirstAsync<Row>(One, new { id }) is not { } row
                || await session.ExecuteAsync(Decide, new { id, state, now = time.GetUtcNow(), by = actor.AccountId, note }) == 0)
            {
                return null;
            }

            await session.ExecuteAsync(StartAnew, new { job = row.Job });
            await audit.RecordAsync(session, actor, new AuditEntry($"job.{state}", "job", id.ToString(CultureInfo.InvariantCulture)) { After = new { row.Job, row.Attempts }, Reason = note });
            return (string?)row.Job;
        },
        cancel);

    private sealed class Row
    {
        public long Id { get; init; }

        public string Job { get; init; } = "";

        public string Error { get; init; } = "";

        public int Attempts { get; init; }

        public DateTimeOffset FailedAt { get; init; }
    }
}
