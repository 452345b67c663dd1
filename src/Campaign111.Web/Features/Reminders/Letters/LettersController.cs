using Campaign111.Features.Campaigns;
using Campaign111.Features.Hierarchy;
using Campaign111.Features.Shared;
using Campaign111.Platform.Localisation;
using Campaign111.Platform.Office.Docx;
using Campaign111.Platform.Security;
using Microsoft.AspNetCore.Mvc;

namespace Campaign111.Features.Reminders.Letters;

/// <summary>Drafts letters to the units that lag, gives them as Word files, and takes back their number and day.</summary>
[Requires(Permission.ManageReminders)]
[Route("campaigns/{slug}/letters")]
public sealed class LettersController(CurrentUser user, CampaignAccess access, UnitDirectory units, LaggingUnits lagging, LetterBook book) : Controller
{
    private const int PageSize = 30;

    [HttpGet("")]
    public async Task<IActionResult> Index(string slug, long? before)
    {
        var campaign = await access.CampaignAsync(slug);
        var found = new List<Letter>();
        foreach (var path in await ReachAsync(campaign))
        {
            found.AddRange(await book.PageAsync(campaign.Id, path, before, PageSize));
        }

        var page = found.DistinctBy(letter => letter.Id).OrderByDescending(letter => letter.Id).Take(PageSize).ToList();
        var named = await units.FindAsync(page.Select(letter => letter.UnitId));
        return View(new LetterListModel(campaign, [.. page.Select(letter => (letter, named[letter.UnitId].FullName))], await WritersAsync(campaign), page.Count == PageSize ? page[^1].Id : null));
    }

    [HttpGet("new")]
    public async Task<IActionResult> New(string slug, string? unit)
    {
        var (campaign, writer) = await WriterAsync(slug, unit);
        var draft = await DraftAsync(campaign, writer);
        return View(Filled(LetterFormModel.Of(draft), campaign, writer, draft));
    }

    [HttpPost("new")]
    public async Task<IActionResult> New(string slug, string? unit, [FromForm] LetterFormModel form)
    {
        var (campaign, writer) = await WriterAsync(slug, unit);
        var draft = await DraftAsync(campaign, writer);
        var content = form.Apply(draft);
        foreach (var (field, notice) in LetterRules.Check(content))
        {
            ModelState.AddModelError(field, notice.Say());
        }

        if (!ModelState.IsValid)
        {
            return View(Filled(form, campaign, writer, draft));
        }

        var id = await book.AddAsync(campaign, writer, content, await user.ActorForAsync(writer.Id, writer.FullName));
        this.Say(FlashKind.Done, Text.Of("Đã soạn công văn. Tải tệp Word về để trình ký.", "The letter is drafted. Download the Word file to have it signed."));
        return LocalRedirect(LetterLinks.Letter(slug, id));
    }

    [HttpGet("{id:long}")]
    public async Task<IActionResult> Show(string slug, long id) => View(await ShowAsync(slug, id));

    [HttpGet("{id:long}/file")]
    public async Task<IActionResult> Download(string slug, long id)
    {
        var model = await ShowAsync(slug, id);
        return File(await book.FileAsync(model.Letter, user.Actor), OfficialLetterWriter.ContentType, $"cong-van-don-doc-{model.Unit.Code}-{model.Letter.AsOf:yyyyMMdd}.docx");
    }

    [HttpPost("{id:long}/issue")]
    public async Task<IActionResult> Issue(string slug, long id, [FromForm] IssueForm form)
    {
        var model = await ShowAsync(slug, id);
        if (string.IsNullOrWhiteSpace(form.Number) || form.IssuedOn is null)
        {
            ModelState.AddModelError(form.IssuedOn is null ? nameof(form.IssuedOn) : nameof(form.Number), Text.Of("Xin ghi số và ngày ban hành, như 2700 và 2/9/2020.", "Please give number and day of issue, like 2700 and 2/9/2020."));
        }

        if (ModelState.IsValid)
        {
            try
            {
                var signatory = string.IsNullOrWhiteSpace(form.Signatory) ? null : form.Signatory.Trim();
                var actor = await user.ActorForAsync(model.Unit.Id, model.Unit.FullName);
                var dispatch = await book.IssueAsync(model.Campaign, model.Letter, model.Unit, form.Number!.Trim(), form.IssuedOn!.Value, signatory, actor);
                this.Say(FlashKind.Done, Text.Of("Công văn đã vào sổ và là một văn bản của chiến dịch.", "The letter is entered and is a dispatch of the campaign."));
                return LocalRedirect($"{CampaignLinks.Campaign(slug)}#dispatch-{dispatch}");
            }
            catch (CampaignRuleException error)
            {
                foreach (var (field, notice) in error.Problems)
                {
                    ModelState.AddModelError(field, notice.Say());
                }
            }
        }

        return View("Show", model with { Form = form });
    }

    private async Task<LetterModel> ShowAsync(string slug, long id)
    {
        var campaign = await access.CampaignAsync(slug);
        var letter = await book.FindAsync(campaign.Id, id) ?? throw new NotFoundException($"No letter {id} in {slug}.");
        await user.DemandAsync(Permission.ManageReminders, letter.UnitPath);
        var unit = await units.FindAsync(letter.UnitId) ?? throw new InvalidOperationException("A unit is never deleted.");
        return new LetterModel(campaign, letter, unit, await book.ContentAsync(id), letter.DispatchId is null);
    }

    private async Task<(Campaign Campaign, Unit Unit)> WriterAsync(string slug, string? code)
    {
        var campaign = await access.CampaignAsync(slug);
        var writers = await WritersAsync(campaign);
        var unit = string.IsNullOrEmpty(code) && writers.Count > 0 ? writers[0] : await access.UnitAsync(campaign, code ?? "");
        await user.DemandAsync(Permission.ManageReminders, unit.Path);
        return unit.Level is UnitLevel.Province or UnitLevel.District ? (campaign, unit) : throw new NotFoundException($"{unit.FullName} urges nobody.");
    }

    private async Task<LetterContent> DraftAsync(Campaign campaign, Unit unit) =>
        LetterDrafting.Draft(campaign, unit, await book.OrderAsync(campaign, unit), await lagging.ReadAsync(campaign, unit));

    private static LetterFormModel Filled(LetterFormModel form, Campaign campaign, Unit unit, LetterContent draft)
    {
        (form.Campaign, form.Unit, form.Draft) = (campaign, unit, draft);
        return form;
    }

    /// <summary>The subtrees of the campaign in which this person may remind.</summary>
    private async Task<IReadOnlyList<string>> ReachAsync(Campaign campaign) =>
        [.. (await user.MembershipsAsync()).Where(role => RoleGrants.Allows(role.Role, Permission.ManageReminders))
            .Select(role => role.UnitPath.StartsWith(campaign.UnitPath, StringComparison.Ordinal) ? role.UnitPath : campaign.UnitPath.StartsWith(role.UnitPath, StringComparison.Ordinal) ? campaign.UnitPath : "")
            .Where(path => path.Length > 0).Distinct()];

    /// <summary>Whose letters this person may write: of the topmost units that they reach here.</summary>
    private async Task<IReadOnlyList<Unit>> WritersAsync(Campaign campaign)
    {
        var ids = (await ReachAsync(campaign)).Select(path => UnitPath.Ids(path)[^1]);
        return [.. (await units.FindAsync(ids)).Values.Where(unit => unit.Level is UnitLevel.Province or UnitLevel.District)];
    }
}
