using System.Threading.RateLimiting;

namespace Campaign111.Features.Coverage;

/// <summary>How many batches of one account may be under way at once: a phone that repeats itself must not hold up the others.</summary>
public sealed class CoverageGate : IDisposable
{
    private readonly PartitionedRateLimiter<long> limiter;

    public CoverageGate(IConfiguration configuration)
    {
        var most = configuration.GetValue("Campaign111:Api:ConcurrentBatches", 32);
        limiter = PartitionedRateLimiter.Create<long, long>(account => RateLimitPartition.GetConcurrencyLimiter(
            account, _ => new ConcurrencyLimiterOptions { PermitLimit = most, QueueLimit = 3 * most }));
    }

    public ValueTask<RateLimitLease> EnterAsync(long account, CancellationToken cancel) => limiter.AcquireAsync(account, 1, cancel);

    public void Dispose() => limiter.Dispose();
}
