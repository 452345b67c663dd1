using System.Globalization;
using Campaign111.Platform.Audit;
using Campaign111.Platform.Data;
using Campaign111.Platform.Jobs;
using Campaign111.Platform.Localisation;

namespace Campaign111.Features.Reminders;

/// <summary>Messages that were refused at every attempt, or once for good. Names the account, never the address.</summary>
public sealed class OutboxDeadLetters(Database database, AuditLog audit, TimeProvider time) : IDeadLetters
{
    private const string Dead = """
        SELECT o.id, o.channel, o.local_day, o.recipient, o.attempts, o.next_at, a.detail
        FROM outbox o LEFT JOIN delivery_attempt a ON a.id = (SELECT MAX(x.id) FROM delivery_attempt x WHERE x.outbox_id = o.id)
        WHERE o.state IN ('dead', 'bounced') AND (@before IS NULL OR o.id < @before) ORDER BY o.id DESC
        """;

    private const string Retry = """
        UPDATE outbox SET state = 'pending', attempts = 0, next_at = @now, lease_by = NULL, lease_until = NULL WHERE id = @id AND state IN ('dead', 'bounced')
        """;

    private const string Drop = "UPDATE outbox SET state = 'dropped' WHERE id = @id AND state IN ('dead', 'bounced')";

    public string Code => "messages";

    public string Name => Text.Of("Thư và tin nhắn", "Messages");

    public async Task<IReadOnlyList<DeadLetter>> PageAsync(long? before, int take, CancellationToken cancel = default) =>
        [.. (await database.ReadAsync(session => session.PageAsync<Row>(Dead, new { before }, 0, take), cancel))
            .Select(row => new DeadLetter(row.Id, $"{DeliveryTexts.Channel(row.Channel)} · {row.Recipient} · {Formats.Date(row.LocalDay)}", row.Detail ?? "", row.Attempts, row.NextAt))];

    public Task<bool> RetryAsync(long id, Actor actor, CancellationToken cancel = default) => DecideAsync(Retry, "message.retried", id, actor, null, cancel);

    public Task<bool> DropAsync(long id, Actor actor, string reason, CancellationToken cancel = default) => DecideAsync(Drop, "message.dropped", id, actor, reason, cancel);

    private Task<bool> DecideAsync(string sql, string action, long id, Actor actor, string? reason, CancellationToken cancel) => database.WriteAsync(
        async session =>
        {
            if (await session.ExecuteAsync(sql, new { id, now = time.GetUtcNow() }) == 0)
            {
                return false;
            }

            await audit.RecordAsync(session, actor, new(action, "message", id.ToString(CultureInfo.InvariantCulture)) { Reason = reason });
            return true;
        },
        cancel);

    private sealed class Row
    {
        public long Id { get; init; }

        public string Channel { get; init; } = "";

        public DateOnly LocalDay { get; init; }

        public string Recipient { get; init; } = "";

        public int Attempts { get; init; }

        /// <summary>When it was given up.</summary>
        public DateTimeOffset NextAt { get; init; }

        public string? Detail { get; init; }
    }
}
