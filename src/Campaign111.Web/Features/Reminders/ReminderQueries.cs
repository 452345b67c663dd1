using System.Globalization;
using Campaign111.Platform.Audit;
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

/// <summary>One message that carries a reminder, and what became of it.</summary>
public sealed class Delivery
{
    public long ReminderId { get; init; }

    public string Recipient { get; init; } = "";

    public string Channel { get; init; } = "";

    /// <summary>pending, sent, dead.</summary>
    public string State { get; init; } = "";

    public int Attempts { get; init; }

    public DateTimeOffset? SentAt { get; init; }

    public DateTimeOffset? ReadAt { get; init; }

    /// <summary>What the last attempt said; null before the first.</summary>
    public string? LastDetail { get; init; }
}

/// <summary>Reads for the inbox and the reminders page.</summary>
public sealed class ReminderQueries(Database database, AuditLog audit, TimeProvider time)
{
    private const string Messages = """
        SELECT o.id, o.local_day, o.created_at, o.read_at,
            (SELECT COUNT(*) FROM reminder_message m WHERE m.outbox_id = o.id) AS reminders
        FROM outbox o
        WHERE o.account_id = @accountId AND o.channel = 'inbox' AND o.id < @before AND o.next_at <= @now
        ORDER BY o.id DESC
        """;

    private const string UnreadSql =
        "SELECT COUNT(*) FROM outbox WHERE account_id = @accountId AND channel = 'inbox' AND read_at IS NULL AND next_at <= @now";

    private const string MarkRead =
        "UPDATE outbox SET read_at = @now WHERE id = @id AND account_id = @accountId AND channel = 'inbox' AND read_at IS NULL";

    private const string Sent = $"""
        SELECT {ReminderHistory.Columns} FROM reminder WHERE campaign_id = @campaignId AND id < @before ORDER BY id DESC
        """;

    private const string SentOn = $"""
        SELECT {ReminderHistory.Columns} FROM reminder WHERE campaign_id = @campaignId AND swept_on = @day AND id < @before ORDER BY id DESC
        """;

    private const string Deliveries = """
        SELECT m.reminder_id, o.recipient, o.channel, o.state, o.attempts, o.sent_at, o.read_at,
            (SELECT a.detail FROM delivery_attempt a
             WHERE a.id = (SELECT MAX(b.id) FROM delivery_attempt b WHERE b.outbox_id = o.id)) AS last_detail
        FROM reminder_message m JOIN outbox o ON o.id = m.outbox_id
        WHERE m.reminder_id IN @ids
        ORDER BY m.reminder_id, o.id
        """;

    /// <summary>Messages of a person, newest first, by key: pass the last id seen, or null for the first page.</summary>
    public Task<IReadOnlyList<InboxMessage>> InboxAsync(long accountId, long? before, int take) =>
        database.ReadAsync(session => session.PageAsync<InboxMessage>(Messages, new { accountId, before = before ?? long.MaxValue, now = time.GetUtcNow() }, 0, take));

    public Task<int> UnreadAsync(long accountId) =>
        database.ReadAsync(session => session.ScalarAsync<int>(UnreadSql, new { accountId, now = time.GetUtcNow() }));

    /// <summary>Reminders of a campaign, newest first, by key.</summary>
    public Task<IReadOnlyList<ReminderFacts>> SentAsync(long campaignId, long? before, int take) =>
        database.ReadAsync(session => session.PageAsync<ReminderFacts>(Sent, new { campaignId, before = before ?? long.MaxValue }, 0, take));

    /// <summary>Those of one day: what was sent then, with the figures of then.</summary>
    public Task<IReadOnlyList<ReminderFacts>> SentOnAsync(long campaignId, DateOnly day, long? before, int take) =>
        database.ReadAsync(session => session.PageAsync<ReminderFacts>(SentOn, new { campaignId, day, before = before ?? long.MaxValue }, 0, take));

    /// <summary>What became of the messages of up to 1,000 reminders, by reminder.</summary>
    public async Task<ILookup<long, Delivery>> DeliveriesAsync(IReadOnlyCollection<long> reminderIds)
    {
        var rows = await database.ReadAsync(session => session.QueryAsync<Delivery>(Deliveries, new { ids = reminderIds }));
        return rows.ToLookup(row => row.ReminderId);
    }

    /// <summary>Notes that the person has opened the message: a reminder that was read is evidence later.</summary>
    public Task MarkReadAsync(Actor actor, long accountId, long id) => database.WriteAsync(async session =>
    {
        if (await session.ExecuteAsync(MarkRead, new { id, accountId, now = time.GetUtcNow() }) > 0)
        {
            await audit.RecordAsync(session, actor, new AuditEntry("inbox.read", "message", id.ToString(CultureInfo.InvariantCulture)));
        }
    });
}
