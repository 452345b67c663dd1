using System.Globalization;
using Campaign111.Platform.Audit;
using Campaign111.Platform.Data;

namespace Campaign111.Features.Reminders;

/// <summary>One attempt to deliver a message that carries a reminder.</summary>
public sealed class DeliveryAttempt
{
    public long ReminderId { get; init; }

    public long OutboxId { get; init; }

    public string Recipient { get; init; } = "";

    public string Channel { get; init; } = "";

    public DateTimeOffset At { get; init; }

    /// <summary>sent, failed, bounced.</summary>
    public string Outcome { get; init; } = "";

    public string Detail { get; init; } = "";
}

/// <summary>A message that did not arrive: refused for good, given up, or still tried again.</summary>
public sealed class TroubledMessage
{
    public long Id { get; init; }

    public long UnitId { get; init; }

    public string Recipient { get; init; } = "";

    public string Channel { get; init; } = "";

    public string State { get; init; } = "";

    public int Attempts { get; init; }

    public DateOnly LocalDay { get; init; }

    public DateTimeOffset NextAt { get; init; }

    public string? LastDetail { get; init; }
}

/// <summary>Reads for the timeline of a unit and the page of messages that did not arrive.</summary>
public sealed class DeliveryQueries(Database database, AuditLog audit, TimeProvider time)
{
    private const string OfUnit = $"""
        SELECT {ReminderHistory.Columns} FROM reminder WHERE campaign_id = @campaignId AND unit_id = @unitId AND id < @before ORDER BY id DESC
        """;

    private const string Attempts = """
        SELECT m.reminder_id, o.id AS outbox_id, o.recipient, o.channel, a.at, a.outcome, a.detail
        FROM reminder_message m JOIN outbox o ON o.id = m.outbox_id JOIN delivery_attempt a ON a.outbox_id = o.id
        WHERE m.reminder_id IN @ids ORDER BY a.id
        """;

    private const string Trouble = """
        SELECT o.id, o.recipient, o.channel, o.state, o.attempts, o.local_day, o.next_at,
            (SELECT MIN(r.unit_id) FROM reminder_message m JOIN reminder r ON r.id = m.reminder_id WHERE m.outbox_id = o.id AND r.campaign_id = @campaignId) AS unit_id,
            (SELECT a.detail FROM delivery_attempt a
             WHERE a.id = (SELECT MAX(b.id) FROM delivery_attempt b WHERE b.outbox_id = o.id)) AS last_detail
        FROM outbox o
        WHERE o.id < @before AND (o.state IN ('dead', 'bounced') OR (o.state = 'pending' AND o.attempts > 0))
            AND EXISTS (SELECT 1 FROM reminder_message m JOIN reminder r ON r.id = m.reminder_id WHERE m.outbox_id = o.id AND r.campaign_id = @campaignId)
        ORDER BY o.id DESC
        """;

    private const string Units = "SELECT DISTINCT r.unit_id FROM reminder_message m JOIN reminder r ON r.id = m.reminder_id WHERE m.outbox_id = @id";

    private const string Retry = """
        UPDATE outbox SET state = 'pending', attempts = 0, next_at = @now WHERE id = @id AND (state IN ('dead', 'bounced') OR (state = 'pending' AND attempts > 0))
        """;

    private const string Bounces = """
        SELECT o.channel FROM outbox o WHERE o.account_id = @accountId AND o.state = 'bounced'
            AND o.id = (SELECT MAX(n.id) FROM outbox n WHERE n.account_id = o.account_id AND n.channel = o.channel AND n.state IN ('sent', 'bounced'))
        """;

    /// <summary>Reminders of a unit, newest first, by key.</summary>
    public Task<IReadOnlyList<ReminderFacts>> OfUnitAsync(long campaignId, long unitId, long? before, int take) =>
        database.ReadAsync(session => session.PageAsync<ReminderFacts>(OfUnit, new { campaignId, unitId, before = before ?? long.MaxValue }, 0, take));

    /// <summary>Attempts of up to 1,000 reminders, by reminder, first to last.</summary>
    public async Task<ILookup<long, DeliveryAttempt>> AttemptsAsync(IReadOnlyCollection<long> ids) =>
        (await database.ReadAsync(session => session.QueryAsync<DeliveryAttempt>(Attempts, new { ids }))).ToLookup(row => row.ReminderId);

    /// <summary>Messages of a campaign that did not arrive, newest first, by key.</summary>
    public Task<IReadOnlyList<TroubledMessage>> TroubleAsync(long campaignId, long? before, int take) =>
        database.ReadAsync(session => session.PageAsync<TroubledMessage>(Trouble, new { campaignId, before = before ?? long.MaxValue }, 0, take));

    /// <summary>Channels whose newest message to a person was refused for good: the address should be mended.</summary>
    public Task<IReadOnlyList<string>> BouncedAsync(long accountId) =>
        database.ReadAsync(session => session.QueryAsync<string>(Bounces, new { accountId }));

    /// <summary>Units of which a message tells.</summary>
    public Task<IReadOnlyList<long>> UnitsOfAsync(long messageId) =>
        database.ReadAsync(session => session.QueryAsync<long>(Units, new { id = messageId }));

    /// <summary>Tries a message again at once, from the first attempt on. False when it is not in trouble.</summary>
    public Task<bool> RetryAsync(long messageId, Actor actor) => database.WriteAsync(async session =>
    {
        if (await session.ExecuteAsync(Retry, new { id = messageId, now = time.GetUtcNow() }) == 0)
        {
            return false;
        }

        await audit.RecordAsync(session, actor, new AuditEntry("message.retried", "message", messageId.ToString(CultureInfo.InvariantCulture)));
        return true;
    });
}
