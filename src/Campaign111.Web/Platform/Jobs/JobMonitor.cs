namespace Campaign111.Platform.Jobs;

/// <inheritdoc cref="IJobMonitor"/>
public sealed class JobMonitor(JobRegistry registry, JobLog log, IJobEngine engine) : IJobMonitor
{
    /// <inheritdoc/>
    public async Task<IReadOnlyList<JobStatus>> ListAsync(CancellationToken cancellation = default)
    {
        var list = new List<JobStatus>();
        foreach (var job in registry.All)
        {
            var next = await engine.NextRunAsync(job.Schedule.Name, cancellation);
            list.Add(log.Get(job) with { NextRun = next });
        }

        return list;
    }
}
