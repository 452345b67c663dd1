using System.Data.Common;
using Campaign111.Features.Accounts;
using Campaign111.Features.Reminders.Channels;
using Campaign111.Platform.Data;
using Campaign111.Platform.Time;

namespace Campaign111.Features.Reminders;

/// <summary>The one message of a person, channel and day, to which reminders and notices are attached inside the caller's transaction. Two who make it at
/// once make one: the unique index decides.</summary>
/// <param name="time">Leases and mornings are real.</param>
/// <param name="days">Days and hours in which nothing leaves the house.</param>
/// <param name="mode">The demo, whose day stands still, knows no quiet hours.</param>
internal sealed class DayMessages(TimeProvider time, WorkingDays days, ProductMode mode)
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

    private static readonly TimeOnly Morning = new(7, 30);

    /// <summary>The message that can still take something, held so that it does not leave before the transaction ends. At most one a day, person and
    /// channel: when today's has left, or on a day without work or of rest, the next one's. Urgent news waits for no day.</summary>
    /// <param name="session">The caller's transaction.</param>
    /// <param name="person">To whom.</param>
    /// <param name="channel">One of <see cref="ChannelCodes"/>.</param>
    /// <param name="address">For all but the inbox.</param>
    /// <param name="today">The business day.</param>
    /// <param name="rests">Days on which the person asked for rest.</param>
    public async Task<long> HeldAsync(DbSession session, Person person, string channel, string? address, DateOnly today, Func<DateOnly, bool> rests)
    {
        for (var day = today; ; day = day.AddDays(1))
        {
            if (channel != ChannelCodes.Urgent && (rests(day) || IsFree(channel, day, today)))
            {
                continue;
            }

            var outboxId = await OfDayAsync(session, person, channel, address, day, today);
            if (await session.ExecuteAsync(Hold, new { outboxId, now = time.GetUtcNow() }) > 0)
            {
                return outboxId;
            }
        }
    }

    // What is written this evening would leave tomorrow morning, beside tomorrow's own. In the house it may be read at any hour.
    private bool IsFree(string channel, DateOnly day, DateOnly today)
    {
        if (day != today)
        {
            return !days.IsWorkingDay(day);
        }

        var now = time.GetUtcNow();
        return channel != ChannelCodes.Inbox && !mode.IsDemo
            && (!days.IsWorkingDay(day) || VietnamTime.Day(days.Quiet.NextAllowed(now)) > VietnamTime.Day(now));
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
                nextAt = NextAt(channel, now, day, today),
                now,
            });
        }
        catch (DbException error) when (session.Dialect.IsDuplicateKey(error))
        {
            // Somebody else made it between the look and the insert (SQL Server).
            return await session.SingleAsync<long>(Find, key);
        }
    }

    // A later day's goes out in that day's morning. In the demo, whose day stands still, so many real days later. A second urgent one follows at once.
    private static DateTimeOffset NextAt(string channel, DateTimeOffset now, DateOnly day, DateOnly today) =>
        day == today || channel == ChannelCodes.Urgent ? now : VietnamTime.At(VietnamTime.Day(now).AddDays(day.DayNumber - today.DayNumber), Morning);
}
