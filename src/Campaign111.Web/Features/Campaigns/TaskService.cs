using Campaign111.Platform.Audit;
using Campaign111.Platform.Data;
using Campaign111.Platform.Security;

namespace Campaign111.Features.Campaigns;

/// <summary>Tasks of a dispatch by organisation, and how far each is.</summary>
public sealed class TaskService(Database database, AuditLog audit, TimeProvider time)
{
    private const string DispatchOf = "SELECT unit_id FROM dispatch WHERE id = @dispatch AND campaign_id = @campaignId";

    private const string Assigned = """
        SELECT o.id, o.organisation_id, p.unit_id
        FROM task_organisation o JOIN task t ON t.id = o.task_id JOIN dispatch p ON p.id = t.dispatch_id
        WHERE o.id = @id AND p.campaign_id = @campaignId
        """;

    private const string SharesOf = """
        SELECT o.id, o.task_id, t.dispatch_id, t.number, t.body, o.organisation_id, o.name, g.state, g.note, g.at
        FROM task_organisation o
        JOIN task t ON t.id = o.task_id
        JOIN dispatch p ON p.id = t.dispatch_id
        LEFT JOIN task_progress g ON g.id = (SELECT MAX(x.id) FROM task_progress x WHERE x.task_organisation_id = o.id)
        WHERE p.campaign_id = @campaignId AND o.organisation_id = @organisationId ORDER BY o.id
        """;

    private const string SameTask = "SELECT COUNT(*) FROM task WHERE dispatch_id = @dispatch AND body = @body";

    private const string SameMark = """
        SELECT COUNT(*) FROM task_progress
        WHERE id = (SELECT MAX(x.id) FROM task_progress x WHERE x.task_organisation_id = @id) AND state = @state AND COALESCE(note, '') = @said AND account_id = @accountId
        """;

    private const string Insert = """
        INSERT INTO task_progress (task_organisation_id, state, note, at, account_id) VALUES (@id, @state, @note, @at, @accountId)
        """;

    /// <summary>Adds a task to a dispatch; one of the same words is there once.</summary>
    /// <exception cref="CampaignRuleException">No text, no organisation, or too long.</exception>
    /// <exception cref="NotFoundException">The campaign has no such dispatch.</exception>
    public Task AddAsync(long campaignId, long dispatch, TaskDraft draft, Actor actor)
    {
        if (draft.Body.Length is 0 or > 2000 || draft.Organisations.Count is 0 or > 100 || draft.Organisations.Any(to => to.Name.Length is 0 or > 300))
        {
            throw new CampaignRuleException("Body", "Xin ghi nội dung nhiệm vụ (tối đa 2000 ký tự) và ít nhất một cơ quan, mỗi dòng một cơ quan.", "Please give the task (at most 2000 characters) and at least one organisation, one a line.");
        }

        return database.WriteAsync(async session =>
        {
            // Tasks are numbered by the last one: one at a time.
            await PlanReader.LoadLockedAsync(session, campaignId);
            var unit = await session.FirstAsync<long?>(DispatchOf, new { dispatch, campaignId })
                ?? throw new NotFoundException($"Dispatch {dispatch} is not one of campaign {campaignId}.");
            if (await session.ScalarAsync<long>(SameTask, new { dispatch, body = draft.Body }) > 0)
            {
                // The form sent again, since nobody saw its answer.
                return;
            }

            await TaskWriter.InsertAsync(session, dispatch, [draft]);
            await audit.RecordAsync(session, actor, new AuditEntry("task.added", "dispatch", $"{dispatch}")
            {
                UnitId = unit,
                After = new { draft.Body, organisations = draft.Organisations.Select(to => to.Name) },
            });
        });
    }

    /// <summary>The register id of the organisation that has an assigned task; null when it stands there by name only.</summary>
    /// <exception cref="NotFoundException">The campaign has no such assignment.</exception>
    public Task<long?> OrganisationOfAsync(long campaignId, long id) =>
        database.ReadAsync(async session => (await FindAsync(session, campaignId, id)).OrganisationId);

    /// <summary>Notes how far an organisation is with a task; the earlier words stay. The same said again by the same person adds nothing.</summary>
    public Task MarkAsync(long campaignId, long id, TaskState state, string? note, Actor actor)
    {
        if (note?.Length > 500)
        {
            throw new CampaignRuleException("Note", "Ghi chú tối đa 500 ký tự.", "The note takes at most 500 characters.");
        }

        return database.WriteAsync(async session =>
        {
            var row = await FindAsync(session, campaignId, id);
            if (await session.ScalarAsync<long>(SameMark, new { id, state = state.Code(), said = note ?? "", accountId = actor.AccountId }) > 0)
            {
                return;
            }

            await session.ExecuteAsync(Insert, new { id, state = state.Code(), note, at = time.GetUtcNow(), accountId = actor.AccountId });
            await audit.RecordAsync(session, actor, new AuditEntry("task.progress", "task", $"{id}") { UnitId = row.UnitId, After = new { state, note } });
        });
    }

    /// <summary>Counts what an organisation has done towards its tasks, inside the caller's transaction: a task that was not started is under way, and
    /// each task bears the note. An unchanged note is not written again.</summary>
    /// <param name="session">The transaction of what was done.</param>
    /// <param name="campaignId">The campaign.</param>
    /// <param name="organisationId">Whose tasks.</param>
    /// <param name="note">What was done so far; at most 500 characters.</param>
    /// <param name="actor">Who says so.</param>
    /// <param name="only">One share of a task, when what was done is for that task alone.</param>
    /// <returns>How many tasks of its own the organisation has in the campaign.</returns>
    public async Task<int> CountAsync(DbSession session, long campaignId, long organisationId, string note, Actor actor, long? only = null)
    {
        var shares = (await session.QueryAsync<TaskItem>(SharesOf, new { campaignId, organisationId })).Where(share => only is null || share.Id == only).ToList();
        foreach (var share in shares.Where(share => share.Note != note))
        {
            var state = share.Progress == TaskState.Done ? TaskState.Done : TaskState.UnderWay;
            await session.ExecuteAsync(Insert, new { id = share.Id, state = state.Code(), note, at = time.GetUtcNow(), accountId = actor.AccountId });
        }

        return shares.Count;
    }

    private static async Task<Row> FindAsync(DbSession session, long campaignId, long id) =>
        await session.FirstAsync<Row>(Assigned, new { id, campaignId }) ?? throw new NotFoundException($"Task {id} is not one of campaign {campaignId}.");

    private sealed class Row
    {
        public long Id { get; init; }

        public long? OrganisationId { get; init; }

        public long UnitId { get; init; }
    }
}
