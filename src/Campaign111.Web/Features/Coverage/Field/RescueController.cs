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
    public async Task<IActionResult> Rescue(string slug, string communeCode, IFormFile? file, string? parts, CancellationToken cancel)
    {
        var model = await ModelAsync(slug, communeCode);
        var (files, problem) = file is not null ? await OfFileAsync(file, cancel)
            : !string.IsNullOrWhiteSpace(parts) ? await RescueParts.ReadAsync(parts, cancel)
            : ([], Text.Of("Chọn tệp, hoặc quét mã QR trên điện thoại bị hỏng.", "Choose the file, or scan the QR codes of the phone."));
        if (problem is not null)
        {
            return Refuse(model with { Parts = parts }, problem);
        }

        // Batches commit one by one; an import that breaks off is simply repeated, since a stored key changes nothing.
        var sender = await CoverageSender.OfAsync(user);
        var batches = new List<BatchResult>();
        var entries = files.SelectMany(rescued => rescued.Entries!).OfType<IncomingEntry>().ToList();
        foreach (var chunk in entries.Chunk(CoverageLedger.MostEntries))
        {
            batches.Add(await ledger.RecordAsync(sender, chunk, cancel));
        }

        return View(model with { Owner = string.Join(", ", files.Select(rescued => rescued.Owner).Distinct()), Entries = entries, Batches = batches });
    }

    private static async Task<(IReadOnlyList<RescueFile> Files, string? Problem)> OfFileAsync(IFormFile file, CancellationToken cancel)
    {
        await using var stream = file.OpenReadStream();
        return await RescueFile.ReadAsync(stream, cancel) is { } rescued ? ([rescued], null) : ([], Text.Of(
            $"“{file.FileName}” không phải tệp cứu dữ liệu, hoặc bị cắt cụt: lưu lại từ điện thoại (mục Cứu dữ liệu) rồi nhập lại. Chưa nhập gì.",
            $"“{file.FileName}” is no rescue file, or was cut short: save it on the phone again (section Rescue) and import it once more. Nothing was imported."));
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
