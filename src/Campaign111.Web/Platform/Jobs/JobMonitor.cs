namespace Campaign111.Platform.Jobs;

/// <inheritdoc cref="IJobMonitor"/>
public sealed class JobMonitor(JobRegistry registry, JobLog log, JobHistory history, IJobEngine engine) : IJobMonitor
{
    /// <inheritdoc/>
    public async Task<IReadOnlyList<JobStatus>> ListAsync(CancellationToken cancellation = default)
    {
        var list = new List<JobStatus>();
        var states = (await history.ListAsync(cancellation)).ToDictionary(state => state.Job);
        foreach (var job in registry.All)
        {
            var next = await engine.NextRunAsync(job.Schedule.Name, cancellation);
            list.Add(log.Get(job) with { NextRun = next, State = states.GetValueOrDefault(job.Schedule.Name) });
        }

        return list;
    }
}
