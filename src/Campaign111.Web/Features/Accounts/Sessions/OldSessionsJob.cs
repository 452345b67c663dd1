using Campaign111.Platform.Jobs;

namespace Campaign111.Features.Accounts.Sessions;

/// <summary>Takes away what is left of sessions that ended by their age.</summary>
public sealed class OldSessionsJob(SessionBook sessions) : IRecurringJob
{
    public const string At = "03:15";

    public Task RunAsync(CancellationToken cancellation) => sessions.RemoveOldAsync(cancellation);
}
