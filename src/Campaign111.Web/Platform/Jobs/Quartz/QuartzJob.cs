using Quartz;

namespace Campaign111.Platform.Jobs.Quartz;

/// <summary>What Quartz runs: the product's job that bears the Quartz job's name.</summary>
public sealed class QuartzJob(JobRunner runner) : IJob
{
    /// <inheritdoc/>
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(context);
        try
        {
            await runner.RunAsync(context.JobDetail.Key.Name, cancellationToken);
        }
        catch (Exception e)
        {
            // The kind of exception that Quartz takes for a job's own failure, not for a fault of the scheduler.
            throw new JobExecutionException(e.Message, e);
        }
    }
}
