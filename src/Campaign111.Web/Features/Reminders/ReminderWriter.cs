using System.Data.Common;
using Campaign111.Features.Reminders.Channels;
using Campaign111.Platform.Audit;
using Campaign111.Platform.Data;
using Campaign111.Platform.Time;

namespace Campaign111.Features.Reminders;

/// <summary>Writes reminders and attaches each to the day's one message of every recipient and channel, in the same transaction.
/// Run twice, or from two processes at once, it makes nothing twice: the unique index decides.</summary>
public sealed class ReminderWriter(
    Database database, AuditLog audit, TimeProvider time, ChannelSet channels, PreferenceBook preferences, LadderBook ladders, IWorkingDays calendar, ProductMode mode)
{
    private const int BatchSize = 200;

    // The column's; a deadline's own wording may be longer, and is kept with the deadline.
    private const int LongestWording = 300;

    private const string InsertReminder = """
        INSERT INTO reminder (campaign_id, unit_id, rung, due_on, swept_on, written_at, last_day, wording, document, reached, target,
            percent_reached, percent_expected, last_entry_on, state, told, needs_ack, climbed_from, note, dropped_by,
            owed_key, organisation_id, title, title_en, href)
        SELECT @CampaignId, @UnitId, @Rung, @DueOn, @sweptOn, @now, @LastDay, @Wording, @Document, @Reached, @Target,
            @PercentReached, @PercentExpected, @LastEntryOn, @state, @Told, @NeedsAck, @ClimbedFrom, @note, @droppedBy,
            @OwedKey, @OrganisationId, @Title, @TitleEn, @Href
        WHERE NOT EXISTS (SELECT 1 FROM reminder WHERE campaign_id = @CampaignId AND unit_id = @UnitId AND rung = @Rung AND due_on = @DueOn AND owed_key = @OwedKey)
        """;

    private const string ReminderId =
        "SELECT id FROM reminder WHERE campaign_id = @CampaignId AND unit_id = @UnitId AND rung = @Rung AND due_on = @DueOn AND owed_key = @OwedKey";

    /// <summary>Writes what is due and returns how many reminders are new.</summary>
    /// <param name="due">From <see cref="ReminderPlanner"/>.</param>
    /// <param name="today">The business day of the sweep: the local day of the digest.</param>
    /// <param name="actor">The system, or the person who sends now.</param>
    public async Task<int> WriteAsync(IReadOnlyList<DueReminder> due, DateOnly today, Actor actor)
    {
        var written = 0;
        foreach (var campaign in due.Where(reminder => reminder.Recipients.Count > 0).GroupBy(reminder => reminder.Campaign.Id))
        {
            var policy = await ladders.PolicyAsync(campaign.Key);
            foreach (var batch in campaign.Chunk(BatchSize))
            {
                var digests = await DigestsAsync(batch, policy, today);
                written += await database.WriteAsync(session => WriteBatchAsync(session, batch, digests, today, actor));
            }
        }

        return written;
    }

    /// <summary>Lets reminders go: each is kept with the reason and never sent. Returns how many.</summary>
    public Task<int> DropAsync(IReadOnlyList<DueReminder> due, DateOnly today, string reason, Actor actor) => database.WriteAsync(async session =>
    {
        var codes = new List<string>();
        foreach (var reminder in due)
        {
            if (await InsertAsync(session, reminder.Facts, today, ReminderFacts.Dropped, reason, actor.Name) is not null)
            {
                codes.Add(reminder.Name);
            }
        }

        if (codes.Count > 0)
        {
            await audit.RecordAsync(session, actor, new AuditEntry("reminders.drop", "campaign", due[0].Campaign.Slug)
            {
                UnitId = due[0].Unit.Id,
                After = new { day = today, reminders = codes },
                Reason = reason,
            });
        }

        return codes.Count;
    });

    private async Task<DayDigests> DigestsAsync(DueReminder[] batch, ReminderPolicy policy, DateOnly today)
    {
        var accounts = batch.SelectMany(reminder => reminder.Recipients).Select(person => person.AccountId).Distinct().ToList();
        var messages = new DayMessages(time, await calendar.LoadAsync(), mode);
        // Rest that one campaign grants does not hold for another that does not.
        var mutes = policy.Mute ? await preferences.MutesAsync(accounts, today) : new Dictionary<(long, DateOnly), string>();
        return new DayDigests(messages, today, await preferences.OfAsync(accounts), mutes, channels, policy);
    }

    private async Task<int> WriteBatchAsync(DbSession session, DueReminder[] batch, DayDigests digests, DateOnly today, Actor actor)
    {
        // A batch that ran and was given up runs again: what it remembers of the first run is worth nothing.
        digests.Forget();
        var codes = new List<string>();
        foreach (var reminder in batch)
        {
            if (await InsertAsync(session, reminder.Facts, today, ReminderFacts.Written, reminder.Note, null) is not { } reminderId)
            {
                continue;
            }

            codes.Add(reminder.Name);
            foreach (var person in reminder.Recipients)
            {
                await digests.AttachAsync(session, reminderId, person);
            }
        }

        await digests.FlushAsync(session);
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

    private async Task<long?> InsertAsync(DbSession session, ReminderFacts facts, DateOnly today, string state, string? note, string? droppedBy)
    {
        var args = new Dapper.DynamicParameters(facts);
        args.Add("sweptOn", today);
        args.Add("now", time.GetUtcNow());
        args.Add("Wording", facts.Wording?.Length > LongestWording ? facts.Wording[..LongestWording] : facts.Wording);
        args.Add("state", state);
        args.Add("note", note);
        args.Add("droppedBy", droppedBy);
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
}
