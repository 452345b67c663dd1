using System.Globalization;
using Campaign111.Platform.Audit;
using Campaign111.Platform.Data;
using Campaign111.Platform.Time;

namespace Campaign111.Features.Reminders;

/// <summary>How a person wants to be reached, beside the in-app inbox; counts within what the committee allows.</summary>
/// <param name="Mail">E-mail, where the account has an address.</param>
/// <param name="Webhook">SMS through the gateway.</param>
/// <param name="Zalo">Zalo notification.</param>
/// <param name="Phone">Given by the person for these two, in the form 84901234567; null: none.</param>
public sealed record ReminderPreference(bool Mail, bool Webhook, bool Zalo, string? Phone)
{
    public static readonly ReminderPreference Default = new(Mail: true, Webhook: false, Zalo: false, null);
}

/// <summary>Keeps what people chose, and the days on which they asked for rest.</summary>
public sealed class PreferenceBook(Database database, AuditLog audit, TimeProvider time)
{
    private const string OfAccounts = "SELECT account_id, mail, webhook, zalo, phone FROM reminder_preference WHERE account_id IN @ids";

    private const string Update = """
        UPDATE reminder_preference SET mail = @Mail, webhook = @Webhook, zalo = @Zalo, phone = @Phone, changed_at = @now WHERE account_id = @accountId
        """;

    private const string Insert = """
        INSERT INTO reminder_preference (account_id, mail, webhook, zalo, phone, changed_at) VALUES (@accountId, @Mail, @Webhook, @Zalo, @Phone, @now)
        """;

    private const string Mutes = "SELECT account_id, [day], reason FROM reminder_mute WHERE account_id IN @ids AND [day] >= @from";

    private const string MutesOfOne = "SELECT [day] FROM reminder_mute WHERE account_id = @accountId AND [day] >= @from";

    private const string MailOfOne = "SELECT mail FROM reminder_preference WHERE account_id = @accountId";

    private const string InsertMute = """
        INSERT INTO reminder_mute (account_id, [day], reason, at)
        SELECT @accountId, @day, @reason, @now WHERE NOT EXISTS (SELECT 1 FROM reminder_mute WHERE account_id = @accountId AND [day] = @day)
        """;

    private const string DeleteMute = "DELETE FROM reminder_mute WHERE account_id = @accountId AND [day] = @day";

    private const string Waiting = """
        SELECT id, channel, next_at FROM outbox
        WHERE account_id = @accountId AND local_day = @day AND channel <> 'urgent' AND state = 'pending' AND (lease_until IS NULL OR lease_until < @now)
        """;

    private const string IsTaken = """
        SELECT (SELECT COUNT(*) FROM outbox WHERE account_id = @accountId AND channel = @channel AND local_day = @later)
            + (SELECT COUNT(*) FROM reminder_mute WHERE account_id = @accountId AND [day] = @later)
        """;

    private const string Postpone = "UPDATE outbox SET local_day = @later, next_at = @nextAt WHERE id = @id";

    public async Task<ReminderPreference> OfAsync(long accountId) =>
        (await OfAsync([accountId])).GetValueOrDefault(accountId) ?? ReminderPreference.Default;

    /// <summary>Of those who chose; the others have the default.</summary>
    public async Task<IReadOnlyDictionary<long, ReminderPreference>> OfAsync(IReadOnlyCollection<long> accountIds)
    {
        var rows = await InChunksAsync<Row>(OfAccounts, accountIds, default);
        return rows.ToDictionary(row => row.AccountId, row => new ReminderPreference(row.Mail, row.Webhook, row.Zalo, row.Phone));
    }

    /// <summary>Saves a choice. The trail says that there is a number, not which one.</summary>
    public Task SaveAsync(long accountId, ReminderPreference preference, Actor actor) => database.WriteAsync(async session =>
    {
        var args = new Dapper.DynamicParameters(preference);
        args.Add("accountId", accountId);
        args.Add("now", time.GetUtcNow());
        if (await session.ExecuteAsync(Update, args) == 0)
        {
            await session.ExecuteAsync(Insert, args);
        }

        await audit.RecordAsync(session, actor, new AuditEntry("reminders.preference", "account", accountId.ToString(CultureInfo.InvariantCulture))
        {
            After = new { preference.Mail, preference.Webhook, preference.Zalo, HasPhone = preference.Phone is not null },
        });
    });

