using System.Data.Common;
using Campaign111.Features.Accounts;
using Campaign111.Features.Reminders.Channels;
using Campaign111.Platform.Data;
using Campaign111.Platform.Time;

namespace Campaign111.Features.Reminders;

/// <summary>The day's one message of each person and channel, found or made, to which reminders attach. For one batch, one transaction.</summary>
internal sealed class DayDigests(
    TimeProvider time,
    DateOnly today,
    WorkingDays days,
    IReadOnlyDictionary<long, ReminderPreference> wishes,
    IReadOnlyDictionary<(long Account, DateOnly Day), string> mutes,
    ChannelSet channels,
    ReminderPolicy policy)
{
    private const string FindMessage = "SELECT id FROM outbox WHERE account_id = @accountId AND channel = @channel AND local_day = @day";

    // A leased mail may be composed already: what is attached now would not be in it. The update also keeps it from being leased before the
    // attachment is committed.
    private const string Hold = """
        UPDATE outbox SET read_at = NULL
        WHERE id = @outboxId AND (channel = 'inbox' OR (state = 'pending' AND (lease_until IS NULL OR lease_until < @now)))
        """;

    private const string InsertMessage = """
        INSERT INTO outbox (account_id, local_day, channel, address, message_id, language, recipient, state, attempts, next_at, created_at)
        VALUES (@accountId, @day, @channel, @address, @messageId, @language, @recipient, 'pending', 0, @nextAt, @now)
        """;

    private static readonly TimeOnly Morning = new(7, 30);

    private readonly Dictionary<(long, string), long> held = [];
    private readonly List<object?[]> attachments = [];

    public void Forget()
    {
        held.Clear();
        attachments.Clear();
    }

    /// <summary>Attaches a reminder to the person's message of every channel by which it may reach them.</summary>
    public async Task AttachAsync(DbSession session, long reminderId, Person person)
    {
        var wish = wishes.GetValueOrDefault(person.AccountId) ?? ReminderPreference.Default;
        foreach (var (channel, address) in channels.Of(person, wish, policy))
        {
            if (!held.TryGetValue((person.AccountId, channel), out var outboxId))
            {
                held[(person.AccountId, channel)] = outboxId = await HoldAsync(session, person, channel, address);
            }

            attachments.Add([reminderId, outboxId]);
        }
    }

    /// <summary>Writes what was attached.</summary>
    public Task FlushAsync(DbSession session) => session.InsertManyAsync("reminder_message", ["reminder_id", "outbox_id"], attachments);

    // At most one digest a day and person, none on a day without work or on one of rest: when today's has left, this waits for the next.
    private async Task<long> HoldAsync(DbSession session, Person person, string channel, string? address)
    {
        for (var day = today; ; day = day.AddDays(1))
        {
            if ((day != today && !days.IsWorkingDay(day)) || mutes.ContainsKey((person.AccountId, day)))
            {
                continue;
            }

            var outboxId = await MessageAsync(session, person, channel, address, day);
            if (await session.ExecuteAsync(Hold, new { outboxId, now = time.GetUtcNow() }) > 0)
            {
                return outboxId;
            }
        }
    }

    /// <summary>The person's message of a day; made when there is none.</summary>
    private async Task<long> MessageAsync(DbSession session, Person person, string channel, string? address, DateOnly day)
    {
        var key = new { accountId = person.AccountId, channel, day };
        if (await session.FirstAsync<long?>(FindMessage, key) is { } known)
        {
            return known;
        }

        var now = time.GetUtcNow();
        try
        {
            return await session.InsertAsync(InsertMessage, new
            {
                accountId = person.AccountId,
                day,
                channel,
                address,
                messageId = $"<{Guid.CreateVersion7(now):N}@campaign111>",
                language = person.Language,
                recipient = person.DisplayName,
                nextAt = NextAt(now, day),
                now,
            });
        }
        catch (DbException error) when (session.Dialect.IsDuplicateKey(error))
        {
            // Another sweep made it between the look and the insert (SQL Server).
            return await session.SingleAsync<long>(FindMessage, key);
        }
    }

    // A later day's goes out in that day's morning. In the demo, whose day stands still, so many real days later.
    private DateTimeOffset NextAt(DateTimeOffset now, DateOnly day) =>
        day == today ? now : VietnamTime.At(VietnamTime.Day(now).AddDays(day.DayNumber - today.DayNumber), Morning);
}
