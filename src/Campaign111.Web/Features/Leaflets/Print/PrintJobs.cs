using System.Globalization;
using Campaign111.Features.Campaigns;
using Campaign111.Features.Hierarchy;
using Campaign111.Platform.Audit;
using Campaign111.Platform.Data;

namespace Campaign111.Features.Leaflets.Print;

/// <summary>The print jobs in the database: asked for, claimed by lease, brought forward, ended. A job whose worker died is claimed by the next one.</summary>
public sealed class PrintJobs(Database database, AuditLog audit, TimeProvider time)
{
    /// <summary>Longer than a worker ever stays silent.</summary>
    public static readonly TimeSpan Lease = TimeSpan.FromMinutes(1);

    /// <summary>Jobs on a page of the list.</summary>
    public const int PageSize = 20;

    private const string Columns = """
        id, campaign_id, unit_id, path, picked, each_level, design, version, language, variant, form, file_kind, qr_run_id, state, total, finished, size_bytes,
        problem, created_at, ended_at, account_id, account_name, on_behalf_of
        """;

    private const string Insert = """
        INSERT INTO leaflet_job (id, campaign_id, unit_id, path, picked, each_level, design, version, language, variant, form, file_kind, state, total,
            finished, created_at, account_id, account_name, on_behalf_of)
        VALUES (@id, @campaignId, @unitId, @path, @picked, @each, @design, @version, @language, @variant, @form, @kind, 'waiting', @total,
            0, @now, @accountId, @accountName, @onBehalfOf)
        """;

    private const string ById = $"SELECT {Columns} FROM leaflet_job WHERE id = @id";

    private const string Below = $"""
        SELECT {Columns} FROM leaflet_job WHERE campaign_id = @campaignId AND path >= @from AND path < @to ORDER BY created_at DESC, id
        """;

    // A lease that ends beyond the latest was taken before the clock was set back: its owner prolongs it within the minute if it lives.
    private const string Free = "SELECT id FROM leaflet_job WHERE state = 'waiting' AND (lease_until IS NULL OR lease_until < @now OR lease_until > @latest) ORDER BY created_at, id";

    private const string Claim = """
        UPDATE leaflet_job SET lease_by = @owner, lease_until = @until
        WHERE id = @id AND state = 'waiting' AND (lease_until IS NULL OR lease_until < @now OR lease_until > @latest)
        """;

    private const string Forward = """
        UPDATE leaflet_job SET finished = @finished, lease_until = @until WHERE id = @id AND state = 'waiting' AND lease_by = @owner
        """;

    private const string Begin = "UPDATE leaflet_job SET qr_run_id = @run WHERE id = @id AND state = 'waiting' AND lease_by = @owner AND qr_run_id IS NULL";

    private const string End = """
        UPDATE leaflet_job SET state = @state, finished = @finished, size_bytes = @size, problem = @problem, ended_at = @now, lease_by = NULL, lease_until = NULL
        WHERE id = @id AND state = 'waiting' AND lease_by = @owner
        """;

    private const string HandBack = "UPDATE leaflet_job SET lease_by = NULL, lease_until = NULL WHERE id = @id AND lease_by = @owner";

    private const string CancelSql = "UPDATE leaflet_job SET state = 'cancelled', ended_at = @now, lease_by = NULL, lease_until = NULL WHERE id = @id AND state = 'waiting'";

    private const string Old = "SELECT id FROM leaflet_job WHERE state <> 'waiting' AND state <> 'removed' AND ended_at < @before ORDER BY ended_at";

    private const string MarkRemoved = "UPDATE leaflet_job SET state = 'removed' WHERE id = @id AND state <> 'waiting'";

    /// <summary>Keeps a wish; work begins with the next look of a worker.</summary>
    public async Task<Guid> AddAsync(Campaign campaign, PrintWish wish, int total, Actor actor)
    {
        var id = Guid.CreateVersion7(time.GetUtcNow());
        var choice = wish.Choice;
        await database.WriteAsync(async session =>
        {
            await session.ExecuteAsync(Insert, new
            {
                id,
                campaignId = campaign.Id,
                unitId = wish.Unit.Id,
                path = wish.Unit.Path,
                picked = string.Join(' ', wish.Picked),
                each = wish.Each.Code(),
                design = choice.Design.Id,
                version = choice.Design.Version,
                language = choice.Language,
                variant = choice.Mono ? "mono" : "colour",
                form = Code(choice.Form),
                kind = Code(choice.Output),
                total,
                now = time.GetUtcNow(),
                accountId = actor.AccountId,
                accountName = actor.Name,
                onBehalfOf = actor.OnBehalfOf,
            });
            await audit.RecordAsync(session, actor, new AuditEntry("leaflet.job", "leaflet-job", id.ToString())
            {
                UnitId = wish.Unit.Id,
                After = new { design = string.Create(CultureInfo.InvariantCulture, $"{choice.Design.Id}/{choice.Design.Version}"), choice.Language, form = Code(choice.Form), units = total },
            });
        });
        return id;
    }

