using Campaign111.Platform.Jobs;

namespace Campaign111.Platform.Audit.Seals;

/// <summary>Seals each minute what was written since. Two nodes at once: one of them gives way.</summary>
public sealed class AuditSealJob(AuditSealer sealer) : IRecurringJob
{
    public Task RunAsync(CancellationToken cancellation) => sealer.SealAsync(cancellation);
}
