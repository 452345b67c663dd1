using Campaign111.Features.Campaigns;
using Campaign111.Features.Hierarchy;
using Campaign111.Features.Shared;
using Campaign111.Platform.Files;
using Campaign111.Platform.Localisation;
using Campaign111.Platform.Security;
using Microsoft.AspNetCore.Mvc;

namespace Campaign111.Features.Materials.Activities;

/// <summary>Activities beyond the door: organisations with a task log their own, the committee reads all of its campaign's.</summary>
[Requires(Permission.DownloadMaterials)]
public sealed class ActivitiesController(
    CurrentUser user, ActivityLog log, PublishingScope scope, MaterialVault vault, OrganisationDirectory organisations, DispatchQueries dispatches) : Controller
{
    private const long MostSent = 80L * 1024 * 1024;
    private const string Sandbox = "default-src 'none'; sandbox";

    [HttpGet(MaterialLinks.Activities)]
    public async Task<IActionResult> Activities(long? before) => View(await FillAsync(new ActivitiesModel(), before));

    [HttpPost(MaterialLinks.Activities)]
    [RequestSizeLimit(MostSent), RequestFormLimits(MultipartBodyLengthLimit = MostSent)]
    public async Task<IActionResult> Add(ActivitiesModel form, CancellationToken cancel)
    {
        if (ModelState.IsValid && await StoreAsync(form, cancel))
        {
            return LocalRedirect(MaterialLinks.Activities);
        }

        Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        return View(nameof(Activities), await FillAsync(form, null));
    }

    [HttpPost("/materials/activities/{id:long}/withdraw")]
    public async Task<IActionResult> Withdraw(long id)
    {
        var activity = await SeenAsync(id);
        await log.WithdrawAsync(activity, user.Actor);
        this.Say(FlashKind.Done, Text.Of("Đã rút lại. Dòng này vẫn còn, nhưng không tính nữa.", "Withdrawn. The line stays, but counts no more."));
        return LocalRedirect(MaterialLinks.Activities);
    }

    [HttpGet("/materials/activities/{id:long}/files/{file}")]
    public async Task<IActionResult> Evidence(long id, string file)
    {
        var activity = await SeenAsync(id);
        var found = (await log.FilesAsync([activity.Id])).FirstOrDefault(one => one.Name == file) ?? throw new NotFoundException($"No file {file} of activity {id}.");
        Response.Headers.XContentTypeOptions = "nosniff";
        Response.Headers.ContentSecurityPolicy = Sandbox;
        return await this.StoredAsync(vault.Store, MaterialVault.NameOf(found.Sha256), found.MediaType.StartsWith("text/", StringComparison.Ordinal) ? $"{found.MediaType}; charset=utf-8" : found.MediaType, found.Name);
    }

    private async Task<bool> StoreAsync(ActivitiesModel form, CancellationToken cancel)
    {
        try
        {
            var (share, campaign, office) = (await SharesAsync()).FirstOrDefault(known => known.Share.Id == form.Share) is { Share: not null } found
                ? found
                : throw new MaterialRefusedException(Text.Of("Xin chọn nhiệm vụ được giao cho cơ quan.", "Please choose a task of your organisation."));
            await log.AddAsync(
                new Activity
                {
                    CampaignId = campaign.Id,
                    ShareId = share.Id,
                    OrganisationId = office.OrganisationId!.Value,
                    UnitId = office.UnitId,
                    Kind = form.Kind ?? "",
                    HeldOn = form.HeldOn ?? throw new MaterialRefusedException(Text.Of("Xin ghi ngày.", "Please give the day.")),
                    Place = form.Place?.Trim() ?? "",
                    Times = form.Times,
                    People = form.People,
                    Preschool = form.Preschool,
                    PrimaryPupils = form.PrimaryPupils,
                    LowerPupils = form.LowerPupils,
                    UpperPupils = form.UpperPupils,
                    Note = string.IsNullOrWhiteSpace(form.Note) ? null : form.Note.Trim(),
                },
                await MaterialUploads.FilesAsync(form.Files, "", cancel),
                user.Actor);
            this.Say(FlashKind.Done, Text.Of("Đã ghi, và tính vào nhiệm vụ trong công văn.", "Logged, and counted towards the task of the dispatch."));
            return true;
        }
        catch (MaterialRefusedException refused)
        {
            ModelState.AddModelError("", refused.Message);
            return false;
        }
    }

    // Shares of the person's organisations in the campaigns that they can log for.
    private async Task<List<(TaskItem Share, Campaign Campaign, Membership Office)>> SharesAsync()
    {
        var offices = (await user.MembershipsAsync()).Where(PublishingScope.IsOffice).DistinctBy(office => office.OrganisationId).ToDictionary(office => office.OrganisationId!.Value);
        var campaigns = (await scope.LogsAsync()).ToDictionary(campaign => campaign.Id);
        return [.. (await dispatches.TasksOfAsync(offices.Keys)).Where(task => campaigns.ContainsKey(task.CampaignId))
            .Select(task => (task, campaigns[task.CampaignId], offices[task.OrganisationId!.Value]))];
    }

    private async Task<UseScope> SeenScopeAsync()
    {
        var mine = (await user.MembershipsAsync()).Where(PublishingScope.IsOffice).Select(office => office.OrganisationId!.Value).Distinct().ToList();
        var (reads, writes) = (await scope.PublishesAsync(), await scope.LogsAsync());
        return new UseScope([.. (reads.Count > 0 ? reads : writes).Select(campaign => campaign.Id)], mine, reads.Count > 0);
    }

    private async Task<Activity> SeenAsync(long id)
    {
        var seen = await SeenScopeAsync();
        return await log.FindAsync(id) is { } found && seen.Campaigns.Contains(found.CampaignId) && (seen.Everybody || seen.Organisations.Contains(found.OrganisationId))
            ? found
            : throw new NotFoundException($"No activity {id}.");
    }

    private async Task<ActivitiesModel> FillAsync(ActivitiesModel form, long? before)
    {
        var seen = await SeenScopeAsync();
        var (lines, sums) = (await log.PageAsync(seen, before), (await log.SumsAsync(seen)).ToLookup(sum => sum.ShareId));
        var names = await organisations.FindAsync(lines.Select(line => line.OrganisationId));
        var files = (await log.FilesAsync(lines.Select(line => line.Id))).ToLookup(file => file.ActivityId);
        var shares = await SharesAsync();
        var tasks = seen.Everybody
            ? await dispatches.TasksAsync([.. sums.Select(sum => sum.Key).Union(lines.Select(line => line.ShareId))])
            : await dispatches.TasksOfAsync(seen.Organisations);
        form.Shares = [.. shares.Select(share => ($"{share.Share.Id}", Text.Of($"Nhiệm vụ {share.Share.Number}: {share.Share.Name}", $"Task {share.Share.Number}: {share.Share.Name}")))];
        form.Tasks = [.. tasks.Where(task => !seen.Everybody || sums.Contains(task.Id)).Select(task => new ActivityTask(task, [.. sums[task.Id]]))];
        form.Lines = [.. lines.Select(line => new ActivityLine(
            line, Text.Of(names[line.OrganisationId].Name, names[line.OrganisationId].NameEn), tasks.FirstOrDefault(task => task.Id == line.ShareId)?.Number, [.. files[line.Id]], line.WithdrawnAt is null))];
        form.Older = lines.Count == ActivityLog.Shown ? lines[^1].Id : null;
        return form;
    }
}
