using Campaign111.Features.Hierarchy;
using Campaign111.Features.Campaigns;
using Campaign111.Features.Reports.Exports.Tables;
using Campaign111.Features.Shared;
using Campaign111.Platform.Files;
using Campaign111.Platform.Localisation;
using Campaign111.Platform.Security.Limits;
using Campaign111.Platform.Security;
using Microsoft.AspNetCore.Mvc;

namespace Campaign111.Features.Reports.Exports;

/// <summary>Taking figures out as files: what there is at a unit, and the long ones that are made in the background.</summary>
[Requires(Permission.Read)]
public sealed class ExportsController(ExportDesk desk, ExportBook book, IFileStore store, ProgressRows progress, ICampaignDirectory campaigns, UnitDirectory units, CurrentUser user) : Controller
{
    private const string Views = "/Features/Reports/Exports/";

    [HttpGet("/campaigns/{slug}/units/{code}/export")]
    public async Task<IActionResult> Choose(string slug, string code, string? kind)
    {
        var (campaign, unit) = await desk.PlaceAsync(slug, code);
        return View($"{Views}Choose.cshtml", await ModelAsync(campaign, unit, new ExportWish(kind), null));
    }

    /// <summary>The file, or for a long one the list where it will stand.</summary>
    [HttpPost("/campaigns/{slug}/units/{code}/export")]
    [Limited(LimitClass.Exports)]
    public async Task<IActionResult> Make(string slug, string code, [FromForm] ExportWish wish, CancellationToken cancel)
    {
        var (campaign, unit) = await desk.PlaceAsync(slug, code);
        try
        {
            if (!ModelState.IsValid)
            {
                throw new ExportRefusedException(Text.Of("Ghi ngày như 30/9/2020.", "Write the day like 30/9/2020."));
            }

            var answer = await desk.AnswerAsync(await desk.OrderAsync(campaign, unit, wish), cancel);
            if (answer.File is { } file)
            {
                Response.Headers.CacheControl = "private, no-store";
                return File(file, answer.ContentType, answer.FileName);
            }
        }
        catch (ExportRefusedException refused)
        {
            Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
            return View($"{Views}Choose.cshtml", await ModelAsync(campaign, unit, wish, refused.Message));
        }

        this.Say(FlashKind.Done, Text.Of("Tệp dài, hệ thống đang làm. Có thể rời trang này: tệp sẽ nằm ở đây 7 ngày.", "A long file: it is being made. You may leave this page; the file stays here for 7 days."));
        return LocalRedirect(ExportLinks.Mine);
    }

    [HttpGet("/exports")]
    public async Task<IActionResult> Mine(int page = 1)
    {
        var shown = await book.OfAsync(user.AccountId!.Value, page);
        var lines = new List<ExportLine>();
        var places = await units.FindAsync(shown.Select(export => export.UnitId));
        foreach (var export in shown.Take(ExportBook.PageSize))
        {
            lines.Add(new ExportLine(export, places[export.UnitId], await campaigns.FindAsync(export.CampaignId)));
        }

        return View($"{Views}Mine.cshtml", new ExportListModel(lines, Math.Max(1, page), shown.Count > ExportBook.PageSize));
    }

    /// <summary>The finished file; resumable.</summary>
    [HttpGet("/exports/{id:guid}/file")]
    [Limited(LimitClass.Exports)]
    public async Task<IActionResult> Download(Guid id)
    {
        var export = await desk.ExportAsync(id);
        if (export.State == ExportState.Removed)
        {
            return StatusCode(StatusCodes.Status410Gone);
        }

        var format = ExportOrders.Parts(export.Format);
        if (export.State != ExportState.Done)
        {
            throw new NotFoundException($"Export {id} has no file.");
        }

        var unit = await units.FindAsync(export.UnitId) ?? throw new NotFoundException($"The unit of export {id} is gone.");
        Response.Headers.CacheControl = "private, no-cache";
        return await this.StoredAsync(
            store, ExportFolder.ResultOf(id, format.Extension), format.ContentType, ExportOrder.Stem(ExportKinds.Find(export.Kind)!, unit, export.BegunAt) + format.Extension,
            etag: new Microsoft.Net.Http.Headers.EntityTagHeaderValue($"\"{export.Sha256}\""));
    }

    [HttpPost("/exports/{id:guid}/cancel")]
    public async Task<IActionResult> Cancel(Guid id)
    {
        var export = await desk.ExportAsync(id);
        this.Say(
            await book.CancelAsync(export, user.Actor) ? FlashKind.Done : FlashKind.Failed,
            Text.Of("Đã dừng, hoặc tệp đã xong từ trước.", "It is stopped, or had ended before."));
        return LocalRedirect(ExportLinks.Mine);
    }

    private async Task<ExportModel> ModelAsync(Campaign campaign, Unit unit, ExportWish wish, string? problem) => new()
    {
        Campaign = campaign,
        Unit = unit,
        Offered = await desk.OfferedAsync(unit),
        Tiers = await progress.TiersAsync(campaign, unit),
        Wish = wish,
        Problem = problem,
    };
}
