using System.Data.Common;
using System.Globalization;
using Campaign111.Platform.Audit;
using Campaign111.Platform.Data;

namespace Campaign111.Features.Reminders;

/// <summary>"Received, and this is the plan".</summary>
public sealed class Acknowledgement
{
    public long ReminderId { get; init; }

    public string Name { get; init; } = "";

    /// <summary>The plan, in the person's own words.</summary>
    public string Words { get; init; } = "";

    public DateTimeOffset At { get; init; }
}

/// <summary>Keeps acknowledgements. The first one stops the climb; what others add is kept beside it.</summary>
public sealed class Acknowledgements(Database database, AuditLog audit, TimeProvider time)
{
    public const int LongestWords = 500;

    // Only who was reminded acknowledges: through the message of theirs that carries the reminder.
    private const string Asked = """
        SELECT r.unit_id FROM reminder r JOIN reminder_message m ON m.reminder_id = r.id JOIN outbox o ON o.id = m.outbox_id
        WHERE r.id = @reminderId AND r.needs_ack = 1 AND o.account_id = @accountId AND o.channel = 'inbox'
        """;

    private const string Insert =
        "INSERT INTO reminder_ack (reminder_id, account_id, name, words, at) VALUES (@reminderId, @accountId, @name, @words, @now)";

    // Who answers has read it.
    private const string Read = """
        UPDATE outbox SET read_at = @now
        WHERE account_id = @accountId AND channel = 'inbox' AND read_at IS NULL AND id IN (SELECT outbox_id FROM reminder_message WHERE reminder_id = @reminderId)
        """;

    private const string Of = "SELECT reminder_id, name, words, at FROM reminder_ack WHERE reminder_id IN @ids ORDER BY id";

    /// <summary>Keeps it; false when this person was not asked, or has acknowledged already.</summary>
    public async Task<bool> AddAsync(long reminderId, long accountId, string name, string words, Actor actor)
    {
        try
        {
            return await database.WriteAsync(async session =>
            {
                if (await session.FirstAsync<long?>(Asked, new { reminderId, accountId }) is not { } unitId)
                {
                    return false;
                }

                var args = new { reminderId, accountId, name, words, now = time.GetUtcNow() };
                await session.ExecuteAsync(Insert, args);
                await session.ExecuteAsync(Read, args);
                await audit.RecordAsync(session, actor, new AuditEntry("reminder.acknowledged", "reminder", reminderId.ToString(CultureInfo.InvariantCulture))
                {
                    UnitId = unitId,
                    Reason = words,
                });
                return true;
            });
        }
        catch (DbException error) when (database.Dialect.IsDuplicateKey(error))
        {
            return false;
        }
    }

    /// <summary>Of up to 1,000 reminders, by reminder.</summary>
    public async Task<ILookup<long, Acknowledgement>> OfAsync(IReadOnlyCollection<long> ids) =>
        (await database.ReadAsync(session => session.QueryAsync<Acknowledgement>(Of, new { ids }))).ToLookup(row => row.ReminderId);
}
