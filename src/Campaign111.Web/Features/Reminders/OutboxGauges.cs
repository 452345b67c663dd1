using Campaign111.Platform.Data;
using Campaign111.Platform.Operations.Metrics;

namespace Campaign111.Features.Reminders;

/// <summary>Messages for the monitoring.</summary>
public sealed class OutboxGauges(TimeProvider time) : IGaugeSource
{
    public async Task<IReadOnlyList<Gauge>> ReadAsync(DbSession session)
    {
        var outbox = await OutboxStanding.ReadAsync(session);
        return
        [
            new("campaign111_outbox_waiting", "Messages that wait to be sent", outbox.Waiting),
            new("campaign111_outbox_overdue_seconds", "How long the longest waiting message has been due", outbox.OldestDue is { } due ? Math.Max(0, (time.GetUtcNow() - due).TotalSeconds) : 0),
            new("campaign111_outbox_dead", "Messages that were given up", outbox.Dead),
        ];
    }
}
