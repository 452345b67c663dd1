using Campaign111.Features.Campaigns;
using Campaign111.Features.Hierarchy;
using Campaign111.Features.Shared;
using Campaign111.Platform.Localisation;
using Campaign111.Platform.Security;
using Campaign111.Platform.Time;
using Microsoft.AspNetCore.Mvc;

namespace Campaign111.Features.Verification.Rounds;

/// <summary>Rounds of spot checks for those who order them and those who are checked.</summary>
[Route("/campaigns/{slug}/checks")]
[Requires(Permission.Read)]
public sealed class RoundsController(
    CurrentUser user, CampaignAccess access, RoundPages pages, SpotChecks checks, SpotCheckQueries queries, LotFrames frames, Inspectors inspectors, IWorkingDays days, BusinessClock clock) : Controller
{
    private const int VisitDays = 5;

    [HttpGet("")]
    public async Task<IActionResult> Rounds(string slug) => View(await pages.ListAsync(await access.CampaignAsync(slug)));

    /// <summary>From the list's choice of a commune to its form.</summary>
    [HttpGet("draw")]
    public async Task<IActionResult> Choose(string slug, string? commune)
    {
        var campaign = await access.CampaignAsync(slug);
        return LocalRedirect(string.IsNullOrEmpty(commune) ? VerificationLinks.Rounds(slug) : VerificationLinks.Draw(slug, (await ManagedAsync(campaign, commune)).Code));
    }

    [HttpGet("draw/{communeCode}")]
    public async Task<IActionResult> Draw(string slug, string communeCode, long? follows, bool registersOnly = false)
    {
        var campaign = await access.CampaignAsync(slug);
        var commune = await ManagedAsync(campaign, communeCode);
        var visitBy = (await days.LoadAsync()).AddWorkingDays(await clock.TodayAsync(), VisitDays);
        return View(await FillAsync(new DrawModel { VisitBy = visitBy, Follows = follows, RegistersOnly = registersOnly }, campaign, commune, null));
    }

    [HttpPost("draw/{communeCode}")]
    public async Task<IActionResult> Draw(string slug, string communeCode, DrawModel form)
    {
        var campaign = await access.CampaignAsync(slug);
        var commune = await ManagedAsync(campaign, communeCode);
        if (ModelState.IsValid)
        {
            try
            {
                var id = await checks.DrawAsync(Asked(form, campaign, commune), await user.ActorForAsync(commune.Id, commune.FullName));
                this.Say(FlashKind.Done, Text.Of("Đã rút mẫu và giao cho kiểm tra viên. Xã chưa thấy danh sách hộ cho đến khi kiểm tra xong.", "The sample is drawn and given to the inspector. The commune does not see the households before the visits are done."));
                return LocalRedirect(VerificationLinks.Round(slug, id));
            }
            catch (CheckRefusedException refused)
            {
                form.Problem = refused.Message;
            }
        }

        Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        return View(await FillAsync(form, campaign, commune, form.Problem));
    }

    [HttpGet("rounds/{id:long}")]
    public async Task<IActionResult> Round(string slug, long id) => View(await pages.RoundAsync(await FindAsync(slug, id)));

    [HttpPost("rounds/{id:long}/cancel")]
    public Task<IActionResult> Cancel(string slug, long id, string? reason) => EndAsync(slug, id, (check, actor) => checks.CancelAsync(check, reason, actor), Text.Of("Đã huỷ lượt kiểm tra.", "The round is cancelled."));

    [HttpPost("rounds/{id:long}/close")]
    public Task<IActionResult> Close(string slug, long id, string? reason) =>
        EndAsync(slug, id, (check, actor) => checks.CloseRecheckAsync(check, reason, actor), Text.Of("Đã đóng việc làm lại.", "The re-check is closed."));

    private async Task<IActionResult> EndAsync(string slug, long id, Func<SpotCheck, Platform.Audit.Actor, Task> end, string done)
    {
        var check = await FindAsync(slug, id);
        await user.DemandAsync(Permission.ManageChecks, check.UnitPath);
        try
        {
            await end(check, user.Actor);
        }
        catch (CheckRefusedException refused)
        {
            Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
            return View(nameof(Round), await pages.RoundAsync(check, refused.Message));
        }

        this.Say(FlashKind.Done, done);
        return LocalRedirect(VerificationLinks.Round(slug, id));
    }

    // Seen by whoever may read the commune, and by the inspector, who has nothing else there.
    private async Task<SpotCheck> FindAsync(string slug, long id)
    {
        var campaign = await access.CampaignAsync(slug);
        var check = await queries.FindAsync(id) is { } found && found.CampaignId == campaign.Id ? found : throw new NotFoundException($"No round {id} in {slug}.");
        if (check.InspectorId != user.AccountId)
        {
            await user.DemandAsync(Permission.Read, check.UnitPath);
        }

        return check;
    }

    private async Task<Unit> ManagedAsync(Campaign campaign, string code)
    {
        var commune = await access.UnitAsync(campaign, code);
        await user.DemandAsync(Permission.ManageChecks, commune.Path);
        return commune.Level == UnitLevel.Commune ? commune : throw new NotFoundException($"{code} is no commune.");
    }

    private async Task<DrawModel> FillAsync(DrawModel form, Campaign campaign, Unit commune, string? problem)
    {
        form.Campaign = campaign;
        form.Commune = commune;
        form.Claims = await frames.OfAsync(campaign, commune, form.RegistersOnly);
        form.Inspectors = await inspectors.ForAsync(campaign, commune);
        form.Problem = problem;
        form.Plan = form.Claims.Frame.Claims > 0 && form is { BadPercent: >= 0, HalfWidth: > 0, GoodPercent: <= 100 } ? CheckPlan.Of(Asked(form, campaign, commune), form.Claims.Frame) : null;
        return form;
    }

    private static DrawRequest Asked(DrawModel form, Campaign campaign, Unit commune) => new(campaign, commune, form.Design)
    {
        GoodPercent = form.GoodPercent,
        BadPercent = form.BadPercent,
        AlphaPercent = form.AlphaPercent,
        BetaPercent = form.BetaPercent,
        HalfWidth = form.HalfWidth,
        OtherSample = form.OtherSample,
        RegistersOnly = form.RegistersOnly,
        InspectorId = form.Inspector ?? 0,
        VisitBy = form.VisitBy ?? DateOnly.MinValue,
        RecheckDays = form.RecheckDays,
        Seed = form.Seed,
        FollowsId = form.Follows,
    };
}
