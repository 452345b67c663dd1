using Campaign111.Platform.Data;

namespace Campaign111.Features.Reminders;

/// <summary>A message that this process has leased and may send.</summary>
public sealed class LeasedMessage
{
    public long Id { get; init; }

    public long AccountId { get; init; }

    public DateOnly LocalDay { get; init; }

    public string Channel { get; init; } = "";

    public string? Address { get; init; }

    public string MessageId { get; init; } = "";

    public string Language { get; init; } = "vi";

    public string Recipient { get; init; } = "";

    public int Attempts { get; init; }
}

/// <summary>The queue of messages. Claimed by lease: a process that dies leaves its messages to the next one when the lease runs out.
/// Delivery is at least once, with a stable Message-ID by which a second copy is known.</summary>
public sealed class Outbox(Database database, TimeProvider time)
{
    /// <summary>Longer than the mail client's time-out, so that no second process sends what the first still tries.</summary>
    public static readonly TimeSpan Lease = TimeSpan.FromMinutes(5);

    /// <summary>Waits before the second and further attempts; after the last one the message is dead.</summary>
    public static readonly IReadOnlyList<TimeSpan> BackOff =
        [.. new[] { 1, 5, 15, 60, 180, 360, 720 }.Select(minutes => TimeSpan.FromMinutes(minutes))];

    private const string Candidates = """
        SELECT id FROM outbox
        WHERE state = 'pending' AND next_at <= @now AND (lease_until IS NULL OR lease_until < @now)
        ORDER BY next_at, id
        """;

    private const string Claim = """
        UPDATE outbox SET lease_by = @owner, lease_until = @until
        WHERE id IN @ids AND state = 'pending' AND (lease_until IS NULL OR lease_until < @now)
        """;

    private const string Claimed = """
        SELECT id, account_id, local_day, channel, address, message_id, language, recipient, attempts
        FROM outbox WHERE lease_by = @owner AND state = 'pending' AND lease_until = @until ORDER BY id
        """;

    private const string MarkSent = """
        UPDATE outbox SET state = 'sent', sent_at = @now, attempts = attempts + 1, lease_by = NULL, lease_until = NULL
        WHERE id = @id AND lease_by = @owner
        """;

    private const string MarkFailed = """
        UPDATE outbox SET state = @state, next_at = @nextAt, attempts = attempts + 1, lease_by = NULL, lease_until = NULL
        WHERE id = @id AND lease_by = @owner
        """;

    private const string Attempt =
        "INSERT INTO delivery_attempt (outbox_id, at, outcome, detail) VALUES (@id, @now, @outcome, @detail)";

    /// <summary>Leases up to <paramref name="most"/> messages that are due to <paramref name="owner"/>.</summary>
    public Task<IReadOnlyList<LeasedMessage>> ClaimAsync(string owner, int most, CancellationToken cancel) => database.WriteAsync(
        async session =>
        {
            var now = time.GetUtcNow();
            var ids = await session.PageAsync<long>(Candidates, new { now }, 0, most);
            if (ids.Count == 0)
            {
                return [];
            }

            var until = now + Lease;
            await session.ExecuteAsync(Claim, new { owner, until, now, ids });
            return await session.QueryAsync<LeasedMessage>(Claimed, new { owner, until });
        },
        cancel);

    /// <summary>Keeps the attempt and closes the message. Changes nothing when the lease was lost meanwhile, except that the attempt is kept.</summary>
    public Task SentAsync(LeasedMessage message, string owner, string detail) => database.WriteAsync(async session =>
    {
        var now = time.GetUtcNow();
        await session.ExecuteAsync(MarkSent, new { id = message.Id, owner, now });
        await session.ExecuteAsync(Attempt, new { id = message.Id, now, outcome = "sent", detail });
    });

    /// <summary>Keeps the attempt and puts the message back with the next wait, or buries it after the last one.</summary>
    public Task FailedAsync(LeasedMessage message, string owner, string detail) => database.WriteAsync(async session =>
    {
        var now = time.GetUtcNow();
        var dead = message.Attempts >= BackOff.Count;
        var nextAt = dead ? now : now + BackOff[message.Attempts];
        await session.ExecuteAsync(MarkFailed, new { id = message.Id, owner, nextAt, state = dead ? "dead" : "pending" });
        await session.ExecuteAsync(Attempt, new { id = message.Id, now, outcome = "failed", detail = Short(detail) });
    });

    private static string Short(string detail) => detail.Length <= 500 ? detail : detail[..500];
}
