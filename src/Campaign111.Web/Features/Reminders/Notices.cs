using System.Data.Common;
using Campaign111.Features.Accounts;
using Campaign111.Features.Reminders.Channels;
using Campaign111.Platform.Data;
using Campaign111.Platform.Localisation;
using Campaign111.Platform.Time;

namespace Campaign111.Features.Reminders;

/// <summary>News of another feature, in both languages.</summary>
/// <param name="Key">What is told once: "material/12/3/recalled". At most 100 characters.</param>
/// <param name="Subject">One line, Vietnamese; at most 300 characters. The next: English.</param>
/// <param name="SubjectEn">The same in English.</param>
/// <param name="Body">What happened and what to do; at most 1,000 characters.</param>
/// <param name="BodyEn">The same in English.</param>
/// <param name="Address">Where to look, from the site's root.</param>
public sealed record News(string Key, string Subject, string SubjectEn, string Body, string BodyEn, string Address)
{
    /// <summary>Does not wait for the day's digest: its mail leaves by itself.</summary>
    public bool Urgent { get; init; }
}

/// <summary>A notice as a message tells it.</summary>
public sealed class NoticeLine
{
    public long OutboxId { get; init; }

    public string Subject { get; init; } = "";

    public string SubjectEn { get; init; } = "";

    public string Body { get; init; } = "";

    public string BodyEn { get; init; } = "";

    public string Address { get; init; } = "";

    /// <summary>In the current language.</summary>
    public string Title => Text.Of(Subject, SubjectEn);

    /// <summary>In the current language.</summary>
    public string Words => Text.Of(Body, BodyEn);
}

/// <summary>Tells people news of other features, in the app and by mail, inside the transaction that makes the news: what is rolled back was never told.</summary>
public sealed class Notices(TimeProvider time, IWorkingDays calendar, ProductMode mode, PreferenceBook preferences)
{
    private const string Exists = "SELECT COUNT(*) FROM notice WHERE news_key = @Key";

    private const string Insert = """
        INSERT INTO notice (news_key, subject, subject_en, body, body_en, address, written_at)
        VALUES (@Key, @Subject, @SubjectEn, @Body, @BodyEn, @Address, @now)
        """;

    private const string Attach = "INSERT INTO notice_message (outbox_id, notice_id) VALUES (@outboxId, @noticeId)";

    /// <summary>Queues the news for everybody, once each; the same key told again changes nothing.</summary>
    /// <param name="session">The transaction that makes the news.</param>
    /// <param name="news">What to tell.</param>
    /// <param name="people">Whom. Who has no address gets it in the app only.</param>
    /// <param name="today">The business day.</param>
    /// <returns>How many people are told now.</returns>
    public async Task<int> TellAsync(DbSession session, News news, IEnumerable<Person> people, DateOnly today)
    {
        var recipients = people.DistinctBy(person => person.AccountId).OrderBy(person => person.AccountId).ToList();
        if (recipients.Count == 0 || await session.ScalarAsync<int>(Exists, news) > 0 || await WriteAsync(session, news) is not { } noticeId)
        {
            return 0;
        }

        var messages = new DayMessages(time, await calendar.LoadAsync(), mode);
        foreach (var person in recipients)
        {
            // Urgent news waits for nobody's rest; the rest joins the digest, by the channels of the person's own choice.
            var mutes = news.Urgent ? new HashSet<DateOnly>() : await preferences.MutesAsync(session, person.AccountId, today);
            await AttachAsync(ChannelCodes.Inbox, null);
            if (person.Email is { Length: > 0 } address && (news.Urgent || await preferences.WantsMailAsync(session, person.AccountId)))
            {
                await AttachAsync(news.Urgent ? ChannelCodes.Urgent : ChannelCodes.Mail, address);
            }

            async Task AttachAsync(string channel, string? to) =>
                await session.ExecuteAsync(Attach, new { outboxId = await messages.HeldAsync(session, person, channel, to, today, mutes.Contains), noticeId });
        }

        return recipients.Count;
    }

    private async Task<long?> WriteAsync(DbSession session, News news)
    {
        try
        {
            return await session.InsertAsync(Insert, new { news.Key, news.Subject, news.SubjectEn, news.Body, news.BodyEn, news.Address, now = time.GetUtcNow() });
        }
        catch (DbException error) when (session.Dialect.IsDuplicateKey(error))
        {
            // Another process told it between the look and the insert (SQL Server).
            return null;
        }
    }
}
