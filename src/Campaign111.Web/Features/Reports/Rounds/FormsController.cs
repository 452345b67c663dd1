using Campaign111.Features.Campaigns;
using Campaign111.Features.Shared;
using Campaign111.Platform.Localisation;
using Campaign111.Platform.Security;
using Microsoft.AspNetCore.Mvc;

namespace Campaign111.Features.Reports.Rounds;

/// <summary>Forms of reports: a list, an editor of drafts, and what is ready as it will be filled in.</summary>
[Route("/campaigns/{slug}/reports/forms")]
[Requires(Permission.ManageReports)]
public sealed class FormsController(CurrentUser user, CampaignAccess campaigns, RoundPages pages, FormBook forms) : Controller
{
    [HttpGet("")]
    public async Task<IActionResult> Forms(string slug) => View(await ListAsync(await campaigns.CampaignAsync(slug)));

    /// <summary>A copy of a ready-made form, or a first draft of one's own.</summary>
    [HttpPost("")]
    public async Task<IActionResult> Make(string slug, string? template, string? title)
    {
        var campaign = await campaigns.CampaignAsync(slug);
        var unit = await pages.AskersAsync(campaign) is [var first, ..] ? first : throw new AccessDeniedException(Permission.ManageReports);
        try
        {
            var id = ReadyForms.Find(template ?? "") is { } ready ? await forms.FromTemplateAsync(unit, ready, user.Actor) : await forms.NewAsync(unit, title ?? "", user.Actor);
            return LocalRedirect(ReportLinks.Form(slug, id));
        }
        catch (ReportRefusedException refused)
        {
            Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
            return View(nameof(Forms), await ListAsync(campaign) with { Problem = refused.Message });
        }
    }

    [HttpGet("{id:long}")]
    public async Task<IActionResult> Form(string slug, long id)
    {
        var (campaign, form) = await FindAsync(slug, id);
        return View(new FormModel(campaign, form, await MayEditAsync(form)) { Lines = FormLine.Of(form) });
    }

    /// <summary>Saves a draft, and makes it ready when that button was pressed.</summary>
    [HttpPost("{id:long}")]
    public async Task<IActionResult> Form(string slug, long id, string? title, string? titleEn, List<FormLine> lines, string? act)
    {
        var (campaign, form) = await FindAsync(slug, id);
        await user.DemandAsync(Permission.ManageReports, form.UnitPath);
        try
        {
            await forms.SaveAsync(form, title ?? "", titleEn ?? "", FormLine.Read(lines, form.Fields), user.Actor);
            if (act == "ready")
            {
                await forms.MakeReadyAsync(await forms.FindAsync(id) ?? form, user.Actor);
                this.Say(FlashKind.Done, Text.Of("Biểu mẫu đã ban hành: từ nay không đổi nữa, các đợt mới dùng bản này.", "The form is ready: it never changes again, and new rounds use it."));
            }
            else
            {
                this.Say(FlashKind.Done, Text.Of("Đã lưu biểu mẫu.", "The form is saved."));
            }

            return LocalRedirect(ReportLinks.Form(slug, id));
        }
        catch (ReportRefusedException refused)
        {
            Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
            return View(new FormModel(campaign, form, true) { Lines = [.. lines, new FormLine(), new FormLine()], Problem = refused.Message, Title = title, TitleEn = titleEn });
        }
    }

    /// <summary>The next version of a form that is ready.</summary>
    [HttpPost("{id:long}/next")]
    public async Task<IActionResult> Next(string slug, long id)
    {
        var (_, form) = await FindAsync(slug, id);
        await user.DemandAsync(Permission.ManageReports, form.UnitPath);
        return LocalRedirect(ReportLinks.Form(slug, await forms.NextVersionAsync(form, user.Actor)));
    }

    private async Task<FormsModel> ListAsync(Campaign campaign)
    {
        var askers = await pages.AskersAsync(campaign);
        var own = askers.Count == 0 ? [] : await forms.UsableAtAsync(askers[^1].Path);
        return new FormsModel(campaign, own, [.. ReadyForms.All.Where(ready => own.All(form => form.Code != ready.Code))]);
    }

    // Seen by whoever asks for reports at its unit, below it or above it.
    private async Task<(Campaign Campaign, ReportForm Form)> FindAsync(string slug, long id)
    {
        var campaign = await campaigns.CampaignAsync(slug);
        var form = await forms.FindAsync(id) ?? throw new NotFoundException($"No form {id}.");
        var askers = await pages.AskersAsync(campaign);
        return askers.Any(unit => unit.Path.StartsWith(form.UnitPath, StringComparison.Ordinal)) || await MayEditAsync(form) ? (campaign, form) : throw new AccessDeniedException(Permission.ManageReports);
    }

    private Task<bool> MayEditAsync(ReportForm form) => user.MayAsync(Permission.ManageReports, form.UnitPath);
}
