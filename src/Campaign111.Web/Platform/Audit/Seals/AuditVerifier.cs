using Campaign111.Platform.Data;

namespace Campaign111.Platform.Audit.Seals;

/// <summary>Something that does not fit the chain.</summary>
/// <param name="EventId">The event, where one is meant.</param>
/// <param name="Problem">What is wrong, in the current language.</param>
public sealed record AuditFault(long? EventId, string Problem);

/// <summary>What a verification found.</summary>
/// <param name="Sealed">Events in the chain.</param>
/// <param name="Waiting">Events written lately, not sealed yet.</param>
/// <param name="Removed">Seals whose event retention removed.</param>
/// <param name="Head">Hash of the newest seal, or null.</param>
/// <param name="Faults">Empty when the trail is whole; at most <see cref="AuditVerifier.MostFaults"/>.</param>
public sealed record AuditVerdict(long Sealed, long Waiting, long Removed, string? Head, IReadOnlyList<AuditFault> Faults);

/// <summary>Walks the whole chain and names every event that was changed, removed or slipped in since it was sealed.</summary>
public sealed class AuditVerifier(Database database, AuditAnchors anchors)
{
    public const int MostFaults = 100;

    private const int AtOnce = 2000;

    private const string Seals = """
        SELECT s.seq, s.event_id, s.actor_salt, s.text_salt, s.actor_digest, s.before_digest, s.after_digest, s.reason_digest, s.content_hash, s.hash
        FROM audit_seal s WHERE s.seq > @after ORDER BY s.seq
        """;

    private const string Events = """
        SELECT e.id, e.at, e.account_id, e.actor, e.on_behalf_of, e.action, e.subject_type, e.subject_id, e.unit_id, e.before_json, e.after_json, e.reason
        FROM audit_seal s JOIN audit_event e ON e.id = s.event_id WHERE s.seq > @after AND s.seq <= @last
        """;

    // Those behind the newest sealed ones simply wait for the sealer.
    private const string Strangers = """
        SELECT e.id FROM audit_event e
        WHERE e.id < (SELECT MAX(event_id) FROM audit_seal) AND NOT EXISTS (SELECT 1 FROM audit_seal s WHERE s.event_id = e.id)
        ORDER BY e.id
        """;

    private const string WaitingCount = "SELECT COUNT(*) FROM audit_event WHERE id > (SELECT COALESCE(MAX(event_id), 0) FROM audit_seal)";

    private const string RetentionMark = "SELECT MAX(CAST(subject_id AS BIGINT)) FROM audit_event WHERE action = 'audit.expired'";

    /// <summary>Reads everything once, in portions: memory does not grow with the trail.</summary>
    public async Task<AuditVerdict> VerifyAsync(CancellationToken cancel = default)
    {
        var walk = new Walk(await anchors.ReadAsync(cancel), await database.ReadAsync(session => session.ScalarAsync<long?>(RetentionMark), cancel) ?? 0);
        IReadOnlyList<AuditSeal> seals;
        do
        {
            var after = walk.Seq;
            seals = await database.ReadAsync(session => session.PageAsync<AuditSeal>(Seals, new { after }, 0, AtOnce), cancel);
            var last = seals.Count == 0 ? after : seals[^1].Seq;
            var events = await database.ReadAsync(session => session.QueryAsync<AuditEvent>(Events, new { after, last }), cancel);
            walk.Check(seals, events.ToDictionary(happened => happened.Id));
        }
        while (seals.Count > 0 && walk.Faults.Count < MostFaults);

        walk.CheckEnd();
        var (strangers, waiting) = await database.ReadAsync(
            async session => (await session.PageAsync<long>(Strangers, new { }, 0, MostFaults), await session.ScalarAsync<long>(WaitingCount)), cancel);
        walk.Faults.AddRange(strangers.Select(id => new AuditFault(id, "it was slipped in among events that were sealed without it")));
        return new AuditVerdict(walk.Count, waiting, walk.Removed, walk.Count == 0 ? null : walk.Hash, [.. walk.Faults.Take(MostFaults)]);
    }

    private sealed class Walk(IReadOnlyDictionary<long, string> heads, long retainedFrom)
    {
        public List<AuditFault> Faults { get; } = [];

        public long Seq { get; private set; }

        public string Hash { get; private set; } = AuditSeal.Origin;

        public long Count { get; private set; }

        public long Removed { get; private set; }

        public void Check(IReadOnlyList<AuditSeal> seals, Dictionary<long, AuditEvent> events)
        {
            foreach (var seal in seals)
            {
                if (seal.Seq != Seq + 1)
                {
                    Faults.Add(new AuditFault(null, $"seals {Seq + 1} to {seal.Seq - 1} were removed"));
                }
                else if (seal.Hash != AuditSeal.Chain(Hash, seal.ContentHash))
                {
                    Faults.Add(new AuditFault(seal.EventId, $"the chain breaks at seal {seal.Seq}: it does not continue the one before it"));
                }

                if (heads.TryGetValue(seal.Seq, out var head) && head != seal.Hash)
                {
                    Faults.Add(new AuditFault(seal.EventId, $"seal {seal.Seq} differs from what was written down outside the database: the chain was computed anew"));
                }

                Check(seal, events.GetValueOrDefault(seal.EventId));
                (Seq, Hash) = (seal.Seq, seal.Hash);
                Count++;
            }
        }

        public void CheckEnd()
        {
            if (heads.Count > 0 && heads.Keys.Max() is var farthest && farthest > Seq)
            {
                Faults.Add(new AuditFault(null, $"the chain ends at seal {Seq}, but seal {farthest} had been written down outside the database: its end was cut off, or an older copy restored"));
            }
        }

        private void Check(AuditSeal seal, AuditEvent? happened)
        {
            if (happened is null)
            {
                if (seal.EventId > retainedFrom)
                {
                    Faults.Add(new AuditFault(seal.EventId, "it was removed"));
                }

                Removed++;
            }
            else if (!DigestsHold(seal, happened) || AuditSeal.Content(happened, seal) != seal.ContentHash)
            {
                Faults.Add(new AuditFault(seal.EventId, "it was changed after it had been sealed"));
            }
        }

        // Erased fields have one form only: where the salt is gone, nothing else can be written.
        private static bool DigestsHold(AuditSeal seal, AuditEvent happened) =>
            (seal.ActorSalt is { } actor ? seal.ActorDigest == AuditSeal.Digest(actor, "actor", happened.Actor) : happened.Actor == AuditSeal.ErasedActor)
            && (seal.TextSalt is { } text
                ? seal.BeforeDigest == AuditSeal.Digest(text, "before", happened.BeforeJson) && seal.AfterDigest == AuditSeal.Digest(text, "after", happened.AfterJson)
                    && seal.ReasonDigest == AuditSeal.Digest(text, "reason", happened.Reason)
                : happened is { BeforeJson: null, AfterJson: null, Reason: null });
    }
}
