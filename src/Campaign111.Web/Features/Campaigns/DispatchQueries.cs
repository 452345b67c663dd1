using Campaign111.Platform.Data;

namespace Campaign111.Features.Campaigns;

/// <summary>Reads what a campaign's page shows: dispatches, deadlines with their history, tasks.</summary>
public sealed class DispatchQueries(Database database)
{
    // A campaign has a handful of dispatches; each commune may set a few dates of its own.
    private const int MostDispatches = 200;
    private const int MostDeadlines = 2000;
    private const int MostTasks = 2000;

    private const string Dispatches = """
        SELECT id, kind AS kind_code, parent_id, amends_id, unit_id, unit_path, number, issued_on, received_number, received_on, issuer, signatory, subject, recipients,
            file_key, file_name, file_type, file_bytes
        FROM dispatch WHERE campaign_id = @campaignId ORDER BY issued_on, id
        """;

    private const string Bound = """
        SELECT u.dispatch_id, u.unit_id FROM dispatch_unit u JOIN dispatch p ON p.id = u.dispatch_id
        WHERE p.campaign_id = @campaignId ORDER BY u.dispatch_id, u.unit_id
        """;

    private const string Deadlines = """
        SELECT id, dispatch_id, unit_id, unit_path, set_by_unit_id, set_by_path, wording, last_day, focus_from, focus_to, reason, later_than,
            state, set_at, decided_at, decision_note
        FROM deadline WHERE campaign_id = @campaignId ORDER BY id DESC
        """;

    private const string Shares = """
        SELECT t.id AS task_id, t.dispatch_id, p.campaign_id, t.number, t.body, o.id, o.organisation_id, o.name, g.state, g.note, g.at
        FROM task t
        JOIN dispatch p ON p.id = t.dispatch_id
        JOIN task_organisation o ON o.task_id = t.id
        LEFT JOIN task_progress g ON g.id = (SELECT MAX(x.id) FROM task_progress x WHERE x.task_organisation_id = o.id)
        """;

    private const string Tasks = Shares + " WHERE p.campaign_id = @campaignId ORDER BY t.dispatch_id, t.number, o.id";

    private const string TasksOf = Shares + " WHERE o.organisation_id IN @organisations ORDER BY t.dispatch_id DESC, t.number, o.id";

    private const string TasksById = Shares + " WHERE o.id IN @ids ORDER BY t.dispatch_id DESC, t.number, o.id";

    public Task<DispatchBook> BookAsync(long campaignId) => database.ReadAsync(async session => new DispatchBook(
        await session.PageAsync<DispatchItem>(Dispatches, new { campaignId }, 0, MostDispatches),
        (await session.PageAsync<BoundRow>(Bound, new { campaignId }, 0, MostDeadlines)).ToLookup(row => row.DispatchId, row => row.UnitId),
        await session.PageAsync<DeadlineItem>(Deadlines, new { campaignId }, 0, MostDeadlines),
        await session.PageAsync<TaskItem>(Tasks, new { campaignId }, 0, MostTasks)));

    /// <summary>What is asked of some organisations, in every campaign, newest dispatch first.</summary>
    public async Task<IReadOnlyList<TaskItem>> TasksOfAsync(IReadOnlyCollection<long> organisations) =>
        organisations.Count == 0 ? [] : await database.ReadAsync(session => session.PageAsync<TaskItem>(TasksOf, new { organisations }, 0, MostTasks));

    /// <summary>Shares of tasks by their ids; of more than 2,000 ids the first.</summary>
    public async Task<IReadOnlyList<TaskItem>> TasksAsync(IReadOnlyCollection<long> ids) =>
        ids.Count == 0 ? [] : await database.ReadAsync(session => session.PageAsync<TaskItem>(TasksById, new { ids = ids.Take(MostTasks) }, 0, MostTasks));

    private sealed class BoundRow
    {
        public long DispatchId { get; init; }

        public long UnitId { get; init; }
    }
}

/// <summary>All of a campaign's dispatches (oldest first), the units they name, deadlines of every state (newest first) and tasks.</summary>
public sealed record DispatchBook(
    IReadOnlyList<DispatchItem> Dispatches, ILookup<long, long> Bound, IReadOnlyList<DeadlineItem> Deadlines, IReadOnlyList<TaskItem> Tasks);

/// <summary>A dispatch as a page shows it.</summary>
public sealed class DispatchItem
{
    public long Id { get; init; }

    public long? ParentId { get; init; }

    public long? AmendsId { get; init; }

    public long UnitId { get; init; }

    public string UnitPath { get; init; } = "";

    public string Number { get; init; } = "";

    public DateOnly IssuedOn { get; init; }

    public string? ReceivedNumber { get; init; }

    public DateOnly? ReceivedOn { get; init; }

    public string Issuer { get; init; } = "";

    public string? Signatory { get; init; }

    public string Subject { get; init; } = "";

    public string? Recipients { get; init; }

    public string? FileKey { get; init; }

    public string? FileName { get; init; }

    public string? FileType { get; init; }

    public long? FileBytes { get; init; }

    /// <summary>Null for one that was entered before there were kinds.</summary>
    public string? KindCode { get; init; }

    public DispatchKind Kind => KindCode is null ? DispatchKind.Order : CampaignCodes.DispatchKindOf(KindCode);
}

/// <summary>A deadline of any state.</summary>
public sealed class DeadlineItem
{
    public long Id { get; init; }

    public long? DispatchId { get; init; }

    public long UnitId { get; init; }

    public string UnitPath { get; init; } = "";

    public long SetByUnitId { get; init; }

    public string SetByPath { get; init; } = "";

    public string Wording { get; init; } = "";

    public DateOnly LastDay { get; init; }

    public DateOnly? FocusFrom { get; init; }

    public DateOnly? FocusTo { get; init; }

    public string? Reason { get; init; }

    /// <summary>The superior's last day when this was set later than it.</summary>
    public DateOnly? LaterThan { get; init; }

    public string State { get; init; } = "";

    public DateTimeOffset SetAt { get; init; }

    public DateTimeOffset? DecidedAt { get; init; }

    public string? DecisionNote { get; init; }

    public DeadlineState Standing => CampaignCodes.DeadlineStateOf(State);
}

/// <summary>One organisation's share of a task, with the newest word on it.</summary>
public sealed class TaskItem
{
    /// <summary>Of the share.</summary>
    public long Id { get; init; }

    public long TaskId { get; init; }

    public long DispatchId { get; init; }

    public long CampaignId { get; init; }

    public int Number { get; init; }

    public string Body { get; init; } = "";

    public long? OrganisationId { get; init; }

    public string Name { get; init; } = "";

    public string? State { get; init; }

    public string? Note { get; init; }

    public DateTimeOffset? At { get; init; }

    public TaskState Progress => State is null ? TaskState.NotStarted : CampaignCodes.TaskStateOf(State);
}
