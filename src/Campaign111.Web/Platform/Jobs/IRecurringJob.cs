namespace Campaign111.Platform.Jobs;

/// <summary>
/// Work that an engine triggers again and again. It decides itself, from the database, what is due: a run too many must change nothing,
/// and a run missed must be made good by the next one. Resolved in a scope of its own for each run.
/// </summary>
public interface IRecurringJob
{
    /// <summary>Does what is due now.</summary>
    /// <param name="cancellation">Set only when the process is stopping and its patience with running jobs is over.</param>
    /// <exception cref="Exception">Any: logged and shown by <see cref="IJobMonitor"/>; the schedule goes on.</exception>
    Task RunAsync(CancellationToken cancellation);
}
