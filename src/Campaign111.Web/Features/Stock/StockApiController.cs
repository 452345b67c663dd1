using Campaign111.Features.Campaigns;
using Campaign111.Platform.Localisation;
using Campaign111.Platform.Security.Limits;
using Campaign111.Platform.Security;
using Campaign111.Platform.Time;
using Microsoft.AspNetCore.Mvc;

namespace Campaign111.Features.Stock;

/// <summary>A package as a phone that had no network says it was received.</summary>
/// <param name="Key">UUIDv7 of the phone: sending again changes nothing.</param>
/// <param name="Number">Of the delivery note.</param>
/// <param name="Good">Usable leaflets.</param>
/// <param name="Damaged">Unusable ones.</param>
/// <param name="On">Day of the receipt; a day that has not come counts as today.</param>
/// <param name="Remark">What happened, when the package differs from its note.</param>
public sealed record SentReceipt(Guid Key, string? Number, long Good, long Damaged, DateOnly? On, string? Remark);

/// <summary>At most 50 receipts.</summary>
public sealed record SentReceipts(IReadOnlyList<SentReceipt>? Receipts);

/// <summary>What became of a receipt: stored, duplicate (its key was stored before; nothing changed), or rejected with the reason.</summary>
public sealed record ReceiptVerdict(Guid Key, string Status, string? Reason);

/// <summary>One verdict for each receipt, in their order.</summary>
public sealed record ReceiptVerdicts(IReadOnlyList<ReceiptVerdict> Results);

/// <summary>Takes in packages that were received without a network.</summary>
[ApiController]
[Route("/api/v1/stock")]
public sealed class StockApiController(StockShipments shipments, StockDesk desk, ICampaignDirectory campaigns, BusinessClock clock, CurrentUser user) : ControllerBase
{
    private const int Most = 50;

    [HttpPost("receipts")]
    [ApiAuthorize(Permission.LogCoverage)]
    [ApiScope(ApiScopes.StockWrite)]
    [Limited(LimitClass.Ingest)]
    [RequestSizeLimit(100_000)]
    public async Task<IActionResult> Receive([FromBody] SentReceipts sent)
    {
        if (sent.Receipts is not { Count: > 0 and <= Most } receipts || receipts.Any(receipt => receipt is null))
        {
            return Problem(statusCode: StatusCodes.Status400BadRequest, detail: Text.Of("Gửi từ 1 đến 50 lần nhận hàng.", "Send 1 to 50 receipts."));
        }

        var results = new List<ReceiptVerdict>();
        foreach (var receipt in receipts)
        {
            results.Add(await TakeAsync(receipt));
        }

        return Ok(new ReceiptVerdicts(results));
    }

    private async Task<ReceiptVerdict> TakeAsync(SentReceipt receipt)
    {
        if (receipt.Key == Guid.Empty || await shipments.FindAsync(receipt.Number ?? "") is not { } package)
        {
            return Rejected(receipt, Text.Of($"Không có phiếu “{receipt.Number}”: xem lại 8 ký tự in trên phiếu.", $"There is no note “{receipt.Number}”: check the 8 characters on the paper."));
        }

        var to = (await desk.PlacesAsync([package.ToUnitId]))[package.ToUnitId];
        if (!await desk.MayReceiveAsync(to.Unit))
        {
            return Rejected(receipt, Text.Of("Kiện hàng này gửi cho đơn vị khác.", "This package is for another unit."));
        }

        var today = await clock.TodayAsync();
        var on = receipt.On is { } day && day <= today && day >= package.SentOn ? day : today;
        var campaign = await campaigns.FindAsync(package.CampaignId) ?? throw new InvalidOperationException("A campaign is never deleted.");
        try
        {
            var found = new ReceiptDraft(receipt.Key, receipt.Good, receipt.Damaged, on, StockWords.Remark(receipt.Remark));
            var isNew = await shipments.ReceiveAsync(campaign, package, to.Unit, found, await user.ActorForAsync(to.Unit.Id, to.Name));
            return new ReceiptVerdict(receipt.Key, isNew ? "stored" : "duplicate", null);
        }
        catch (StockRefusedException refused)
        {
            return Rejected(receipt, refused.Message);
        }
    }

    private static ReceiptVerdict Rejected(SentReceipt receipt, string reason) => new(receipt.Key, "rejected", reason);
}
