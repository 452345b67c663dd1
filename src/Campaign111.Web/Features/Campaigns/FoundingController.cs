using Campaign111.Features.Hierarchy;
using Campaign111.Features.Shared;
using Campaign111.Platform.Data;
using Campaign111.Platform.Localisation;
using Campaign111.Platform.Security;
using Campaign111.Platform.Time;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ModelBinding;

namespace Campaign111.Features.Campaigns;

/// <summary>A campaign from its dispatch, in one form: the third step of the guided first run.</summary>
[Requires(Permission.ManageCampaigns)]
[Route(CampaignLinks.Founding)]
public sealed class FoundingController(CurrentUser user, UnitDirectory units, ICampaignDirectory campaigns, CampaignFounding founding, BusinessClock clock) : Controller
{
    [HttpGet("")]
    public async Task<IActionResult> Form(string? province, string? tree)
    {
        var today = await clock.TodayAsync();
        var chosen = OfficialTrees.Find(tree) ?? OfficialTrees.On(today);
        if (await units.FindByCodeAsync(province ?? "", chosen.Nearest(today)) is not { Level: UnitLevel.Province } unit)
        {
            // Nobody has chosen yet where the campaign runs.
            return LocalRedirect("/start");
        }

        await user.DemandAsync(Permission.ManageCampaigns, unit.Path);
        return View("Founding", new FoundingModel
        {
            Province = unit.Code, Tree = chosen.Key, Unit = unit, IssuedOn = chosen.Nearest(today),
            Issuer = $"Ủy ban nhân dân {char.ToLowerInvariant(unit.UnitType[0])}{unit.UnitType[1..]} {unit.Name}",
        });
    }

    [HttpPost("")]
    public async Task<IActionResult> Found([FromForm] FoundingModel form, string? propose)
    {
        var tree = OfficialTrees.Find(form.Tree) ?? OfficialTrees.TwoTiers;
        var day = tree.Nearest(form.IssuedOn ?? await clock.TodayAsync());
        if (await units.FindByCodeAsync(form.Province ?? "", day) is not { Level: UnitLevel.Province } province)
        {
            return LocalRedirect("/start");
        }

        form.Unit = province;
        await user.DemandAsync(Permission.ManageCampaigns, form.Unit.Path);
        if (propose is not null || (form.LastDay is null && !string.IsNullOrWhiteSpace(form.Wording)))
        {
            await ProposeAsync(form);
            return View("Founding", form);
        }

        if (form.IssuedOn is null)
        {
            ModelState.AddModelError(nameof(form.IssuedOn), Text.Of("Xin ghi ngày ban hành, như 28/7/2020.", "Please give the day of issue, like 28/7/2020."));
        }

        if (string.IsNullOrWhiteSpace(form.Wording))
        {
            ModelState.AddModelError(nameof(form.Wording), Text.Of("Xin ghi thời hạn đúng như văn bản viết.", "Please give the deadline as the document words it."));
        }

        return ModelState.IsValid && await FoundAsync(form, day) ? LocalRedirect("/start") : View("Founding", form);
    }

    private async Task<bool> FoundAsync(FoundingModel form, DateOnly treeDate)
    {
        var unit = form.Unit;
        var issued = form.IssuedOn!.Value;
        var campaign = new Campaign
        {
            Name = Given(form.Name) ?? $"Đưa số 111 đến mọi nhà, {unit.FullName} {issued.Year}",
            NameEn = Given(form.Name) ?? $"111 to every household, {unit.NameEn} {issued.Year}",
            Slug = Given(form.Slug) ?? await FreeSlugAsync($"{TextFold.Fold(unit.Name).Replace(' ', '-')}-{issued.Year}"),
            UnitPath = unit.Path,
            TreeDate = treeDate,
            StartsOn = issued,
        };
        var focus = DeadlineWording.Parse(form.Wording, issued).Focus;
        try
        {
            await founding.FoundAsync(
                campaign,
                unit,
                id => new DispatchDraft
                {
                    CampaignId = id, Unit = unit, Number = Given(form.Number) ?? "", IssuedOn = issued, Issuer = Given(form.Issuer) ?? "", Subject = Given(form.Subject) ?? "",
                    Wording = Given(form.Wording), LastDay = form.LastDay, Focus = focus?.To <= form.LastDay ? focus : null,
                },
                await user.ActorForAsync(unit.Id, unit.FullName));
            this.Say(FlashKind.Done, Text.Of($"Đã tạo chiến dịch và ghi văn bản {form.Number}.", $"The campaign is created and dispatch {form.Number} entered."));
            return true;
        }
        catch (CampaignRuleException error)
        {
            ModelState.Add(error);
            return false;
        }
    }

    private async Task ProposeAsync(FoundingModel form)
    {
        var reading = DeadlineWording.Parse(form.Wording, form.IssuedOn ?? await clock.TodayAsync());
        form.LastDay = reading.Proposals.Count > 0 ? reading.Proposals[0].LastDay : form.LastDay;
        form.Proposal = new ProposalModel(reading, null);
        ModelState.Remove(nameof(form.LastDay));
        foreach (var entry in ModelState.Values)
        {
            // Only the wording was asked about.
            entry.Errors.Clear();
            entry.ValidationState = ModelValidationState.Valid;
        }
    }

    private async Task<string> FreeSlugAsync(string wanted)
    {
        var slug = wanted;
        for (var number = 2; await campaigns.FindAsync(slug) is not null; number++)
        {
            slug = $"{wanted}-{number}";
        }

        return slug;
    }

    private static string? Given(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}
