using Campaign111.Platform.Jobs;

namespace Campaign111.Features.Leaflets.Print;

/// <summary>Takes away the files of print jobs after 30 days; what was printed stays recorded.</summary>
public sealed class OldPrintsJob(PrintJobs jobs, PrintFolder folder, TimeProvider time) : IRecurringJob
{
    public const string At = "03:20";

    /// <summary>Days that a finished file can be downloaded.</summary>
    public const int Days = 30;

    public async Task RunAsync(CancellationToken cancellation)
    {
        foreach (var job in await jobs.EndedBeforeAsync(time.GetUtcNow().AddDays(-Days)))
        {
            cancellation.ThrowIfCancellationRequested();
            await folder.RemoveAsync(job, cancellation);
            await jobs.RemovedAsync(job);
        }
    }
}
