using System.Data.Common;
using Campaign111.Features.Accounts;
using Campaign111.Platform.Data;

namespace Campaign111.Features.Reminders;

/// <summary>The one message of a person, channel and day, to which reminders and notices are attached inside the caller's transaction. Two who make it at
/// once make one: the unique index decides.</summary>
internal sealed class DayMessages(TimeProvider time)
{
    private const string Find = "SELECT id FROM outbox WHERE account_id = @accountId AND channel = @channel AND local_day = @day";

    // A leased mail may be composed already: what is attached now would not be in it. The update also keeps it from being leased before the
    // attachment is committed.
    private const string Hold = """
        UPDATE outbox SET read_at = NULL
        WHERE id = @outboxId AND (channel = 'inbox' OR (state = 'pending' AND (lease_until IS NULL OR lease_until < @now)))
        """;

    private const string Insert = """
        INSERT INTO outbox (account_id, local_day, channel, address, message_id, language, recipient, state, attempts, next_at, created_at)
        VALUES (@accountId, @day, @channel, @address, @messageId, @language, @recipient, 'pending', 0, @nextAt, @now)
        """;

    /// <summary>The message that can still take something, held so that it does not leave before the transaction ends. At most one mail a day,
    /// person and channel: when today's has left, tomorrow's.</summary>
    /// <param name="session">The caller's transaction.</param>
    /// <param name="person">To whom.</param>
    /// <param name="channel">"inbox", "mail", or "urgent": a mail that does not wait for the digest.</param>
    /// <param name="address">For mail.</param>
    /// <param name="today">The business day.</param>
    public async Task<long> HeldAsync(DbSession session, Person person, string channel, string? address, DateOnly today)
    {
        for (var day = today; ; day = day.AddDays(1))
        {
            var outboxId = await OfDayAsync(session, person, channel, address, day, today);
            if (await session.ExecuteAsync(Hold, new { outboxId, now = time.GetUtcNow() }) > 0)
            {
                return outboxId;
            }
        }
    }

    private async Task<long> OfDayAsync(DbSession session, Person person, string channel, string? address, DateOnly day, DateOnly today)
    {
        var key = new { accountId = person.AccountId, channel, day };
        if (await session.FirstAsync<long?>(Find, key) is { } known)
        {
            return known;
        }

        var now = time.GetUtcNow();
        try
        {
            return await session.InsertAsync(Insert, new
            {
                accountId = person.AccountId,
                day,
                channel,
                address,
                messageId = $"<{Guid.CreateVersion7(now):N}@campaign111>",
                language = person.Language,
                recipient = person.DisplayName,
                nextAt = now.AddDays(day.DayNumber - today.DayNumber),
                now,
            });
        }
        catch (DbException error) when (session.Dialect.IsDuplicateKey(error))
        {
            // Somebody else made it between the look and the insert (SQL Server).
            return await session.SingleAsync<long>(Find, key);
        }
    }
}
