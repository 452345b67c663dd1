using Hangfire;

namespace Campaign111.Platform.Jobs.Hangfire;

/// <summary>What Hangfire runs: the product's job of the name given.</summary>
public sealed class HangfireJob(JobRunner runner)
{
    /// <summary>Runs the job. A failed run is not tried again by Hangfire: the schedule brings the next one, which does what is still due.</summary>
    [AutomaticRetry(Attempts = 0)]
    [JobDisplayName("{0}")]
    public Task RunAsync(string name, CancellationToken cancellation) => runner.RunAsync(name, cancellation);
}
