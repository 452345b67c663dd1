using System.Globalization;
using Campaign111.Features.Hierarchy;
using Campaign111.Features.Shared;
using Campaign111.Platform.Localisation;
using Campaign111.Platform.Security;
using Campaign111.Platform.Time;
using Microsoft.AspNetCore.Mvc;

namespace Campaign111.Features.Campaigns;

/// <summary>The list of campaigns, a new one, its page and its milestones.</summary>
[Requires(Permission.Read)]
public sealed class CampaignsController(
    CurrentUser user, CampaignAccess access, ICampaignDirectory campaigns, CampaignService service, CampaignPageBuilder page, UnitDirectory units, BusinessClock clock) : Controller
{
    [HttpGet("/campaigns")]
    public async Task<IActionResult> Index()
    {
        var found = new Dictionary<long, Campaign>();
        foreach (var membership in (await user.MembershipsAsync()).Where(membership => RoleGrants.Allows(membership.Role, Permission.Read)))
        {
            foreach (var campaign in await campaigns.AtAsync(membership.UnitPath))
            {
                found[campaign.Id] = campaign;
            }
        }

        var owners = await units.FindAsync(found.Values.Select(campaign => campaign.UnitId));
        var rows = new List<(Campaign, string, DateOnly?)>();
        foreach (var campaign in found.Values.OrderByDescending(campaign => campaign.StartsOn).ThenByDescending(campaign => campaign.Id))
        {
            var plan = await campaigns.PlanAsync(campaign.Id);
            rows.Add((campaign, owners[campaign.UnitId].FullName, plan.DeadlineOf(campaign.UnitPath)?.LastDay));
        }

        return View(new IndexModel(rows, await user.MayAnywhereAsync(Permission.ManageCampaigns)));
    }

    [HttpGet("/campaigns/new"), Requires(Permission.ManageCampaigns)]
    public async Task<IActionResult> New()
    {
        var today = await clock.TodayAsync();
        var choices = await ChoicesAsync(today);
        return View(new NewModel { UnitId = choices.Count > 0 ? choices[0].Id : 0, TreeDate = today, StartsOn = today, Units = Options(choices) });
    }

    [HttpPost("/campaigns/new"), Requires(Permission.ManageCampaigns)]
    public async Task<IActionResult> New([FromForm] NewModel form)
    {
        var choices = await ChoicesAsync(await clock.TodayAsync());
        form.Units = Options(choices);
        var chosen = choices.FirstOrDefault(unit => unit.Id == form.UnitId);
        if (chosen is null || form.TreeDate is not { } treeDate || form.StartsOn is not { } startsOn)
        {
            ModelState.AddModelError("", Text.Of("Xin chọn đơn vị, ngày lấy danh sách đơn vị và ngày bắt đầu.", "Please choose the unit, the day of the tree and the first day."));
        }
        else if (ModelState.IsValid)
        {
            // The unit as it stood on that day may be another row of the same code.
            var unit = await units.FindByCodeAsync(chosen.Code, treeDate) ?? chosen;
            await user.DemandAsync(Permission.ManageCampaigns, unit.Path);
            try
            {
                await service.CreateAsync(Draft(form, treeDate, startsOn), unit, await user.ActorForAsync(unit.Id, unit.FullName));
                this.Say(FlashKind.Done, Text.Of("Đã tạo chiến dịch. Bước tiếp theo: nhập văn bản.", "The campaign is created. Next: enter its dispatch."));
                return LocalRedirect(CampaignLinks.Campaign(form.Slug!.Trim()));
            }
            catch (CampaignRuleException error)
            {
                ModelState.Add(error);
            }
        }

        return View(form);
    }

    [HttpGet("/campaigns/{slug}")]
    public async Task<IActionResult> Details(string slug) => View("Campaign", await page.BuildAsync(await access.CampaignAsync(slug)));

    [HttpPost("/campaigns/{slug}/milestones"), Requires(Permission.ManageCampaigns)]
    public async Task<IActionResult> Milestones(string slug, [FromForm] string? milestones)
    {
        var campaign = await access.ManagedAsync(slug);
        try
        {
            await service.SetMilestonesAsync(campaign.Id, MilestoneText.Read(milestones), user.Actor);
            this.Say(FlashKind.Done, Text.Of("Đã lưu các mốc tiến độ.", "The milestones are stored."));
            return LocalRedirect(CampaignLinks.Campaign(slug) + "#pace");
        }
        catch (CampaignRuleException error)
        {
            ModelState.Add(error);
            var model = await page.BuildAsync(campaign);
            return View("Campaign", model with { MilestoneInput = milestones ?? "" });
        }
    }

    private static Campaign Draft(NewModel form, DateOnly treeDate, DateOnly startsOn) => new()
    {
        Name = form.Name?.Trim() ?? "",
        NameEn = form.NameEn?.Trim() is { Length: > 0 } english ? english : form.Name?.Trim() ?? "",
        Slug = form.Slug?.Trim() ?? "",
        TreeDate = treeDate,
        StartsOn = startsOn,
        OnPaceGap = form.OnPaceGap,
        BehindGap = form.BehindGap,
        SilentDays = form.SilentDays,
    };

    /// <summary>The units where this person may run campaigns; for the nation, its provinces.</summary>
    private async Task<List<Unit>> ChoicesAsync(DateOnly today)
    {
        var choices = new List<Unit>();
        foreach (var membership in (await user.MembershipsAsync()).Where(membership => RoleGrants.Allows(membership.Role, Permission.ManageCampaigns)))
        {
            var unit = await units.FindAsync(membership.UnitId);
            choices.AddRange(unit is { Level: UnitLevel.Nation } ? await units.BelowAsync(unit.Path, UnitLevel.Province, today) : unit is null ? [] : [unit]);
        }

        return [.. choices.DistinctBy(unit => unit.Id)];
    }

    private static List<(string, string)> Options(IEnumerable<Unit> choices) =>
        [.. choices.Select(unit => (unit.Id.ToString(CultureInfo.InvariantCulture), unit.FullName))];
}
