using Campaign111.Features.Shared;
using Campaign111.Platform.Files;
using Campaign111.Platform.Localisation;
using Campaign111.Platform.Security;
using Campaign111.Platform.Time;
using Microsoft.AspNetCore.Mvc;

namespace Campaign111.Features.Leaflets.Print;

/// <summary>Print jobs: how far they are, their files, and stopping them.</summary>
[Requires(Permission.PrintLeaflets)]
[Route("campaigns/{slug}/leaflets/jobs")]
public sealed class PrintJobsController(PrintDesk desk, PrintJobs jobs, IFileStore store, CurrentUser user) : Controller
{
    [HttpGet("")]
    public async Task<IActionResult> Jobs(string slug, int page = 1) => View("/Features/Leaflets/Print/Jobs.cshtml", await desk.PageAsync(slug, page));

    /// <summary>The finished ZIP; resumable.</summary>
    [HttpGet("{id:guid}/file")]
    public async Task<IActionResult> Download(string slug, Guid id)
    {
        var job = await desk.JobAsync(slug, id);
        if (job.State == PrintState.Removed)
        {
            return StatusCode(StatusCodes.Status410Gone);
        }

        if (job.State != PrintState.Done)
        {
            throw new NotFoundException($"Print job {id} has no file.");
        }

        Response.Headers.CacheControl = "private, no-cache";
        return await this.StoredAsync(store, PrintFolder.ZipOf(id), "application/zip", $"to-roi-111-{VietnamTime.Day(job.CreatedAt):yyyyMMdd}-{id.ToString("N")[^6..]}.zip");
    }

    [HttpPost("{id:guid}/cancel")]
    public async Task<IActionResult> Cancel(string slug, Guid id)
    {
        var job = await desk.JobAsync(slug, id);
        this.Say(
            await jobs.CancelAsync(job, user.Actor) ? FlashKind.Done : FlashKind.Failed,
            Text.Of("Lần in đã dừng hoặc đã xong từ trước.", "The job is stopped, or had ended before."));
        return LocalRedirect(LeafletLinks.Jobs(slug));
    }
}
