using Campaign111.Features.Hierarchy;
using Campaign111.Features.Shared;
using Campaign111.Platform.Localisation;
using Campaign111.Platform.Security;
using Campaign111.Platform.Time;
using Microsoft.AspNetCore.Mvc;

namespace Campaign111.Features.Campaigns;

/// <summary>A district's or commune's own last day, and the superior's word on a later one.</summary>
[Requires(Permission.SetDeadline)]
public sealed class DeadlinesController(
    CurrentUser user, CampaignAccess access, ICampaignDirectory campaigns, DeadlineService service, BusinessClock clock) : Controller
{
    private const string Form = "OwnDeadline";

    [HttpGet("/campaigns/{slug}/units/{code}/deadline")]
    public async Task<IActionResult> Own(string slug, string code)
    {
        var (campaign, unit) = await FindAsync(slug, code);
        var form = new OwnDeadlineModel();
        await FillAsync(form, campaign, unit);
        return View(Form, form);
    }

    [HttpPost("/campaigns/{slug}/units/{code}/deadline")]
    public async Task<IActionResult> Own(string slug, string code, [FromForm] OwnDeadlineModel form, string? propose)
    {
        var (campaign, unit) = await FindAsync(slug, code);
        await FillAsync(form, campaign, unit);
        if (propose is not null || form.LastDay is null)
        {
            await ProposeAsync(form, asked: propose is not null);
            if (propose is null && ModelState.IsValid)
            {
                ModelState.AddModelError(nameof(form.LastDay), NotYetSet(form));
            }
        }
        else if (ModelState.IsValid)
        {
            try
            {
                var decision = await service.SetOwnAsync(campaign.Id, unit, form.Wording, form.LastDay.Value, form.Reason?.Trim(), await user.ActorForAsync(unit.Id, unit.FullName));
                this.Say(decision.State == DeadlineState.Proposed ? FlashKind.Note : FlashKind.Done, decision.State == DeadlineState.Proposed
                    ? Text.Of("Hạn muộn hơn cấp trên nên đang chờ cấp trên đồng ý; đến lúc đó hạn cũ vẫn có hiệu lực.", "The date is later than the superior's and waits for approval; until then the old one holds.")
                    : Text.Of("Đã đặt hạn riêng của đơn vị.", "The unit's own date is set."));
                return LocalRedirect(CampaignLinks.Campaign(slug) + "#own");
            }
            catch (CampaignRuleException error)
            {
                ModelState.Add(error);
            }
        }

        return View(Form, form);
    }

    [HttpPost("/campaigns/{slug}/deadlines/{id:long}/decision")]
    public async Task<IActionResult> Decide(string slug, long id, string? decision, string? reason)
    {
        var campaign = await access.CampaignAsync(slug);
        await user.DemandAsync(Permission.SetDeadline, await service.ApproverPathAsync(campaign.Id, id));
        if (decision is not ("approve" or "refuse"))
        {
            return BadRequest();
        }

        try
        {
            await service.DecideAsync(campaign.Id, id, decision == "approve", reason?.Trim() is { Length: > 0 } note ? note[..Math.Min(note.Length, 500)] : null, user.Actor);
            this.Say(FlashKind.Done, decision == "approve" ? Text.Of("Đã đồng ý hạn mới.", "The new date is approved.") : Text.Of("Đã ghi không đồng ý.", "The refusal is noted."));
        }
        catch (CampaignRuleException error)
        {
            this.Say(FlashKind.Failed, string.Join(' ', error.Problems.Select(problem => problem.Notice.Say())));
        }

        return LocalRedirect(CampaignLinks.Campaign(slug) + "#own");
    }

    private async Task<(Campaign Campaign, Unit Unit)> FindAsync(string slug, string code)
    {
        var campaign = await access.CampaignAsync(slug);
        var unit = await access.UnitAsync(campaign, code);
        await user.DemandAsync(Permission.SetDeadline, unit.Path);
        return (campaign, unit);
    }

    private async Task FillAsync(OwnDeadlineModel form, Campaign campaign, Unit unit)
    {
        var plan = await campaigns.PlanAsync(campaign.Id);
        form.Campaign = campaign;
        form.Unit = unit;
        form.Current = plan.DeadlineOf(unit.Path);
        form.Superior = DeadlineGovernance.SuperiorOf(plan, unit.Path, unit.Path);
    }

    private static string NotYetSet(OwnDeadlineModel form) => form.LastDay is null
        ? Text.Of("Chưa đặt hạn: điền ngày cuối cùng, hoặc câu chữ của văn bản có ngày.", "Not set yet: fill in the last day, or a wording that names one.")
        : Text.Of("Chưa đặt hạn: xem lại ngày này rồi bấm “Đặt hạn” lần nữa.", "Not set yet: check this day and press “Set the deadline” again.");

    /// <summary>Reads the wording; a proposal that nobody asked for waits to be confirmed by sending the form again.</summary>
    private async Task ProposeAsync(OwnDeadlineModel form, bool asked)
    {
        var reading = DeadlineWording.Parse(form.Wording, await clock.TodayAsync());
        form.Proposal = string.IsNullOrWhiteSpace(form.Wording) ? form.Proposal : new ProposalModel(reading, null);
        if (asked || ModelState.IsValid)
        {
            ModelState.Remove(nameof(form.LastDay));
        }

        form.LastDay = reading.Proposals.Count > 0 ? reading.Proposals[0].LastDay : form.LastDay;
    }
}
