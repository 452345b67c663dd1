using System.Data.Common;
using Campaign111.Features.Accounts;
using Campaign111.Platform.Audit;
using Campaign111.Platform.Data;

namespace Campaign111.Features.Reminders;

/// <summary>Writes reminders and attaches each to the day's one message of every recipient and channel, in the same transaction.
/// Run twice, or from two processes at once, it makes nothing twice: the unique index decides.</summary>
public sealed class ReminderWriter(Database database, AuditLog audit, TimeProvider time)
{
    private const int BatchSize = 200;

    // The column's; a deadline's own wording may be longer, and is kept with the deadline.
    private const int LongestWording = 300;

    private const string InsertReminder = """
        INSERT INTO reminder (campaign_id, unit_id, rung, due_on, swept_on, written_at, last_day, wording, document, reached, target,
            percent_reached, percent_expected, last_entry_on)
        SELECT @CampaignId, @UnitId, @Rung, @DueOn, @sweptOn, @now, @LastDay, @Wording, @Document, @Reached, @Target,
            @PercentReached, @PercentExpected, @LastEntryOn
        WHERE NOT EXISTS (SELECT 1 FROM reminder WHERE campaign_id = @CampaignId AND unit_id = @UnitId AND rung = @Rung AND due_on = @DueOn)
        """;

    private const string ReminderId =
        "SELECT id FROM reminder WHERE campaign_id = @CampaignId AND unit_id = @UnitId AND rung = @Rung AND due_on = @DueOn";

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

    private const string Attach = "INSERT INTO reminder_message (reminder_id, outbox_id) VALUES (@reminderId, @outboxId)";

    /// <summary>Writes what is due and returns how many reminders are new.</summary>
    /// <param name="due">From <see cref="ReminderPlanner"/>.</param>
    /// <param name="today">The business day of the sweep: the local day of the digest.</param>
    /// <param name="actor">The system, or the person who sends now.</param>
    public async Task<int> WriteAsync(IReadOnlyList<DueReminder> due, DateOnly today, Actor actor)
    {
        var written = 0;
        foreach (var batch in due.Where(reminder => reminder.Recipients.Count > 0).Chunk(BatchSize))
        {
            written += await database.WriteAsync(session => WriteBatchAsync(session, batch, today, actor));
        }

        return written;
    }

    private async Task<int> WriteBatchAsync(DbSession session, DueReminder[] batch, DateOnly today, Actor actor)
    {
        var codes = new List<string>();
        foreach (var reminder in batch)
        {
            if (await InsertAsync(session, reminder.Facts, today) is not { } reminderId)
            {
                continue;
            }

            codes.Add($"{reminder.Unit.Code} {reminder.Due.Rung.Code}");
            foreach (var person in reminder.Recipients)
            {
                await AttachAsync(session, reminderId, person, "inbox", null, today);
                if (person.Email is { Length: > 0 } address)
                {
                    await AttachAsync(session, reminderId, person, "mail", address, today);
                }
            }
        }

        if (codes.Count > 0)
        {
            await audit.RecordAsync(session, actor, new AuditEntry("reminders.write", "campaign", batch[0].Campaign.Slug)
            {
                UnitId = batch[0].Campaign.UnitId,
                After = new { day = today, reminders = codes },
            });
        }

        return codes.Count;
    }

    private async Task<long?> InsertAsync(DbSession session, ReminderFacts facts, DateOnly today)
    {
        var args = new Dapper.DynamicParameters(facts);
        args.Add("sweptOn", today);
        args.Add("now", time.GetUtcNow());
        args.Add("Wording", facts.Wording?.Length > LongestWording ? facts.Wording[..LongestWording] : facts.Wording);
        try
        {
            return await session.ExecuteAsync(InsertReminder, args) == 0 ? null : await session.ScalarAsync<long>(ReminderId, facts);
        }
        catch (DbException error) when (session.Dialect.IsDuplicateKey(error))
        {
            // Another process wrote it between the look and the insert (SQL Server): its message carries it.
            return null;
        }
    }

    // At most one mail a day and person: when today's has left, this waits for tomorrow's.
    private async Task AttachAsync(DbSession session, long reminderId, Person person, string channel, string? address, DateOnly today)
    {
        for (var day = today; ; day = day.AddDays(1))
        {
            var outboxId = await MessageAsync(session, person, channel, address, day, today);
            if (await session.ExecuteAsync(Hold, new { outboxId, now = time.GetUtcNow() }) > 0)
            {
                await session.ExecuteAsync(Attach, new { reminderId, outboxId });
                return;
            }
        }
    }

    /// <summary>The person's message of a day; made when there is none.</summary>
    private async Task<long> MessageAsync(DbSession session, Person person, string channel, string? address, DateOnly day, DateOnly today)
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
                nextAt = now.AddDays(day.DayNumber - today.DayNumber),
                now,
            });
        }
        catch (DbException error) when (session.Dialect.IsDuplicateKey(error))
        {
            // Another sweep made it between the look and the insert (SQL Server).
            return await session.SingleAsync<long>(FindMessage, key);
        }
    }
}
