using Campaign111.Platform.Data;

namespace Campaign111.Platform.Audit;

/// <summary>One event of the trail as stored.</summary>
public sealed class AuditEvent
{
    public long Id { get; init; }

    public DateTimeOffset At { get; init; }

    public long? AccountId { get; init; }

    public string Actor { get; init; } = "";

    /// <summary>The unit for which a superior acted, or null.</summary>
    public string? OnBehalfOf { get; init; }

    public string Action { get; init; } = "";

    public string SubjectType { get; init; } = "";

    public string SubjectId { get; init; } = "";

    public long? UnitId { get; init; }

    public string? BeforeJson { get; init; }

    public string? AfterJson { get; init; }

    public string? Reason { get; init; }
}

/// <summary>What to look for; null fields do not restrict.</summary>
public sealed class AuditFilter
{
    /// <summary>User name, "hệ thống" or "dòng lệnh".</summary>
    public string? Actor { get; init; }

    /// <summary>The whole action ("account.closed") or its beginning ("account").</summary>
    public string? Action { get; init; }

    public string? SubjectType { get; init; }

    public string? SubjectId { get; init; }

    /// <summary>First instant, inclusive.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>Last instant, exclusive.</summary>
    public DateTimeOffset? To { get; init; }
}

/// <summary>Reads the trail, newest first, by key: a page costs the same however old it is.</summary>
public sealed class AuditQueries(Database database)
{
    private const string Matching = """
        SELECT id, at, account_id, actor, on_behalf_of, action, subject_type, subject_id, unit_id, before_json, after_json, reason
        FROM audit_event
        WHERE id < @before AND (@actor IS NULL OR actor = @actor) AND (@action IS NULL OR (action >= @action AND action < @actionEnd))
            AND (@subjectType IS NULL OR subject_type = @subjectType) AND (@subjectId IS NULL OR subject_id = @subjectId)
            AND (@from IS NULL OR at >= @from) AND (@to IS NULL OR at < @to)
        ORDER BY id DESC
        """;

    private const string After = """
        SELECT id, at, account_id, actor, on_behalf_of, action, subject_type, subject_id, unit_id, before_json, after_json, reason
        FROM audit_event WHERE id > @after ORDER BY id
        """;

    private const string OfSubjects = """
        SELECT id, at, account_id, actor, on_behalf_of, action, subject_type, subject_id, unit_id, before_json, after_json, reason
        FROM audit_event WHERE subject_type = @type AND subject_id IN @ids ORDER BY id
        """;

    private const string OfAccount = """
        SELECT id, at, account_id, actor, on_behalf_of, action, subject_type, subject_id, unit_id, before_json, after_json, reason
        FROM audit_event WHERE account_id = @account OR (subject_type = 'account' AND subject_id = @subject) ORDER BY id DESC
        """;

    private const string OfUnit = """
        SELECT id, at, account_id, actor, on_behalf_of, action, subject_type, subject_id, unit_id, before_json, after_json, reason
        FROM audit_event WHERE unit_id = @unit AND action = @action AND at >= @from AND at < @to ORDER BY id DESC
        """;

    /// <summary>What an account did and what was done to it, newest first.</summary>
    public Task<IReadOnlyList<AuditEvent>> OfAccountAsync(long account, int take, CancellationToken cancel = default) => database.ReadAsync(
        session => session.PageAsync<AuditEvent>(OfAccount, new { account, subject = account.ToString(System.Globalization.CultureInfo.InvariantCulture) }, 0, take), cancel);

    /// <summary>Events behind one, oldest first: for the export of the whole trail.</summary>
    public Task<IReadOnlyList<AuditEvent>> AfterAsync(long after, int take, CancellationToken cancel = default) =>
        database.ReadAsync(session => session.PageAsync<AuditEvent>(After, new { after }, 0, take), cancel);

    /// <summary>All events about subjects of one kind, at most 500 ids, oldest first.</summary>
    public Task<IReadOnlyList<AuditEvent>> OfSubjectsAsync(string type, IReadOnlyCollection<string> ids, CancellationToken cancel = default) =>
        database.ReadAsync(session => session.QueryAsync<AuditEvent>(OfSubjects, new { type, ids }), cancel);

    /// <summary>Events of one action at a unit from an instant to another, newest first.</summary>
    public Task<IReadOnlyList<AuditEvent>> OfUnitAsync(long unit, string action, DateTimeOffset from, DateTimeOffset to, int take, CancellationToken cancel = default) =>
        database.ReadAsync(session => session.PageAsync<AuditEvent>(OfUnit, new { unit, action, from, to }, 0, take), cancel);

    /// <summary>Events older than one, newest first.</summary>
    /// <param name="filter">What to look for.</param>
    /// <param name="before">Id of the last event of the page before; null for the newest.</param>
    /// <param name="take">At most so many.</param>
    /// <param name="cancel">Stops reading.</param>
    public Task<IReadOnlyList<AuditEvent>> FindAsync(AuditFilter filter, long? before, int take, CancellationToken cancel = default) =>
        database.ReadAsync(
            session => session.PageAsync<AuditEvent>(
                Matching,
                new
                {
                    before = before ?? long.MaxValue,
                    actor = filter.Actor,
                    action = filter.Action,
                    // A word and whatever follows it: codes are lower-case ASCII, '~' sorts behind all of them.
                    actionEnd = filter.Action is null ? null : filter.Action + "~",
                    subjectType = filter.SubjectType,
                    subjectId = filter.SubjectId,
                    from = filter.From,
                    to = filter.To,
                },
                0,
                take),
            cancel);
}
