using System.Globalization;
using Campaign111.Features.Campaigns;
using Campaign111.Features.Leaflets;
using Campaign111.Features.Shared;
using Campaign111.Platform.Localisation;
using Campaign111.Platform.Security;
using Campaign111.Platform.Time;
using Microsoft.AspNetCore.Mvc;

namespace Campaign111.Features.Stock;

/// <summary>Print runs, events, write-offs and counts: what a unit enters about its own leaflets.</summary>
[Requires(Permission.ManageStock)]
[Route("campaigns/{slug}/stock")]
public sealed class StockFormsController(
    StockDesk desk, StockRuns runs, StockUses uses, StockDoors doors, StockQueries queries, DesignRegister designs, QrRuns qrRuns, BusinessClock clock, CurrentUser user) : Controller
{
    private const int MostQrRuns = 50;

    [HttpGet("runs")]
    public async Task<IActionResult> Runs(string slug, string? unit)
    {
        var (campaign, place) = await desk.PlaceAsync(slug, unit, Permission.ManageStock);
        return View(await FilledAsync(new RunForm { PrintedOn = await clock.TodayAsync() }, campaign, place));
    }

    [HttpPost("runs")]
    public async Task<IActionResult> Runs(string slug, string? unit, [FromForm] RunForm form)
    {
        var (campaign, place) = await desk.PlaceAsync(slug, unit, Permission.ManageStock);
        form = await FilledAsync(form, campaign, place);
        var known = form.Choices.Any(choice => choice.Value == form.Design) && (form.QrRun is null || form.QrRuns.Any(choice => choice.Value == Written(form.QrRun)));
        if (!known)
        {
            ModelState.AddModelError(nameof(form.Design), Text.Of("Chọn một mẫu đã duyệt và một loạt mã của chiến dịch này.", "Choose an approved design and a run of codes of this campaign."));
        }

        return await this.StoreAsync(form, async () =>
        {
            var parts = form.Design!.Split('/');
            var on = await this.DayAsync(clock, form.PrintedOn, nameof(form.PrintedOn));
            await runs.RecordAsync(
                campaign, place.Unit, new RunDraft(form.Key, parts[0], int.Parse(parts[1], CultureInfo.InvariantCulture), form.Quantity ?? 0, form.CostVnd ?? -1, form.Printer ?? "", on, form.InStore, form.QrRun),
                await user.ActorForAsync(place.Unit.Id, place.Name));
            this.Say(FlashKind.Done, form.InStore
                ? Text.Of($"Đã ghi {Formats.Number(form.Quantity!.Value)} tờ vào kho.", $"{Formats.Number(form.Quantity!.Value)} leaflets are in the store.")
                : Text.Of($"Đã ghi {Formats.Number(form.Quantity!.Value)} tờ ở nhà in. Gửi từ nhà in về kho hoặc thẳng đến huyện, xã.", $"{Formats.Number(form.Quantity!.Value)} leaflets wait at the printer's. Send them to your store, or straight to districts and communes."));
            return LocalRedirect(StockLinks.Page(slug, place.Code));
        });
    }

    [HttpGet("event")]
    public Task<IActionResult> Event(string slug, string? unit) => ShowAsync(slug, unit, "event");

    [HttpGet("write-off")]
    public Task<IActionResult> WriteOff(string slug, string? unit) => ShowAsync(slug, unit, "write-off");

    [HttpGet("count")]
    public Task<IActionResult> Count(string slug, string? unit) => ShowAsync(slug, unit, "count");

    [HttpPost("event")]
    public Task<IActionResult> Event(string slug, string? unit, [FromForm] UseForm form) => UseAsync(slug, unit, form, "event");

    [HttpPost("write-off")]
    public Task<IActionResult> WriteOff(string slug, string? unit, [FromForm] UseForm form) => UseAsync(slug, unit, form, "write-off");

    [HttpPost("count")]
    public Task<IActionResult> Count(string slug, string? unit, [FromForm] UseForm form) => UseAsync(slug, unit, form, "count");

    private async Task<IActionResult> ShowAsync(string slug, string? unit, string what)
    {
        var (campaign, place) = await desk.PlaceAsync(slug, unit, Permission.ManageStock);
        return View("Use", await FilledAsync(new UseForm { On = await clock.TodayAsync() }, what, campaign, place));
    }

    private async Task<IActionResult> UseAsync(string slug, string? unit, UseForm form, string what)
    {
        var (campaign, place) = await desk.PlaceAsync(slug, unit, Permission.ManageStock);
        form = await FilledAsync(form, what, campaign, place);
        if (form.Choices.All(choice => choice.Value != form.Run))
        {
            ModelState.AddModelError(nameof(form.Run), Text.Of("Chọn một đợt in.", "Choose a print run."));
        }

        return await this.StoreAsync(form, async () =>
        {
            var (account, run) = Source(form.Run!);
            var draft = new UseDraft(form.Key, run, form.Quantity ?? -1, await this.DayAsync(clock, form.On, nameof(form.On)), form.Reason) { Account = account };
            var actor = await user.ActorForAsync(place.Unit.Id, place.Name);
            // A count is compared with the book, so the book is brought up to date first.
            await doors.PostAsync(campaign, place.Unit, actor);
            await (what switch
            {
                "event" => uses.EventAsync(campaign, place.Unit, draft, form.Occasion ?? "", actor),
                "write-off" => uses.WriteOffAsync(campaign, place.Unit, draft, actor),
                _ => uses.CountAsync(campaign, place.Unit, draft, actor),
            });
            this.Say(FlashKind.Done, Text.Of($"Đã ghi vào sổ kho: {StockKind.Name(what)}, {Formats.Number(draft.Quantity)} tờ.", $"In the stock book: {StockKind.Name(what)}, {Formats.Number(draft.Quantity)} leaflets."));
            return LocalRedirect(StockLinks.Page(slug, place.Code));
        }, "Use");
    }

    private async Task<RunForm> FilledAsync(RunForm form, Campaign campaign, StockPlace place)
    {
        var approved = (await designs.OfAsync(campaign)).Where(decision => decision.State == DesignState.Approved);
        (form.Campaign, form.Place) = (campaign, place);
        form.Steps = await desk.StepsAsync(campaign, place, Text.Of("Đợt in", "Print run"));
        form.Choices = [.. approved.Select(decision => ($"{decision.Design}/{Written(decision.Version)}", Text.Of($"{decision.Design}, phiên bản {decision.Version}", $"{decision.Design}, version {decision.Version}")))];
        form.QrRuns = [("", Text.Of("Mã cố định của mỗi xã", "The standing code of each commune")), .. (await qrRuns.NewestAsync(campaign.Id, MostQrRuns)).Select(run => (Written(run.Id), Text.Of($"Loạt {run.Id}, {run.Language}, {Formats.Date(VietnamTime.Day(run.OpenedAt))}, {run.Units} nơi", $"Run {run.Id}, {run.Language}, {Formats.Date(VietnamTime.Day(run.OpenedAt))}, {run.Units} places")))];
        form.Known = await runs.OfAsync(campaign.Id);
        // What was printed last is printed again more often than a poster.
        form.Design ??= form.Known is [.., var last] && form.Choices.Any(choice => choice.Value == $"{last.Design}/{Written(last.Version)}") ? $"{last.Design}/{Written(last.Version)}" : null;
        return form;
    }

    private async Task<UseForm> FilledAsync(UseForm form, string what, Campaign campaign, StockPlace place)
    {
        (form.Campaign, form.Place, form.What) = (campaign, place, what);
        form.Steps = await desk.StepsAsync(campaign, place, StockKind.Name(what));
        var own = (await queries.OwnAsync(campaign.Id, place.Unit.Id)).ToDictionary(line => line.RunId, line => line.Quantity);
        // A count may find leaflets of a run of which the book has none.
        var offered = (await runs.OfAsync(campaign.Id)).Where(run => what == "count" || own.ContainsKey(run.Id));
        form.Choices = [.. offered.Select(run => ($"{StockAccount.Stock}/{Written(run.Id)}", $"{StockWords.Leaflets(own.GetValueOrDefault(run.Id))} · {StockWords.Name(run)}"))];
        if (what == "write-off")
        {
            var known = (await runs.OfAsync(campaign.Id)).ToDictionary(run => run.Id);
            var damaged = await queries.OwnAsync(campaign.Id, place.Unit.Id, StockAccount.Damaged);
            form.Choices = [.. form.Choices, .. damaged.Select(line => ($"{line.Account}/{Written(line.RunId)}", $"{StockWords.Leaflets(line.Quantity)} · {StockAccount.Name(line.Account)} · {StockWords.Name(known[line.RunId])}"))];
        }

        return form;
    }

    private static (string Account, long Run) Source(string chosen) => chosen.Split('/') is [var account, var run] ? (account, long.Parse(run, CultureInfo.InvariantCulture)) : (StockAccount.Stock, 0);

    private static string Written(long? id) => id?.ToString(CultureInfo.InvariantCulture) ?? "";
}