    public Task<PrintJob?> FindAsync(Guid id) => database.ReadAsync(session => session.FirstAsync<PrintJob>(ById, new { id }));

    /// <summary>Jobs of a campaign asked for within a subtree, the newest first; one more than a page when there are more.</summary>
    public Task<IReadOnlyList<PrintJob>> BelowAsync(Campaign campaign, string path, int page) => database.ReadAsync(session => session.PageAsync<PrintJob>(
        Below, new { campaignId = campaign.Id, from = path, to = UnitPath.End(path) }, (Math.Max(1, page) - 1) * PageSize, PageSize + 1));

    /// <summary>Leases the oldest job that nobody works on, or null.</summary>
    public Task<PrintJob?> ClaimAsync(string owner, CancellationToken cancel) => database.WriteAsync(
        async session =>
        {
            var now = time.GetUtcNow();
            foreach (var id in await session.PageAsync<Guid>(Free, new { now, latest = now + Lease + Lease }, 0, 5))
            {
                if (await session.ExecuteAsync(Claim, new { id, owner, now, latest = now + Lease + Lease, until = now + Lease }) > 0)
                {
                    return await session.FirstAsync<PrintJob>(ById, new { id });
                }
            }

            return null;
        },
        cancel);

    /// <summary>Notes the run whose codes the job prints, before its first file: whoever goes on with it prints the same. False when it is no longer the worker's.</summary>
    public async Task<bool> BeginAsync(PrintJob job, string owner, long run) =>
        await database.WriteAsync(session => session.ExecuteAsync(Begin, new { id = job.Id, owner, run })) > 0;

    /// <summary>Says how far a job is and keeps the lease. False when it was cancelled or is another's by now.</summary>
    public async Task<bool> ForwardAsync(PrintJob job, string owner, int finished) =>
        await database.WriteAsync(session => session.ExecuteAsync(Forward, new { id = job.Id, owner, finished, until = time.GetUtcNow() + Lease })) > 0;

    /// <summary>Ends a job with its file; <paramref name="within"/> records what was printed in the same transaction. False when it is no longer the worker's.</summary>
    public Task<bool> DoneAsync(PrintJob job, string owner, long size, Func<DbSession, Task> within) => database.WriteAsync(async session =>
    {
        var ended = await session.ExecuteAsync(End, new { id = job.Id, owner, state = "done", finished = job.Total, size = (long?)size, problem = (string?)null, now = time.GetUtcNow() }) > 0;
        if (ended)
        {
            await within(session);
        }

        return ended;
    });

    /// <summary>Ends a job that cannot be made; the reason is shown to whoever asked.</summary>
    public Task FailedAsync(PrintJob job, string owner, string problem) => database.WriteAsync(session => session.ExecuteAsync(End, new
    {
        id = job.Id,
        owner,
        state = "failed",
        finished = job.Finished,
        size = (long?)null,
        problem = problem.Length <= 500 ? problem : problem[..500],
        now = time.GetUtcNow(),
    }));

    /// <summary>A worker that stops leaves its job to the next one at once.</summary>
    public Task HandBackAsync(PrintJob job, string owner) => database.WriteAsync(session => session.ExecuteAsync(HandBack, new { id = job.Id, owner }));

    /// <summary>Stops a job that is not finished. False when it had ended.</summary>
    public Task<bool> CancelAsync(PrintJob job, Actor actor) => database.WriteAsync(async session =>
    {
        var stopped = await session.ExecuteAsync(CancelSql, new { id = job.Id, now = time.GetUtcNow() }) > 0;
        if (stopped)
        {
            await audit.RecordAsync(session, actor, new AuditEntry("leaflet.job-cancelled", "leaflet-job", job.Id.ToString()) { UnitId = job.UnitId });
        }

        return stopped;
    });

    /// <summary>Jobs that ended before an instant and still have a file, the oldest first, at most 100.</summary>
    public Task<IReadOnlyList<Guid>> EndedBeforeAsync(DateTimeOffset before) => database.ReadAsync(session => session.PageAsync<Guid>(Old, new { before }, 0, 100));

    public Task RemovedAsync(Guid id) => database.WriteAsync(session => session.ExecuteAsync(MarkRemoved, new { id }));

    private static string Code(Enum value) => value.ToString().ToLowerInvariant();
}
