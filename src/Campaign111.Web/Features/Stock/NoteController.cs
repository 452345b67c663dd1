using Campaign111.Features.Campaigns;
using Campaign111.Features.Shared;
using Campaign111.Platform.Localisation;
using Campaign111.Platform.Security;
using Campaign111.Platform.Time;
using Microsoft.AspNetCore.Mvc;

namespace Campaign111.Features.Stock;

/// <summary>A delivery note: what its QR opens. Whoever keeps either end's stock reads it; the receiver says what was in the package, the sender may take an
/// unreceived one back.</summary>
[Requires(Permission.Read)]
public sealed class NoteController(
    StockPages pages, StockShipments shipments, StockRuns runs, StockNote print, ICampaignDirectory campaigns, BusinessClock clock, CurrentUser user, IConfiguration configuration) : Controller
{
    /// <summary>Where a number read off a paper is keyed.</summary>
    [HttpGet(StockLinks.FindNote)]
    public async Task<IActionResult> Find(string? number)
    {
        if (NoteNumber.Read(number) is { Length: > 0 } read)
        {
            if (await shipments.FindAsync(read) is { } package)
            {
                return LocalRedirect(StockLinks.Note(package.Number));
            }

            ModelState.AddModelError("number", Text.Of($"Không có phiếu “{read}”: xem lại 8 ký tự in trên phiếu.", $"There is no note “{read}”: check the 8 characters on the paper."));
        }

        return View("Find", number);
    }

    [HttpGet("/p/{number}")]
    public async Task<IActionResult> Note(string number)
    {
        var form = await FilledAsync(new NoteForm { On = await clock.TodayAsync() }, number);
        var package = form.Line.Package;
        (form.Good, form.Damaged) = package.IsDamaged ? (0L, package.Quantity) : (package.Quantity, 0L);
        return View(form);
    }

    [HttpGet("/p/{number}/note.pdf")]
    public async Task<IActionResult> Pdf(string number)
    {
        var form = await FilledAsync(new NoteForm(), number);
        var address = $"{configuration.SiteAddressFor(Request)}{StockLinks.Note(form.Line.Package.Number)}".ToUpperInvariant();
        return File(print.Pdf(form.Campaign, form.Line, form.Run, address), "application/pdf", $"phieu-{form.Line.Package.Number}.pdf");
    }

    [HttpPost("/p/{number}/receive")]
    public async Task<IActionResult> Receive(string number, [FromForm] NoteForm form)
    {
        form = await FilledAsync(form, number);
        var (package, to) = (form.Line.Package, form.Line.To);
        if (!form.Line.MayReceive)
        {
            throw new AccessDeniedException(Permission.ManageStock);
        }

        return await this.StoreAsync(form, async () =>
        {
            var on = await this.DayAsync(clock, form.On, nameof(form.On));
            var found = new ReceiptDraft(form.Key, form.Good ?? -1, form.Damaged ?? 0, on, StockWords.Remark(form.Remark));
            await shipments.ReceiveAsync(form.Campaign, package, to.Unit, found, await user.ActorForAsync(to.Unit.Id, to.Name));
            this.Say(FlashKind.Done, Text.Of($"Đã nhận {Formats.Number(found.Good)} tờ vào kho {to.Name}.", $"{Formats.Number(found.Good)} leaflets are in the store of {to.Name}."));
            return LocalRedirect(StockLinks.Note(package.Number));
        }, "Note");
    }

    [HttpPost("/p/{number}/cancel")]
    public async Task<IActionResult> Cancel(string number, Guid key, string? reason)
    {
        var form = await FilledAsync(new NoteForm(), number);
        var (package, from) = (form.Line.Package, form.Line.From);
        await user.DemandAsync(Permission.ManageStock, from.Unit.Path);
        try
        {
            await shipments.CancelAsync(form.Campaign, package, from.Unit, form.Line.To.Unit, key, await clock.TodayAsync(), reason ?? "", await user.ActorForAsync(from.Unit.Id, from.Name));
            this.Say(FlashKind.Done, Text.Of($"Đã huỷ phiếu; {Formats.Number(package.Quantity)} tờ về lại nơi gửi.", $"The note is cancelled; {Formats.Number(package.Quantity)} leaflets are back with the sender."));
        }
        catch (StockRefusedException refused)
        {
            this.Say(FlashKind.Failed, refused.Message);
        }

        return LocalRedirect(StockLinks.Note(package.Number));
    }

    private async Task<NoteForm> FilledAsync(NoteForm form, string number)
    {
        var package = await shipments.FindAsync(number)
            ?? throw new NotFoundException(Text.Of($"Không có phiếu “{number}”: xem lại 8 ký tự in trên phiếu.", $"There is no note “{number}”: check the 8 characters on the paper."));
        form.Line = (await pages.PackagesAsync([package]))[0];
        if (!form.Line.MayReceive && !await user.MayAsync(Permission.ReadStock, package.ToPath) && !await user.MayAsync(Permission.ReadStock, package.FromPath))
        {
            throw new AccessDeniedException(Permission.ReadStock);
        }

        form.Campaign = await campaigns.FindAsync(package.CampaignId) ?? throw new InvalidOperationException("A campaign is never deleted.");
        form.Run = await runs.FindAsync(package.RunId) ?? throw new InvalidOperationException("A print run is never deleted.");
        (form.Place, form.Today) = (form.Line.To, await clock.TodayAsync());
        form.MayCancel = package.IsOnTheWay && await user.MayAsync(Permission.ManageStock, package.FromPath);
        return form;
    }
}
