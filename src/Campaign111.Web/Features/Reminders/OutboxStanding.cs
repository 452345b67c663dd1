using Campaign111.Platform.Data;

namespace Campaign111.Features.Reminders;

/// <summary>How the messages stand, for the monitoring and the doctor.</summary>
/// <param name="Waiting">Messages that wait to be sent.</param>
/// <param name="OldestDue">Since when the longest waiting one has been due, or when the next is; null when none waits.</param>
/// <param name="Dead">Messages that were given up.</param>
internal sealed record OutboxStanding(long Waiting, DateTimeOffset? OldestDue, long Dead)
{
    private const string WaitingCount = "SELECT COUNT(*) FROM outbox WHERE state = 'pending'";

    private const string Oldest = "SELECT MIN(next_at) FROM outbox WHERE state = 'pending'";

    private const string DeadCount = "SELECT COUNT(*) FROM outbox WHERE state = 'dead'";

    public static async Task<OutboxStanding> ReadAsync(DbSession session) => new(
        await session.ScalarAsync<long>(WaitingCount), await session.ScalarAsync<DateTimeOffset?>(Oldest), await session.ScalarAsync<long>(DeadCount));
}
