using Campaign111.Features.Shared;
using Campaign111.Platform.Files;
using Campaign111.Platform.Localisation;
using Campaign111.Platform.Security;
using Campaign111.Platform.Time;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ModelBinding;

namespace Campaign111.Features.Campaigns;

/// <summary>Enters and amends dispatches, gives their scans, and keeps their tasks.</summary>
[Requires(Permission.Read)]
public sealed class DispatchController(
    CurrentUser user, CampaignAccess access, DispatchDesk desk, DispatchService service, DispatchQueries queries, DispatchFiles files, IFileStore store, TaskService tasks, BusinessClock clock)
    : Controller
{
    private const string Form = "DispatchForm";
    private const long MostSent = DispatchFiles.MaxBytes + (1024 * 1024);

    [HttpGet("/campaigns/{slug}/dispatches/new"), Requires(Permission.ManageCampaigns)]
    public async Task<IActionResult> New(string slug, long? parent, long? amends) =>
        View(Form, await desk.BlankAsync(await access.ManagedAsync(slug), parent, amends));

    [HttpPost("/campaigns/{slug}/dispatches/new"), Requires(Permission.ManageCampaigns)]
    [RequestSizeLimit(MostSent), RequestFormLimits(MultipartBodyLengthLimit = MostSent)]
    public async Task<IActionResult> New(string slug, [FromForm] DispatchFormModel form, string? propose, CancellationToken cancel)
    {
        var campaign = await access.ManagedAsync(slug);
        if (propose is not null)
        {
            await ProposeAsync(form);
        }
        else if (ModelState.IsValid && await EnterAsync(form, campaign, cancel) is { } done)
        {
            return done;
        }

        await desk.FillAsync(form, campaign);
        return View(Form, form);
    }

    [HttpGet(CampaignLinks.Proposal), HttpPost(CampaignLinks.Proposal)]
    public async Task<IActionResult> Proposal(string? wording, DateOnly? issued, DateOnly? issuedOn)
    {
        ModelState.Clear();
        if (!Request.Query.ContainsKey("wording") && !Request.HasFormContentType)
        {
            return NoContent();
        }

        var reading = string.IsNullOrWhiteSpace(wording) ? null : DeadlineWording.Parse(wording, issued ?? issuedOn ?? await clock.TodayAsync());
        return PartialView("_Proposal", new ProposalModel(reading, nameof(DispatchFormModel.LastDay)));
    }

    [HttpGet("/campaigns/{slug}/dispatches/{id:long}/file")]
    public async Task<IActionResult> Scan(string slug, long id)
    {
        var campaign = await access.CampaignAsync(slug);
        var item = (await queries.BookAsync(campaign.Id)).Dispatches.FirstOrDefault(item => item.Id == id);
        if (item is not { FileKey: { } key, FileType: { } type, FileName: { } name })
        {
            throw new NotFoundException($"Dispatch {id} has no scan.");
        }

        // Uploaded by people: never run or guessed at by the browser.
        Response.Headers.XContentTypeOptions = "nosniff";
        Response.Headers.ContentSecurityPolicy = "default-src 'none'; sandbox";
        return await this.StoredAsync(store, DispatchFiles.NameOf(key), type, name);
    }

    [HttpPost("/campaigns/{slug}/dispatches/{id:long}/tasks"), Requires(Permission.ManageCampaigns)]
    public async Task<IActionResult> AddTask(string slug, long id, string? body, string? organisations)
    {
        var campaign = await access.ManagedAsync(slug);
        return await DoAsync(campaign, id, Text.Of("Đã giao nhiệm vụ.", "The task is assigned."), async () =>
            await tasks.AddAsync(campaign.Id, id, await desk.TaskAsync(campaign, body, organisations), user.Actor));
    }

    [HttpPost("/campaigns/{slug}/tasks/{share:long}/progress")]
    public async Task<IActionResult> Progress(string slug, long share, TaskState state, string? note)
    {
        var campaign = await access.CampaignAsync(slug);
        if (!ModelState.IsValid)
        {
            return BadRequest();
        }

        var organisation = await tasks.OrganisationOfAsync(campaign.Id, share);
        var own = organisation is not null && (await user.MembershipsAsync()).Any(membership => membership.OrganisationId == organisation);
        if (!own)
        {
            await user.DemandAsync(Permission.ManageCampaigns, campaign.UnitPath);
        }

        return await DoAsync(campaign, null, Text.Of("Đã ghi tiến độ nhiệm vụ.", "The task's progress is noted."), () =>
            tasks.MarkAsync(campaign.Id, share, state, string.IsNullOrWhiteSpace(note) ? null : note.Trim(), user.Actor));
    }

    private async Task<IActionResult> DoAsync(Campaign campaign, long? dispatch, string done, Func<Task> act)
    {
        try
        {
            await act();
            this.Say(FlashKind.Done, done);
        }
        catch (CampaignRuleException error)
        {
            this.Say(FlashKind.Failed, string.Join(' ', error.Problems.Select(problem => problem.Notice.Say())));
        }

        return LocalRedirect(CampaignLinks.Campaign(campaign.Slug) + (dispatch is null ? "" : $"#dispatch-{dispatch}"));
    }

    private async Task ProposeAsync(DispatchFormModel form)
    {
        var reading = DeadlineWording.Parse(form.Wording, form.IssuedOn ?? await clock.TodayAsync());
        if (reading.Proposals.Count > 0)
        {
            form.LastDay = reading.Proposals[0].LastDay;
        }

        form.Proposal = new ProposalModel(reading, null);
        // Only the wording was asked about: other fields keep what was typed, without complaints yet.
        ModelState.Remove(nameof(form.LastDay));
        foreach (var entry in ModelState.Values)
        {
            entry.Errors.Clear();
            entry.ValidationState = ModelValidationState.Valid;
        }
    }

    private async Task<IActionResult?> EnterAsync(DispatchFormModel form, Campaign campaign, CancellationToken cancel)
    {
        DispatchFile? file = null;
        try
        {
            file = form.Scan is null ? null : await files.SaveAsync(form.Scan, cancel);
            var draft = await desk.ReadAsync(form, campaign, file);
            var (id, deadline) = await service.EnterAsync(draft, user.Actor);
            Tell(draft, deadline);
            return LocalRedirect($"{CampaignLinks.Campaign(campaign.Slug)}#dispatch-{id}");
        }
        catch (CampaignRuleException error)
        {
            await files.DiscardAsync(file);
            ModelState.Add(error);
            return null;
        }
    }

    private void Tell(DispatchDraft draft, GovernanceDecision? deadline)
    {
        this.Say(FlashKind.Done, Text.Of($"Đã ghi văn bản {draft.Number}.", $"Dispatch {draft.Number} is entered."));
        if (deadline?.LaterThan is { } superior)
        {
            var day = Formats.Date(superior);
            this.Say(FlashKind.Warning, deadline.State == DeadlineState.Proposed
                ? Text.Of($"Hạn muộn hơn {day} của cấp trên: chờ cấp trên đồng ý.", $"The deadline is later than the superior's {day}: it waits for approval.")
                : Text.Of($"Hạn muộn hơn {day} của cấp trên: đã ghi kèm lý do.", $"The deadline is later than the superior's {day}: noted with the reason."));
        }
    }
}
