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

    /// <summary>Under which lease it was claimed; every claim has one of its own.</summary>
    public string LeaseBy { get; init; } = "";

    /// <summary>From then on another process may claim it.</summary>
    public DateTimeOffset LeaseUntil { get; set; }
}

/// <summary>The queue of messages. Claimed by lease: a process that dies leaves its messages to the next one when the lease runs out.
/// Delivery is at least once, with a stable Message-ID by which a second copy is known.</summary>
public sealed class Outbox(Database database, TimeProvider time)
{
    /// <summary>Longer than a channel's time-out, so that no second process sends what the first still tries.</summary>
    public static readonly TimeSpan Lease = TimeSpan.FromMinutes(5);

    /// <summary>Waits before the second and further attempts; after the last one the message is dead. Together longer than a mail server is away over a weekend.</summary>
    public static readonly IReadOnlyList<TimeSpan> BackOff =
        [.. new[] { 1, 5, 15, 60, 180, 360, 720, 720, 1440 }.Select(minutes => TimeSpan.FromMinutes(minutes))];

    // Clocks of two nodes differ by less.
    private static readonly TimeSpan ClockSlack = TimeSpan.FromMinutes(5);

    // No lease reaches further, prolonged or not.
    private static readonly TimeSpan Longest = Lease + Lease;

    // What was written, tried or leased "later than now" was so before the clock was set back: it does not wait until that time comes again.
    private const string Candidates = """
        SELECT o.id FROM outbox o
        WHERE o.state = 'pending' AND (o.lease_until IS NULL OR o.lease_until < @now OR o.lease_until > @latest) AND (@onlyUrgent = 0 OR o.channel IN ('inbox', 'urgent'))
            AND (o.next_at <= @now OR (o.attempts = 0 AND o.created_at > @soon)
                OR (o.attempts > 0 AND EXISTS (SELECT 1 FROM delivery_attempt a WHERE a.id = (SELECT MAX(x.id) FROM delivery_attempt x WHERE x.outbox_id = o.id) AND a.at > @soon)))
        ORDER BY o.next_at, o.id
        """;

    private const string Claim = """
        UPDATE outbox SET lease_by = @owner, lease_until = @until
        WHERE id IN @ids AND state = 'pending' AND (lease_until IS NULL OR lease_until < @now OR lease_until > @latest)
        """;

    private const string Claimed = """
        SELECT id, account_id, local_day, channel, address, message_id, language, recipient, attempts, lease_by
        FROM outbox WHERE id IN @ids AND lease_by = @owner AND state = 'pending' ORDER BY id
        """;

    private const string Prolong = "UPDATE outbox SET lease_until = @until WHERE id = @id AND lease_by = @LeaseBy AND lease_until >= @now AND state = 'pending'";

    private const string HandBack = "UPDATE outbox SET lease_by = NULL, lease_until = NULL WHERE id IN @ids AND lease_by = @owner AND state = 'pending'";

    private const string MarkSent = """
        UPDATE outbox SET state = 'sent', sent_at = @now, attempts = attempts + 1, lease_by = NULL, lease_until = NULL, subject = @subject, body = @body
        WHERE id = @id AND lease_by = @owner
        """;

    private const string MarkFailed = """
        UPDATE outbox SET state = @state, next_at = @nextAt, attempts = attempts + 1, lease_by = NULL, lease_until = NULL
        WHERE id = @id AND lease_by = @owner
        """;

    private const string Attempt =
        "INSERT INTO delivery_attempt (outbox_id, at, outcome, detail) VALUES (@id, @now, @outcome, @detail)";

    /// <summary>Leases up to <paramref name="most"/> messages that are due.</summary>
    /// <param name="owner">Who sends: for the eyes of an operator.</param>
    /// <param name="most">How many.</param>
    /// <param name="cancel">No claim is begun any more.</param>
    /// <param name="onlyUrgent">At quiet hours nothing leaves the house but what is urgent.</param>
    public Task<IReadOnlyList<LeasedMessage>> ClaimAsync(string owner, int most, CancellationToken cancel, bool onlyUrgent = false)
    {
        // Each claim is its own owner: what the same process held before, and lost, is not taken for the new lease.
        var lease = $"{(owner.Length <= 27 ? owner : owner[..27])}/{Guid.NewGuid():N}";
        cancel.ThrowIfCancellationRequested();
        // Not given up half-way: a claim that nobody hears of would lie until its lease runs out.
        return database.WriteAsync(
            async session =>
            {
                var now = time.GetUtcNow();
                var ids = await session.PageAsync<long>(Candidates, new { now, onlyUrgent, latest = now + Longest, soon = now + ClockSlack }, 0, most);
                if (ids.Count == 0)
                {
                    return [];
                }

                await session.ExecuteAsync(Claim, new { owner = lease, until = now + Lease, now, latest = now + Longest, ids });
                var claimed = await session.QueryAsync<LeasedMessage>(Claimed, new { owner = lease, ids });
                foreach (var message in claimed)
                {
                    message.LeaseUntil = now + Lease;
                }

                return claimed;
            },
            CancellationToken.None);
    }

    /// <summary>Gives up the lease on those of one claim that are neither sent nor failed yet. A stopping process does so.</summary>
    public Task HandBackAsync(IReadOnlyCollection<LeasedMessage> claim) => claim.Count == 0
        ? Task.CompletedTask
        : database.WriteAsync(session => session.ExecuteAsync(HandBack, new { ids = claim.Select(message => message.Id), owner = claim.First().LeaseBy }));

    /// <summary>Makes sure that the lease outlives one sending; false when the message is another's by now.</summary>
    public async Task<bool> HoldsAsync(LeasedMessage message, TimeSpan sending)
    {
        var now = time.GetUtcNow();
        return (now + sending < message.LeaseUntil && message.LeaseUntil <= now + Longest)
            || await database.WriteAsync(session => session.ExecuteAsync(Prolong, new { id = message.Id, message.LeaseBy, now, until = now + sending + sending })) == 1;
    }

    /// <summary>Keeps the attempt and closes the message. Changes nothing when the lease was lost meanwhile, except that the attempt is kept.</summary>
    public Task SentAsync(LeasedMessage message, string detail, string? subject = null, string? body = null) => database.WriteAsync(async session =>
    {
        var now = time.GetUtcNow();
        await session.ExecuteAsync(MarkSent, new { id = message.Id, owner = message.LeaseBy, now, subject, body });
        await session.ExecuteAsync(Attempt, new { id = message.Id, now, outcome = "sent", detail = Short(detail) });
    });

    /// <summary>Keeps the attempt and puts the message back with the next wait, or buries it after the last one. Refused for good: it bounced.</summary>
    public Task FailedAsync(LeasedMessage message, string detail, bool permanent = false, TimeSpan? retryAfter = null) => database.WriteAsync(async session =>
    {
        var now = time.GetUtcNow();
        var state = permanent ? "bounced" : message.Attempts >= BackOff.Count ? "dead" : "pending";
        var wait = state == "pending" ? BackOff[message.Attempts] : TimeSpan.Zero;
        var nextAt = now + (retryAfter > wait && state == "pending" ? retryAfter.Value : wait);
        await session.ExecuteAsync(MarkFailed, new { id = message.Id, owner = message.LeaseBy, nextAt, state });
        await session.ExecuteAsync(Attempt, new { id = message.Id, now, outcome = permanent ? "bounced" : "failed", detail = Short(detail) });
    });

    private static string Short(string detail) => detail.Length <= 500 ? detail : detail[..500];
}
