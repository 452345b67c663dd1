using System.Globalization;
using Campaign111.Platform.Data;
using Campaign111.Platform.Privacy;

namespace Campaign111.Platform.Audit.Seals;

/// <summary>Takes a person out of the trail and leaves the chain whole (Law on Personal Data Protection 91/2025/QH15): the name goes from the events that the
/// account caused, the texts from the events about the account and from those that name the person, and with them the salts without which the digests tell nothing.</summary>
public static class AuditErasure
{
    private const int AtOnce = 500;

    private const string Actors = "UPDATE audit_event SET actor = @erased WHERE account_id = @account";

    private const string ActorSalts = "UPDATE audit_seal SET actor_salt = NULL WHERE event_id IN (SELECT id FROM audit_event WHERE account_id = @account)";

    private const string Texts = """
        UPDATE audit_event SET before_json = NULL, after_json = NULL, reason = NULL WHERE subject_type = 'account' AND subject_id = @subject
        """;

    private const string TextSalts = """
        UPDATE audit_seal SET text_salt = NULL WHERE event_id IN (SELECT id FROM audit_event WHERE subject_type = 'account' AND subject_id = @subject)
        """;

    private const string Naming = """
        SELECT id, before_json, after_json, reason FROM audit_event
        WHERE before_json LIKE @like OR after_json LIKE @like OR reason LIKE @like
        """;

    private const string TextsOf = "UPDATE audit_event SET before_json = NULL, after_json = NULL, reason = NULL WHERE id IN @ids";

    private const string TextSaltsOf = "UPDATE audit_seal SET text_salt = NULL WHERE event_id IN @ids";

    /// <summary>Within the transaction that erases the account's own data; the event that tells of it is recorded after this call.</summary>
    /// <param name="session">The transaction.</param>
    /// <param name="account">Whose data.</param>
    /// <param name="words">Spellings of the name, mailbox, telephone number: an event of anybody that holds one loses its texts.</param>
    public static async Task EraseAsync(DbSession session, long account, IReadOnlyList<string> words)
    {
        var args = new { account, subject = account.ToString(CultureInfo.InvariantCulture), erased = AuditSeal.ErasedActor };
        foreach (var sql in new[] { ActorSalts, TextSalts, Actors, Texts })
        {
            await session.ExecuteAsync(sql, args);
        }

        foreach (var ids in (await NamingAsync(session, words)).Chunk(AtOnce))
        {
            await session.ExecuteAsync(TextSaltsOf, new { ids });
            await session.ExecuteAsync(TextsOf, new { ids });
        }
    }

    private static async Task<HashSet<long>> NamingAsync(DbSession session, IReadOnlyList<string> words)
    {
        var eraser = new WordEraser(words);
        var found = new HashSet<long>();
        foreach (var like in WordEraser.Patterns(words))
        {
            var events = await session.QueryAsync<AuditEvent>(Naming, new { like });
            found.UnionWith(events.Where(one => eraser.Finds(one.BeforeJson) || eraser.Finds(one.AfterJson) || eraser.Finds(one.Reason)).Select(one => one.Id));
        }

        return found;
    }
}
