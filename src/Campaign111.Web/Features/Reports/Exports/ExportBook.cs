using Campaign111.Features.Hierarchy;
using Campaign111.Platform.Audit;
using Campaign111.Platform.Data;

namespace Campaign111.Features.Reports.Exports;

/// <summary>Long exports in the database: asked for, claimed by lease, brought forward part by part, ended. One whose worker died is claimed by the next.</summary>
public sealed class ExportBook(Database database, AuditLog audit, TimeProvider time)
{
    /// <summary>Longer than a worker ever stays silent.</summary>
    public static readonly TimeSpan Lease = TimeSpan.FromMinutes(1);

    /// <summary>How long a finished file stays.</summary>
    public static readonly TimeSpan Kept = TimeSpan.FromDays(7);

    /// <summary>Exports on a page of the list.</summary>
    public const int PageSize = 20;

    private const string Columns = """
        id, campaign_id, unit_id, path, kind, format, tier, as_of_day, language, viewer_path, begun_at, bound, state, rows_about, rows_done, size_bytes, sha256, problem,
        created_at, ended_at, expires_at, account_id, account_name
        """;

    private const string Insert = """
        INSERT INTO report_export (id, campaign_id, unit_id, path, kind, format, tier, as_of_day, language, viewer_path, begun_at, bound, state, rows_about, rows_done,
            created_at, account_id, account_name)
        VALUES (@id, @campaignId, @unitId, @path, @kind, @format, @tier, @day, @language, @viewerPath, @begunAt, @bound, 'waiting', @about, 0, @now, @accountId, @accountName)
        """;

    private const string ById = $"SELECT {Columns} FROM report_export WHERE id = @id";

    private const string Mine = $"SELECT {Columns} FROM report_export WHERE account_id = @account ORDER BY created_at DESC, id DESC";

    private const string OpenOf = "SELECT COUNT(*) FROM report_export WHERE account_id = @account AND state = 'waiting'";

    private const string SinceOf = "SELECT COUNT(*) FROM report_export WHERE account_id = @account AND created_at > @since";

    // A lease that ends beyond the latest was taken before the clock was set back: its owner prolongs it within the minute if it lives.
    private const string Free = "SELECT id FROM report_export WHERE state = 'waiting' AND (lease_until IS NULL OR lease_until < @now OR lease_until > @latest) ORDER BY created_at, id";

    private const string Claim = """
        UPDATE report_export SET lease_by = @owner, lease_until = @until
        WHERE id = @id AND state = 'waiting' AND (lease_until IS NULL OR lease_until < @now OR lease_until > @latest)
        """;

    private const string Forward = """
        UPDATE report_export SET rows_done = @rows, lease_until = @until WHERE id = @id AND state = 'waiting' AND lease_by = @owner
        """;

    private const string InsertPart = """
        INSERT INTO report_export_part (export_id, part, row_count, plain_bytes, file_bytes, crc, next_key) VALUES (@id, @part, @rowCount, @plainBytes, @fileBytes, @crc, @nextKey)
        """;

    private const string Parts = "SELECT part, row_count, plain_bytes, file_bytes, crc, next_key FROM report_export_part WHERE export_id = @id ORDER BY part";

    private const string DropParts = "DELETE FROM report_export_part WHERE export_id = @id AND part >= @from";

    private const string End = """
        UPDATE report_export SET state = @state, rows_done = @rows, size_bytes = @size, sha256 = @sha256, problem = @problem, ended_at = @now, expires_at = @expires,
            lease_by = NULL, lease_until = NULL
        WHERE id = @id AND state = 'waiting' AND lease_by = @owner
        """;

    private const string HandBack = "UPDATE report_export SET lease_by = NULL, lease_until = NULL WHERE id = @id AND lease_by = @owner";

    private const string CancelSql = "UPDATE report_export SET state = 'cancelled', ended_at = @now, lease_by = NULL, lease_until = NULL WHERE id = @id AND state = 'waiting'";

    private const string Expired = "SELECT id FROM report_export WHERE state = 'done' AND expires_at < @now ORDER BY expires_at";

    private const string MarkRemoved = "UPDATE report_export SET state = 'removed' WHERE id = @id AND state = 'done'";

    private const string Known = "SELECT id FROM report_export WHERE state IN ('waiting', 'done')";

    /// <summary>Keeps an order; work begins with the next look of a worker.</summary>
    public async Task<Guid> AddAsync(ExportOrder order, long? about, long account, Actor actor)
    {
        var id = Guid.CreateVersion7(time.GetUtcNow());
        await database.WriteAsync(async session =>
        {
            await session.ExecuteAsync(Insert, new
            {
                id,
                campaignId = order.Campaign.Id,
                unitId = order.Unit.Id,
                path = order.Unit.Path,
                kind = order.Kind.Code,
                format = order.Format,
                tier = order.Tier?.Code(),
                day = order.Day,
                language = order.Language,
                viewerPath = order.ViewerPath,
                begunAt = order.BegunAt,
                bound = order.Bound,
                about,
                now = time.GetUtcNow(),
                accountId = account,
                accountName = actor.Name,
            });
            await RecordAsync(session, order, id.ToString(), actor);
        });
        return id;
    }

    /// <summary>Notes in the trail that somebody took data out at once.</summary>
    public Task TakenAsync(ExportOrder order, Actor actor) => database.WriteAsync(session => RecordAsync(session, order, "", actor));

    public Task<Export?> FindAsync(Guid id) => database.ReadAsync(session => session.FirstAsync<Export>(ById, new { id }));

