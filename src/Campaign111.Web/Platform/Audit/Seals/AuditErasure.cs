using System.Globalization;
using Campaign111.Platform.Data;

namespace Campaign111.Platform.Audit.Seals;

/// <summary>Takes a person out of the trail and leaves the chain whole (Law on Personal Data Protection 91/2025/QH15): the name goes from the events that the
/// account caused, the texts from the events about the account, and with them the salts without which the digests tell nothing.</summary>
public static class AuditErasure
{
    private const string Actors = "UPDATE audit_event SET actor = @erased WHERE account_id = @account";

    private const string ActorSalts = "UPDATE audit_seal SET actor_salt = NULL WHERE event_id IN (SELECT id FROM audit_event WHERE account_id = @account)";

    private const string Texts = """
        UPDATE audit_event SET before_json = NULL, after_json = NULL, reason = NULL WHERE subject_type = 'account' AND subject_id = @subject
        """;

    private const string TextSalts = """
        UPDATE audit_seal SET text_salt = NULL WHERE event_id IN (SELECT id FROM audit_event WHERE subject_type = 'account' AND subject_id = @subject)
        """;

    /// <summary>Within the transaction that erases the account's own data; the event that tells of it is recorded after this call.</summary>
    public static async Task EraseAsync(DbSession session, long account)
    {
        var args = new { account, subject = account.ToString(CultureInfo.InvariantCulture), erased = AuditSeal.ErasedActor };
        foreach (var sql in new[] { ActorSalts, TextSalts, Actors, Texts })
        {
            await session.ExecuteAsync(sql, args);
        }
    }
}
