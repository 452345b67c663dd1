using Campaign111.Platform.Data;
using Campaign111.Platform.Operations.Metrics;

namespace Campaign111.Features.Reminders;

/// <summary>Messages for the monitoring.</summary>
public sealed class OutboxGauges(TimeProvider time) : IGaugeSource
{
    private const string Waiting = "SELECT COUNT(*) FROM outbox WHERE state = 'pending'";

    private const string Oldest = "SELECT MIN(next_at) FROM outbox WHERE state = 'pending'";

    private const string Dead = "SELECT COUNT(*) FROM outbox WHERE state = 'dead'";

    public async Task<IReadOnlyList<Gauge>> ReadAsync(DbSession session)
    {
        var oldest = await session.ScalarAsync<DateTimeOffset?>(Oldest);
        return
        [
            new("campaign111_outbox_waiting", "Messages that wait to be sent", await session.ScalarAsync<long>(Waiting)),
            new("campaign111_outbox_overdue_seconds", "How long the longest waiting message has been due", oldest is { } due ? Math.Max(0, (time.GetUtcNow() - due).TotalSeconds) : 0),
            new("campaign111_outbox_dead", "Messages that were given up", await session.ScalarAsync<long>(Dead)),
        ];
    }
}
