using Campaign111.Platform.Data;

namespace Campaign111.Features.Reminders;

/// <summary>A message of the in-app inbox.</summary>
public sealed class InboxMessage
{
    public long Id { get; init; }

    public DateOnly LocalDay { get; init; }

    public DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset? ReadAt { get; init; }

    public int Reminders { get; init; }
}

/// <summary>A reminder with what became of its messages.</summary>
public sealed class SentReminder
{
    public long Id { get; init; }

    public long UnitId { get; init; }

    public string Rung { get; init; } = "";

    public DateOnly DueOn { get; init; }

    public DateOnly SweptOn { get; init; }

    public string Recipient { get; init; } = "";

    public string Channel { get; init; } = "";

    public string State { get; init; } = "";

    public int Attempts { get; init; }

    public DateTimeOffset? SentAt { get; init; }

    public DateTimeOffset? ReadAt { get; init; }

    /// <summary>What the last attempt said; null before the first.</summary>
    public string? LastDetail { get; init; }
}

/// <summary>Reads for the inbox and the reminders page.</summary>
public sealed class ReminderQueries(Database database, TimeProvider time)
{
    private const string Messages = """
        SELECT o.id, o.local_day, o.created_at, o.read_at,
            (SELECT COUNT(*) FROM reminder_message m WHERE m.outbox_id = o.id) AS reminders
        FROM outbox o
        WHERE o.account_id = @accountId AND o.channel = 'inbox' AND o.id < @before
        ORDER BY o.id DESC
        """;

    private const string Own = """
        SELECT o.id, o.local_day, o.created_at, o.read_at,
            (SELECT COUNT(*) FROM reminder_message m WHERE m.outbox_id = o.id) AS reminders
        FROM outbox o WHERE o.id = @id AND o.account_id = @accountId AND o.channel = 'inbox'
        """;

    private const string UnreadSql =
        "SELECT COUNT(*) FROM outbox WHERE account_id = @accountId AND channel = 'inbox' AND read_at IS NULL";

    private const string MarkRead =
        "UPDATE outbox SET read_at = @now WHERE id = @id AND account_id = @accountId AND channel = 'inbox' AND read_at IS NULL";

    private const string Sent = """
        SELECT r.id, r.unit_id, r.rung, r.due_on, r.swept_on, o.recipient, o.channel, o.state, o.attempts, o.sent_at, o.read_at,
            (SELECT a.detail FROM delivery_attempt a
             WHERE a.id = (SELECT MAX(b.id) FROM delivery_attempt b WHERE b.outbox_id = o.id)) AS last_detail
        FROM reminder r
        JOIN reminder_message m ON m.reminder_id = r.id
        JOIN outbox o ON o.id = m.outbox_id
        WHERE r.campaign_id = @campaignId AND r.id < @before
        ORDER BY r.id DESC, o.id
        """;

    /// <summary>Messages of a person, newest first, by key: pass the last id seen, or null for the first page.</summary>
    public Task<IReadOnlyList<InboxMessage>> InboxAsync(long accountId, long? before, int take) =>
        database.ReadAsync(session => session.PageAsync<InboxMessage>(Messages, new { accountId, before = before ?? long.MaxValue }, 0, take));

    public Task<InboxMessage?> MessageAsync(long accountId, long id) =>
        database.ReadAsync(session => session.FirstAsync<InboxMessage>(Own, new { accountId, id }));

    public Task<int> UnreadAsync(long accountId) =>
        database.ReadAsync(session => session.ScalarAsync<int>(UnreadSql, new { accountId }));

    /// <summary>Reminders of a campaign with each message that carries them, newest first, by key.</summary>
    public Task<IReadOnlyList<SentReminder>> SentAsync(long campaignId, long? before, int take) =>
        database.ReadAsync(session => session.PageAsync<SentReminder>(Sent, new { campaignId, before = before ?? long.MaxValue }, 0, take));

    /// <summary>Notes that the person has opened the message: their own mark, no event of the audit trail's business.</summary>
    public Task MarkReadAsync(long accountId, long id) =>
        database.WriteAsync(session => session.ExecuteAsync(MarkRead, new { id, accountId, now = time.GetUtcNow() }));
}