    /// <summary>Days of rest from a day on, with the reasons.</summary>
    public async Task<IReadOnlyDictionary<(long Account, DateOnly Day), string>> MutesAsync(IReadOnlyCollection<long> accountIds, DateOnly from) =>
        (await InChunksAsync<MuteRow>(Mutes, accountIds, from)).ToDictionary(row => (row.AccountId, row.Day), row => row.Reason);

    /// <summary>Days of rest of one person, inside a transaction.</summary>
    public async Task<IReadOnlySet<DateOnly>> MutesAsync(DbSession session, long accountId, DateOnly from) =>
        (await session.QueryAsync<DateOnly>(MutesOfOne, new { accountId, from })).ToHashSet();

    /// <summary>Does the person take mail? Inside a transaction.</summary>
    public async Task<bool> WantsMailAsync(DbSession session, long accountId) =>
        await session.FirstAsync<bool?>(MailOfOne, new { accountId }) ?? ReminderPreference.Default.Mail;

    /// <summary>No digest for this person on that day; one that waits for it already moves on. Asked for twice, the first reason stays.</summary>
    /// <param name="accountId">Whose rest.</param>
    /// <param name="day">The day.</param>
    /// <param name="reason">In the person's own words.</param>
    /// <param name="days">Days on which a digest may go out.</param>
    /// <param name="actor">Who asks.</param>
    public Task MuteAsync(long accountId, DateOnly day, string reason, WorkingDays days, Actor actor) => database.WriteAsync(async session =>
    {
        if (await session.ExecuteAsync(InsertMute, new { accountId, day, reason, now = time.GetUtcNow() }) > 0)
        {
            await PostponeAsync(session, accountId, day, days);
            await audit.RecordAsync(session, actor, new AuditEntry("reminders.mute", "account", accountId.ToString(CultureInfo.InvariantCulture))
            {
                After = new { day },
                Reason = reason,
            });
        }
    });

    /// <summary>Takes a day of rest back. A digest that had moved on stays where it is: it comes once.</summary>
    public Task UnmuteAsync(long accountId, DateOnly day, Actor actor) => database.WriteAsync(async session =>
    {
        if (await session.ExecuteAsync(DeleteMute, new { accountId, day }) > 0)
        {
            await audit.RecordAsync(session, actor, new AuditEntry("reminders.unmute", "account", accountId.ToString(CultureInfo.InvariantCulture)) { Before = new { day } });
        }
    });

    /// <summary>"0901 234 567", "+84 901234567" as 84901234567; null when it is no Vietnamese mobile number.</summary>
    public static string? Phone(string? written)
    {
        var digits = new string([.. (written ?? "").Where(char.IsAsciiDigit)]);
        var national = digits.StartsWith("84", StringComparison.Ordinal) ? digits[2..] : digits.TrimStart('0');
        return national.Length == 9 && "35789".Contains(national[0], StringComparison.Ordinal) ? $"84{national}" : null;
    }

    // What was too late for one day's digest, or fell on a day of rest, is made for a day to come before that becomes one of rest as well.
    private async Task PostponeAsync(DbSession session, long accountId, DateOnly day, WorkingDays days)
    {
        foreach (var waiting in await session.QueryAsync<WaitingRow>(Waiting, new { accountId, day, now = time.GetUtcNow() }))
        {
            var later = days.AddWorkingDays(day, 1);
            while (await session.ScalarAsync<int>(IsTaken, new { accountId, channel = waiting.Channel, later }) > 0)
            {
                later = days.AddWorkingDays(later, 1);
            }

            await session.ExecuteAsync(Postpone, new { id = waiting.Id, later, nextAt = waiting.NextAt.AddDays(later.DayNumber - day.DayNumber) });
        }
    }

    private async Task<IReadOnlyList<T>> InChunksAsync<T>(string sql, IReadOnlyCollection<long> accountIds, DateOnly from)
    {
        var found = new List<T>();
        foreach (var ids in accountIds.Distinct().Chunk(1000))
        {
            found.AddRange(await database.ReadAsync(session => session.QueryAsync<T>(sql, new { ids, from })));
        }

        return found;
    }

    private sealed class Row
    {
        public long AccountId { get; init; }

        public bool Mail { get; init; }

        public bool Webhook { get; init; }

        public bool Zalo { get; init; }

        public string? Phone { get; init; }
    }

    private sealed class WaitingRow
    {
        public long Id { get; init; }

        public string Channel { get; init; } = "";

        public DateTimeOffset NextAt { get; init; }
    }

    private sealed class MuteRow
    {
        public long AccountId { get; init; }

        public DateOnly Day { get; init; }

        public string Reason { get; init; } = "";
    }
}
