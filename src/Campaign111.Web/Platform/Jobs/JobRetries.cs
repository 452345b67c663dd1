namespace Campaign111.Platform.Jobs;

/// <summary>How often a failed run is tried again before an administrator is asked, and after which waits. The schedule goes on beside it: a
/// retry that would come after the next scheduled run is left to that.</summary>
public sealed class JobRetries
{
    /// <summary>Share by which a wait is made shorter or longer at random, so that nodes that failed together do not come back together.</summary>
    public const double Jitter = 0.2;

    /// <summary>Waits before the second and further attempts; after the last one the run is a dead letter.</summary>
    public IReadOnlyList<TimeSpan> BackOff { get; init; } = [.. new[] { 0.5, 2, 10, 30, 60 }.Select(TimeSpan.FromMinutes)];

    /// <summary>The wait after so many failures in a row (from 1); null when they were enough.</summary>
    /// <param name="failures">Failures in a row, this one included.</param>
    /// <param name="random">0 to 1: where in the jitter's range.</param>
    public TimeSpan? WaitAfter(int failures, double random) =>
        failures > BackOff.Count ? null : BackOff[failures - 1] * (1 - Jitter + (2 * Jitter * random));
}