    /// <summary>An account's own, the newest first; one more than a page when there are more.</summary>
    public Task<IReadOnlyList<Export>> OfAsync(long account, int page) => database.ReadAsync(session =>
        session.PageAsync<Export>(Mine, new { account }, (Math.Max(1, page) - 1) * PageSize, PageSize + 1));

    /// <summary>How many of an account wait or are made, and how many it asked for since an instant.</summary>
    public Task<(int Open, int Since)> CountAsync(long account, DateTimeOffset since) => database.ReadAsync(async session =>
        (await session.ScalarAsync<int>(OpenOf, new { account }), await session.ScalarAsync<int>(SinceOf, new { account, since })));

    /// <summary>Leases the oldest that nobody works on, or null.</summary>
    public Task<Export?> ClaimAsync(string owner, CancellationToken cancel) => database.WriteAsync(
        async session =>
        {
            var now = time.GetUtcNow();
            foreach (var id in await session.PageAsync<Guid>(Free, new { now, latest = now + Lease + Lease }, 0, 5))
            {
                if (await session.ExecuteAsync(Claim, new { id, owner, now, latest = now + Lease + Lease, until = now + Lease }) > 0)
                {
                    return await session.FirstAsync<Export>(ById, new { id });
                }
            }

            return null;
        },
        cancel);

    /// <summary>Says how far it is and keeps the lease. False when it was cancelled or is another's by now.</summary>
    public async Task<bool> ForwardAsync(Guid id, string owner, long rows) =>
        await database.WriteAsync(session => session.ExecuteAsync(Forward, new { id, owner, rows, until = time.GetUtcNow() + Lease })) > 0;

    /// <summary>Notes a part whose file is finished and on the disk. False when the export is no longer the worker's.</summary>
    public Task<bool> AddPartAsync(Guid id, string owner, ExportPart part, long rows) => database.WriteAsync(async session =>
    {
        var mine = await session.ExecuteAsync(Forward, new { id, owner, rows, until = time.GetUtcNow() + Lease }) > 0;
        if (mine)
        {
            await session.ExecuteAsync(InsertPart, new { id, part = part.Part, rowCount = part.RowCount, plainBytes = part.PlainBytes, fileBytes = part.FileBytes, crc = part.Crc, nextKey = part.NextKey });
        }

        return mine;
    });

    public Task<IReadOnlyList<ExportPart>> PartsAsync(Guid id) => database.ReadAsync(session => session.QueryAsync<ExportPart>(Parts, new { id }));

    /// <summary>Forgets parts whose files are gone or torn.</summary>
    public Task DropPartsAsync(Guid id, int from) => database.WriteAsync(session => session.ExecuteAsync(DropParts, new { id, from }));

    /// <summary>Ends it with its file. False when it is no longer the worker's.</summary>
    public Task<bool> DoneAsync(Guid id, string owner, long rows, long size, string sha256) =>
        EndAsync(new { id, owner, state = "done", rows, size = (long?)size, sha256, problem = (string?)null, now = time.GetUtcNow(), expires = (DateTimeOffset?)(time.GetUtcNow() + Kept) }, id);

    /// <summary>Ends one that cannot be made; the reason is shown to whoever asked.</summary>
    public Task FailedAsync(Guid id, string owner, long rows, string problem)
    {
        var said = problem.Length <= 500 ? problem : problem[..500];
        return EndAsync(new { id, owner, state = "failed", rows, size = (long?)null, sha256 = (string?)null, problem = said, now = time.GetUtcNow(), expires = (DateTimeOffset?)null }, id);
    }

    /// <summary>A worker that stops leaves its export to the next one at once.</summary>
    public Task HandBackAsync(Guid id, string owner) => database.WriteAsync(session => session.ExecuteAsync(HandBack, new { id, owner }));

    /// <summary>Stops one that is not finished. False when it had ended.</summary>
    public Task<bool> CancelAsync(Export export, Actor actor) => database.WriteAsync(async session =>
    {
        var stopped = await session.ExecuteAsync(CancelSql, new { id = export.Id, now = time.GetUtcNow() }) > 0;
        if (stopped)
        {
            await session.ExecuteAsync(DropParts, new { id = export.Id, from = 0 });
            await audit.RecordAsync(session, actor, new AuditEntry("export.cancelled", "export", export.Id.ToString()) { UnitId = export.UnitId });
        }

        return stopped;
    });

    /// <summary>Finished ones whose time is over, at most 100.</summary>
    public Task<IReadOnlyList<Guid>> ExpiredAsync() => database.ReadAsync(session => session.PageAsync<Guid>(Expired, new { now = time.GetUtcNow() }, 0, 100));

    public Task RemovedAsync(Guid id) => database.WriteAsync(session => session.ExecuteAsync(MarkRemoved, new { id }));

    /// <summary>Those whose files are still needed.</summary>
    public async Task<IReadOnlySet<Guid>> NeededAsync() => (await database.ReadAsync(session => session.QueryAsync<Guid>(Known))).ToHashSet();

    // The parts of one that another worker took over stay.
    private Task<bool> EndAsync(object args, Guid id) => database.WriteAsync(async session =>
    {
        var ended = await session.ExecuteAsync(End, args) > 0;
        if (ended)
        {
            await session.ExecuteAsync(DropParts, new { id, from = 0 });
        }

        return ended;
    });

    private Task RecordAsync(DbSession session, ExportOrder order, string id, Actor actor) => audit.RecordAsync(session, actor, new AuditEntry("export.taken", "export", id)
    {
        UnitId = order.Unit.Id,
        After = new { kind = order.Kind.Code, order.Format, campaign = order.Campaign.Slug, day = order.Day },
    });
}
