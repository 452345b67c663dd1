using Campaign111.Platform.Localisation;
using Campaign111.Platform.Security;
using Microsoft.AspNetCore.Mvc;

namespace Campaign111.Features.Coverage.Field;

/// <summary>Takes in the unsent entries of a phone that can no longer send them, from the file that its field page saved. They are judged like any
/// others; those that did arrive are known by their keys.</summary>
[Route("/campaigns/{slug}/coverage/{communeCode}/rescue")]
[Requires(Permission.LogCoverage)]
public sealed class RescueController(CoverageDesk desk, CoverageLedger ledger, CurrentUser user) : Controller
{
    [HttpGet("")]
    public async Task<IActionResult> Rescue(string slug, string communeCode) => View(await ModelAsync(slug, communeCode));

    [HttpPost("")]
    [RequestSizeLimit(RescueFile.MostBytes)]
    public async Task<IActionResult> Rescue(string slug, string communeCode, IFormFile? file, CancellationToken cancel)
    {
        var model = await ModelAsync(slug, communeCode);
        if (file is null)
        {
            return Refuse(model, Text.Of("Chọn tệp đã lưu từ trang đi từng hộ trước.", "Choose the file that was saved on the field page first."));
        }

        await using var stream = file.OpenReadStream();
        if (await RescueFile.ReadAsync(stream, cancel) is not { } rescued)
        {
            return Refuse(model, Text.Of(
                $"“{file.FileName}” không phải tệp cứu dữ liệu, hoặc bị cắt cụt: lưu lại từ điện thoại (mục Cứu dữ liệu) rồi nhập lại. Chưa nhập gì.",
                $"“{file.FileName}” is no rescue file, or was cut short: save it on the phone again (section Rescue) and import it once more. Nothing was imported."));
        }

        // Batches commit one by one; an import that breaks off is simply repeated, since a stored key changes nothing.
        var sender = await CoverageSender.OfAsync(user);
        var batches = new List<BatchResult>();
        foreach (var chunk in rescued.Entries!.Chunk(CoverageLedger.MostEntries))
        {
            batches.Add(await ledger.RecordAsync(sender, [.. chunk.OfType<IncomingEntry>()], cancel));
        }

        return View(model with { Owner = rescued.Owner, Entries = [.. rescued.Entries!.OfType<IncomingEntry>()], Batches = batches });
    }

    private async Task<RescueModel> ModelAsync(string slug, string communeCode)
    {
        var (campaign, commune) = await desk.CommuneAsync(slug, communeCode);
        await user.DemandAsync(Permission.LogCoverage, commune.Path);
        return new RescueModel(campaign, commune);
    }

    private ViewResult Refuse(RescueModel model, string problem)
    {
        Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        return View(model with { Problem = problem });
    }
}
