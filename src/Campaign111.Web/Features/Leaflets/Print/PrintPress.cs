using System.Data.Common;
using Campaign111.Features.Campaigns;
using Campaign111.Features.Hierarchy;
using Campaign111.Features.Leaflets.Versions;
using Campaign111.Platform.Audit;
using Campaign111.Platform.Data;
using Campaign111.Platform.Localisation;
using Campaign111.Platform.Operations;
using Campaign111.Platform.Pdf;

namespace Campaign111.Features.Leaflets.Print;

/// <summary>
/// Works off print jobs, one at a time. Whatever ends the process, the next one goes on behind the last finished file: files stand there whole or not at
/// all, and the job is done only once its ZIP is.
/// </summary>
public sealed partial class PrintPress(
    PrintJobs jobs, PrintFolder folder, PrintUnits printUnits, LeafletPrinter printer, LeafletRuns runs, DesignVersions versions, ICampaignDirectory campaigns, UnitDirectory units,
    NodeRole role, TimeProvider time, ILogger<PrintPress> log) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(3);

    // Well within the lease, and seldom enough that telling costs nothing beside printing.
    private static readonly TimeSpan Telling = TimeSpan.FromSeconds(2);
    private readonly string owner = $"{Environment.MachineName}:{Environment.ProcessId}:{Guid.NewGuid():N}"[..^16];
    private readonly SemaphoreSlim wake = new(0, 1);

    /// <summary>Something was asked for: look at once.</summary>
    public void Wake()
    {
        try
        {
            wake.Release();
        }
        catch (SemaphoreFullException)
        {
            // It is about to look anyway.
        }
    }

    /// <summary>Works off the oldest job that nobody works on. False when there was none.</summary>
    public async Task<bool> WorkAsync(CancellationToken cancel)
    {
        if (await jobs.ClaimAsync(owner, cancel) is not { } job)
        {
            return false;
        }

        try
        {
            await PrintAsync(job, cancel);
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
            await jobs.HandBackAsync(job, owner);
            throw;
        }
        catch (Exception full) when (full is not DbException && StorageTroubles.Of(full) is StorageTrouble.Full or StorageTrouble.ReadOnly)
        {
            // The disk takes nothing more: no fault of the job. What is made stays, and it goes on when there is room.
            await jobs.HandBackAsync(job, owner);
            throw;
        }
        catch (Exception refused) when (refused is LeafletRefusedException or PdfException or IOException or UnauthorizedAccessException)
        {
            LogFailed(log, job.Id, refused);
            await jobs.FailedAsync(job, owner, refused.Message);
            await folder.RemoveAsync(job.Id, cancel);
        }

        return true;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // A web node leaves printing to the job server, which looks every three seconds.
        while (role.RunsJobs && !stoppingToken.IsCancellationRequested)
        {
            try
            {
                if (!await WorkAsync(stoppingToken))
                {
                    await wake.WaitAsync(Pause, stoppingToken);
                }
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception error) when (error is not OutOfMemoryException)
            {
                // The database is away, say. The job is claimed again when its lease runs out.
                LogAway(log, error);
                await Task.Delay(Pause, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private async Task PrintAsync(PrintJob job, CancellationToken cancel)
    {
        var campaign = await campaigns.FindAsync(job.CampaignId) ?? throw Gone();
        var unit = await units.FindAsync(job.UnitId) ?? throw Gone();
        var design = await versions.GetAsync(campaign, job.Design, job.Version);
        var choice = new LeafletChoice(design, job.Language, job.IsMono, job.Form, job.FileKind);
        var places = await printUnits.OfAsync(campaign, unit, job.Picked.Split(' ', StringSplitOptions.RemoveEmptyEntries), job.EachLevel);
        var actor = new Actor(job.AccountId, job.AccountName, job.OnBehalfOf);
        var order = await printer.OrderAsync(campaign, places, choice, actor, job.QrRunId, begun: true);
        if ((job.QrRunId is null && !await jobs.BeginAsync(job, owner, order.Run)) || !await FilesAsync(job, order, places, cancel))
        {
            await folder.RemoveAsync(job.Id, cancel);
            return;
        }

        folder.Write(job.Id, PrintNames.Cover, output => printer.WriteCover(order, job, unit, places, output, cancel));
        var size = await folder.PackAsync(job.Id, cancel);
        if (await jobs.DoneAsync(job, owner, size, session => runs.RecordAsync(session, order, actor)))
        {
            folder.DropParts(job.Id);
        }
        else
        {
            await folder.RemoveAsync(job.Id, cancel);
        }
    }

    // False when somebody cancelled it, or took it over.
    private async Task<bool> FilesAsync(PrintJob job, PrintOrder order, IReadOnlyList<Unit> places, CancellationToken cancel)
    {
        var above = await units.FindAsync(places.SelectMany(place => place.PathIds).Distinct());
        var told = time.GetTimestamp();
        for (var at = 0; at < places.Count; at++)
        {
            cancel.ThrowIfCancellationRequested();
            var lineage = places[at].PathIds.Select(id => above[id]).ToList();
            foreach (var (name, write) in printer.Files(order, places[at], lineage, cancel).Where(file => !folder.Has(job.Id, file.Name)))
            {
                folder.Write(job.Id, name, write);
            }

            if (time.GetElapsedTime(told) > Telling)
            {
                if (!await jobs.ForwardAsync(job, owner, at + 1))
                {
                    return false;
                }

                told = time.GetTimestamp();
            }
        }

        return await jobs.ForwardAsync(job, owner, places.Count);
    }

    private static LeafletRefusedException Gone() => new("Chiến dịch hoặc đơn vị của lần in này không còn.", "The campaign or unit of this job is gone.");

    [LoggerMessage(Level = LogLevel.Warning, Message = "Print job {Job} failed")]
    private static partial void LogFailed(ILogger log, Guid job, Exception error);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Print jobs wait: no work could be fetched or recorded")]
    private static partial void LogAway(ILogger log, Exception error);
}
