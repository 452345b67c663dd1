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

    private const string Attach = "INSERT INTO reminder_message (reminder_id, outbox_id) VALUES (@reminderId, @outboxId)";

    private readonly DayMessages messages = new(time);

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

    private async Task AttachAsync(DbSession session, long reminderId, Person person, string channel, string? address, DateOnly today) =>
        await session.ExecuteAsync(Attach, new { reminderId, outboxId = await messages.HeldAsync(session, person, channel, address, today) });
}
