using System.Text.Json;
using Campaign111.Features.Campaigns;
using Campaign111.Features.Hierarchy;
using Campaign111.Platform.Localisation;
using Campaign111.Platform.Security;
using Campaign111.Platform.Time;
using Microsoft.AspNetCore.Mvc;

namespace Campaign111.Features.Coverage;

/// <summary>Looks receipts up, for phones and scripts.</summary>
[ApiController]
[Route("/api/v1/coverage/receipts")]
[ApiScope(ApiScopes.CoverageRead)]
public sealed class ReceiptsApiController(CoverageReceipts receipts) : ControllerBase
{
    private const int LongestCode = 10;

    /// <summary>Several at once: a phone checks all that it keeps.</summary>
    [HttpGet("")]
    [ApiAuthorize(Permission.Read)]
    public async Task<IActionResult> Several(string? codes, CancellationToken cancel)
    {
        var wanted = (codes ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return wanted.Length is 0 or > CoverageReceipts.Most || wanted.Any(code => code.Length > LongestCode)
            ? Problem(statusCode: StatusCodes.Status400BadRequest, detail: Text.Of(
                $"Ghi từ 1 đến {CoverageReceipts.Most} mã biên nhận, cách nhau bằng dấu phẩy.", $"Name 1 to {CoverageReceipts.Most} receipts, separated by commas."))
            : Json(JsonSerializer.SerializeToUtf8Bytes(new ReceiptsAnswer(await receipts.FindAsync(wanted, cancel)), CoverageJson.Default.ReceiptsAnswer));
    }

    [HttpGet("{receipt}")]
    [ApiAuthorize(Permission.Read)]
    public async Task<IActionResult> One(string receipt, CancellationToken cancel) =>
        (await receipts.FindAsync([receipt], cancel)) is [var found, ..]
            ? Json(JsonSerializer.SerializeToUtf8Bytes(found, CoverageJson.Default.ReceiptAnswer))
            : Problem(statusCode: StatusCodes.Status404NotFound, detail: Text.Of(
                $"Không có biên nhận “{receipt}” trong phạm vi của bạn: kiểm tra lại mã.", $"There is no receipt “{receipt}” within your area: check the code."));

    private FileContentResult Json(byte[] answer)
    {
        Response.Headers.CacheControl = "no-store";
        return File(answer, "application/json; charset=utf-8");
    }
}

/// <summary>The commune's page of what was sent and stored on a day.</summary>
[Route("/campaigns/{slug}/coverage/{communeCode}/receipts")]
[Requires(Permission.Read)]
public sealed class ReceiptsController(CoverageDesk desk, CoverageDayCheck check, BusinessClock clock, CurrentUser user) : Controller
{
    [HttpGet("")]
    public async Task<IActionResult> Receipts(string slug, string communeCode, DateOnly? day, CancellationToken cancel)
    {
        var (campaign, commune) = await desk.CommuneAsync(slug, communeCode);
        await user.DemandAsync(Permission.Read, commune.Path);
        var shown = day ?? await clock.TodayAsync(cancel);
        return View(new ReceiptsModel(campaign, commune, shown, await check.OfAsync(campaign, commune, shown, cancel)));
    }
}

/// <summary>The page.</summary>
/// <param name="Campaign">Whose entries.</param>
/// <param name="Commune">Whose hamlets.</param>
/// <param name="Day">Of the receipt, in Vietnam.</param>
/// <param name="Senders">Who sent what.</param>
public sealed record ReceiptsModel(Campaign Campaign, Unit Commune, DateOnly Day, IReadOnlyList<SenderDay> Senders);
