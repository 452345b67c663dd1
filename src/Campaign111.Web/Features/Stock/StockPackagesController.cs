using System.Globalization;
using Campaign111.Features.Campaigns;
using Campaign111.Features.Hierarchy;
using Campaign111.Features.Shared;
using Campaign111.Platform.Localisation;
using Campaign111.Platform.Security;
using Campaign111.Platform.Time;
using Microsoft.AspNetCore.Mvc;

namespace Campaign111.Features.Stock;

/// <summary>Sends packages, and asks for them.</summary>
[Requires(Permission.ManageStock)]
[Route("campaigns/{slug}/stock")]
public sealed class StockPackagesController(
    StockDesk desk, StockQueries queries, StockRuns runs, StockShipments shipments, StockRequests requests, StockDoors doors, StockForecasts forecasts, BusinessClock clock, CurrentUser user) : Controller
{
    /// <summary>Days that a package usually takes; the sender may say otherwise.</summary>
    private const int UsualDays = 3;

    [HttpGet("send")]
    public async Task<IActionResult> Send(string slug, string? unit, long? request)
    {
        var (campaign, place) = await desk.PlaceAsync(slug, unit, Permission.ManageStock);
        var today = await clock.TodayAsync();
        var form = await FilledAsync(new SendForm { SentOn = today, DueOn = today.AddDays(UsualDays), Request = request }, campaign, place);
        form.Quantity = form.Asked?.Request.Wanted;
        return View(form);
    }

    [HttpPost("send")]
    public async Task<IActionResult> Send(string slug, string? unit, [FromForm] SendForm form)
    {
        var (campaign, place) = await desk.PlaceAsync(slug, unit, Permission.ManageStock);
        form = await FilledAsync(form, campaign, place);
        var source = (form.From ?? "").Split('/');
        if (form.Choices.All(choice => choice.Value != form.From))
        {
            ModelState.AddModelError(nameof(form.From), Text.Of("Chọn nơi lấy và đợt in.", "Choose where it is taken from."));
        }

        if (form.Targets.All(target => target.Value != form.To))
        {
            ModelState.AddModelError(nameof(form.To), Text.Of("Chọn nơi nhận.", "Choose where it goes."));
        }

        return await this.StoreAsync(form, async () =>
        {
            var on = await this.DayAsync(clock, form.SentOn, nameof(form.SentOn));
            var to = await desk.TargetAsync(slug, form.To!);
            var draft = new ShipmentDraft(form.Key, long.Parse(source[1], CultureInfo.InvariantCulture), source[0], place.Unit, to.Unit, form.Quantity ?? 0, on, form.DueOn ?? on.AddDays(UsualDays), StockWords.Remark(form.Note));
            var actor = await user.ActorForAsync(place.Unit.Id, place.Name);
            await doors.PostAsync(campaign, place.Unit, actor);
            var sent = form.Asked is { } asked ? await requests.ApproveAsync(campaign, asked.Request, draft, actor) : await shipments.SendAsync(campaign, draft, actor);
            this.Say(FlashKind.Done, Text.Of($"Đã xuất {Formats.Number(sent.Quantity)} tờ cho {to.Name}. In phiếu {NoteNumber.Shown(sent.Number)} và gửi kèm hàng.", $"{Formats.Number(sent.Quantity)} leaflets are on the way to {to.Name}. Print note {NoteNumber.Shown(sent.Number)} and send it along."));
            return LocalRedirect(StockLinks.Note(sent.Number));
        });
    }

    [HttpGet("ask")]
    public async Task<IActionResult> Ask(string slug, string? unit)
    {
        var (campaign, place) = await desk.PlaceAsync(slug, unit, Permission.ManageStock);
        var form = await FilledAsync(new AskForm(), campaign, place);
        (form.OnHand, form.Wanted) = (form.Forecast!.OnHand, form.Forecast.Missing > 0 ? form.Forecast.Missing : null);
        return View(form);
    }

    [HttpPost("ask")]
    public async Task<IActionResult> Ask(string slug, string? unit, [FromForm] AskForm form)
    {
        var (campaign, place) = await desk.PlaceAsync(slug, unit, Permission.ManageStock);
        form = await FilledAsync(form, campaign, place);
        return await this.StoreAsync(form, async () =>
        {
            await requests.AskAsync(
                campaign, place.Unit, new RequestDraft(form.Key, form.OnHand ?? -1, form.Forecast!.OnHand, form.Wanted ?? 0, await clock.TodayAsync(), form.Reason), await user.ActorForAsync(place.Unit.Id, place.Name));
            this.Say(FlashKind.Done, Text.Of("Đã gửi đề nghị lên cấp trên.", "The request has gone to the unit above."));
            return LocalRedirect(StockLinks.Page(slug, place.Code));
        });
    }

    [HttpPost("requests/{id:long}/refuse")]
    public Task<IActionResult> Refuse(string slug, long id, string? reason) => CloseAsync(slug, id, StockRequest.Refused, reason);

    [HttpPost("requests/{id:long}/withdraw")]
    public Task<IActionResult> Withdraw(string slug, long id) => CloseAsync(slug, id, StockRequest.Withdrawn, null);

    private async Task<IActionResult> CloseAsync(string slug, long id, string state, string? reason)
    {
        var (campaign, own) = await desk.PlaceAsync(slug, null, Permission.ManageStock);
        var request = await requests.FindAsync(id) is { } found && found.CampaignId == campaign.Id ? found : throw new NotFoundException($"No request {id} in {slug}.");
        // A unit takes its own request back; refusing it is for those above.
        await user.DemandAsync(Permission.ManageStock, state == StockRequest.Refused ? UnitPath.Parent(request.Path) : request.Path);
        try
        {
            await requests.CloseAsync(request, state, await clock.TodayAsync(), reason, user.Actor);
            this.Say(FlashKind.Done, state == StockRequest.Refused ? Text.Of("Đã từ chối; đơn vị thấy lý do.", "Refused; the unit sees the reason.") : Text.Of("Đã rút đề nghị.", "The request is withdrawn."));
        }
        catch (StockRefusedException refused)
        {
            this.Say(FlashKind.Failed, refused.Message);
        }

        return LocalRedirect(StockLinks.Page(slug, own.Code));
    }

    private async Task<SendForm> FilledAsync(SendForm form, Campaign campaign, StockPlace place)
    {
        (form.Campaign, form.Place) = (campaign, place);
        form.Steps = await desk.StepsAsync(campaign, place, Text.Of("Gửi tờ rơi", "Send leaflets"));
        var known = (await runs.OfAsync(campaign.Id)).ToDictionary(run => run.Id);
        IReadOnlyList<StockHolding> own = [.. await queries.OwnAsync(campaign.Id, place.Unit.Id), .. await queries.OwnAsync(campaign.Id, place.Unit.Id, StockAccount.Printer), .. await queries.OwnAsync(campaign.Id, place.Unit.Id, StockAccount.Damaged)];
        form.Choices = [.. own.Select(line => ($"{line.Account}/{line.RunId}", $"{StockWords.Leaflets(line.Quantity)} · {StockAccount.Name(line.Account)} · {StockWords.Name(known[line.RunId])}"))];
        form.Asked = form.Request is { } id && await requests.FindAsync(id) is { } request && request.CampaignId == campaign.Id && request.Path.StartsWith(place.Unit.Path, StringComparison.Ordinal) && request.UnitId != place.Unit.Id
            ? new RequestLine(request, (await desk.PlacesAsync([request.UnitId]))[request.UnitId], true)
            : form.Request is null ? null : throw new NotFoundException($"No request {form.Request} at {place.Name}.");
        form.Targets = form.Asked is { } asked ? [(asked.Place.Code, asked.Place.Name)] : await TargetsAsync(campaign, place, own);
        return form;
    }

    private async Task<IReadOnlyList<(string Value, string Text)>> TargetsAsync(Campaign campaign, StockPlace place, IReadOnlyList<StockHolding> own)
    {
        var targets = (await desk.ChildrenAsync(campaign, place)).Select(child => (child.Code, child.Name)).ToList();
        if (own.Any(line => line.Account == StockAccount.Printer))
        {
            targets.Insert(0, (place.Code, Text.Of($"Kho của {place.Name} (từ nhà in)", $"Store of {place.Name} (from the printer)")));
        }

        if (await desk.AboveAsync(campaign, place) is { } above)
        {
            targets.Add((above.Code, Text.Of($"Trả về {above.Name}", $"Back to {above.Name}")));
        }

        return targets;
    }

    private async Task<AskForm> FilledAsync(AskForm form, Campaign campaign, StockPlace place)
    {
        (form.Campaign, form.Place) = (campaign, place);
        form.Steps = await desk.StepsAsync(campaign, place, Text.Of("Đề nghị cấp thêm", "Ask for more"));
        form.Forecast = (await forecasts.OfAsync(campaign, [place]))[0];
        return form;
    }
}
