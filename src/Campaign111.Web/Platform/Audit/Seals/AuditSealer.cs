using System.Data.Common;
using Campaign111.Platform.Data;

namespace Campaign111.Platform.Audit.Seals;

/// <summary>Adds events to the chain some time after they were written, oldest first, so that no write waits for another's hash.</summary>
public sealed class AuditSealer(Database database, AuditAnchors anchors, TimeProvider time)
{
    private const int AtOnce = 1000;

    /// <summary>An event that comes to light later than this among sealed ones was not written by the product: it stays without a seal, and is found.</summary>
    private static readonly TimeSpan Settled = TimeSpan.FromMinutes(10);

    private const string Last = "SELECT seq, event_id, hash FROM audit_seal WHERE seq = (SELECT MAX(seq) FROM audit_seal)";

    private const string SettledId = "SELECT event_id FROM audit_seal WHERE sealed_at < @settled ORDER BY sealed_at DESC, seq DESC";

    // Ids are given before the commit: an event may appear behind a later one.
    private const string Unsealed = """
        SELECT e.id, e.at, e.account_id, e.actor, e.on_behalf_of, e.action, e.subject_type, e.subject_id, e.unit_id, e.before_json, e.after_json, e.reason
        FROM audit_event e
        WHERE e.id > @settledId AND NOT EXISTS (SELECT 1 FROM audit_seal s WHERE s.event_id = e.id)
        ORDER BY e.id
        """;

    private static readonly string[] Columns =
        ["seq", "event_id", "actor_salt", "text_salt", "actor_digest", "before_digest", "after_digest", "reason_digest", "content_hash", "hash", "sealed_at"];

    /// <summary>Seals all that waits, and writes down the head of the chain beside the database. Returns how many events it sealed.</summary>
    public async Task<int> SealAsync(CancellationToken cancel = default)
    {
        var all = 0;
        try
        {
            for (int some; (some = await database.WriteAsync(SealSomeAsync, cancel)) > 0;)
            {
                all += some;
            }
        }
        catch (DbException error) when (database.Dialect.IsDuplicateKey(error))
        {
            // Another node seals at this moment; what is left waits for the next run.
            return all;
        }

        if (all > 0 && await HeadAsync(cancel) is { } head)
        {
            await anchors.AppendAsync(head, time.GetUtcNow(), cancel);
        }

        return all;
    }

    /// <summary>The newest seal, or null before the first.</summary>
    public Task<AuditSeal?> HeadAsync(CancellationToken cancel = default) => database.ReadAsync(session => session.FirstAsync<AuditSeal>(Last), cancel);

    private async Task<int> SealSomeAsync(DbSession session)
    {
        var now = time.GetUtcNow();
        var last = await session.FirstAsync<AuditSeal>(Last);
        var settledId = await session.PageAsync<long>(SettledId, new { settled = now - Settled }, 0, 1) is [var id] ? id : 0;
        var events = await session.PageAsync<AuditEvent>(Unsealed, new { settledId }, 0, AtOnce);
        var (seq, hash) = (last?.Seq ?? 0, last?.Hash ?? AuditSeal.Origin);
        var rows = new List<object?[]>(events.Count);
        foreach (var happened in events)
        {
            var seal = AuditSeal.Of(happened, ++seq, hash, now);
            hash = seal.Hash;
            rows.Add([seal.Seq, seal.EventId, seal.ActorSalt, seal.TextSalt, seal.ActorDigest, seal.BeforeDigest, seal.AfterDigest, seal.ReasonDigest, seal.ContentHash, seal.Hash, now]);
        }

        await session.InsertManyAsync("audit_seal", Columns, rows);
        return rows.Count;
    }
}
