using System.Globalization;
using Campaign111.Platform.Data;
using Campaign111.Platform.Jobs;

namespace Campaign111.Platform.Audit.Seals;

/// <summary>Removes events older than so many years (<c>Campaign111:Audit:KeepYears</c>; without it the trail is kept for good). Their seals stay, so that the
/// chain can still be walked, and an event tells up to where the trail was removed.</summary>
public sealed class AuditRetention(Database database, AuditLog audit, AuditSealer sealer, IConfiguration configuration, TimeProvider time) : IRecurringJob
{
    /// <summary>Administrative records of this kind are kept for years; less is a slip of the keyboard.</summary>
    public const int FewestYears = 2;

    private const int AtOnce = 5000;

    private const string Oldest = """
        SELECT e.id FROM audit_event e JOIN audit_seal s ON s.event_id = e.id
        WHERE e.at < @before AND e.action <> 'audit.expired' ORDER BY e.id
        """;

    // From the oldest on without a gap: the mark says "up to here".
    private const string Delete = "DELETE FROM audit_event WHERE id <= @last AND at < @before AND action <> 'audit.expired'";

    public async Task RunAsync(CancellationToken cancellation)
    {
        var years = configuration.GetValue("Campaign111:Audit:KeepYears", 0);
        if (years < FewestYears)
        {
            return;
        }

        await sealer.SealAsync(cancellation);
        var before = time.GetUtcNow().AddYears(-years);
        while (await database.WriteAsync(session => RemoveSomeAsync(session, before), cancellation))
        {
        }
    }

    private async Task<bool> RemoveSomeAsync(DbSession session, DateTimeOffset before)
    {
        var ids = await session.PageAsync<long>(Oldest, new { before }, 0, AtOnce);
        if (ids.Count == 0)
        {
            return false;
        }

        await session.ExecuteAsync(Delete, new { last = ids[^1], before });
        await audit.RecordAsync(session, Actor.System, new AuditEntry("audit.expired", "audit", ids[^1].ToString(CultureInfo.InvariantCulture)) { After = new { removed = ids.Count, before } });
        return ids.Count == AtOnce;
    }
}
