using Campaign111.Features.Campaigns;
using Campaign111.Features.Hierarchy;
using Campaign111.Features.Shared;
using Campaign111.Platform.Localisation;
using Campaign111.Platform.Security;
using Campaign111.Platform.Time;
using Microsoft.AspNetCore.Mvc;

namespace Campaign111.Features.Materials;

/// <summary>The log of what was aired and printed: organisations write their own, the committee reads all of its campaign's.</summary>
[Requires(Permission.DownloadMaterials)]
public sealed class PressLogController(
    CurrentUser user, PressLog log, PublishingScope scope, MaterialQueries queries, OrganisationDirectory organisations, DispatchQueries dispatches, BusinessClock clock) : Controller
{
    private const string LogView = "/Features/Materials/Log.cshtml";
    private const int MostOffered = 100;

    [HttpGet(MaterialLinks.Log)]
    public async Task<IActionResult> Log(long? before) => View(LogView, await FillAsync(new LogModel { UsedOn = await clock.TodayAsync() }, before));

    [HttpPost(MaterialLinks.Log)]
    public async Task<IActionResult> Add(LogModel form)
    {
        var campaign = (await scope.LogsAsync()).FirstOrDefault(known => known.Slug == form.Campaign) ?? throw new NotFoundException($"No campaign {form.Campaign}.");
        var memberships = await user.MembershipsAsync();
        var office = memberships.Where(PublishingScope.IsOffice)
            .First(known => campaign.UnitPath.StartsWith(known.UnitPath, StringComparison.Ordinal) || known.UnitPath.StartsWith(campaign.UnitPath, StringComparison.Ordinal));
        if (form.Material is { } id && !(await queries.FindAsync(id) is { } material && material.CampaignId == campaign.Id && MaterialQueries.Reaches(memberships, material)))
        {
            throw new NotFoundException($"No material {form.Material}.");
        }

        if (ModelState.IsValid && await StoreAsync(form, campaign, office))
        {
            return LocalRedirect(MaterialLinks.Log);
        }

        Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        return View(LogView, await FillAsync(form, null));
    }

    [HttpPost("/materials/log/{id:long}/withdraw")]
    public async Task<IActionResult> Withdraw(long id)
    {
        var use = await log.FindAsync(id) is { } found && MayWithdraw(found, await user.MembershipsAsync(), await scope.PublishesAsync()) ? found : throw new NotFoundException($"No line {id}.");
        await log.WithdrawAsync(use, user.Actor);
        this.Say(FlashKind.Done, Text.Of("Đã rút lại. Dòng này vẫn còn, nhưng không tính nữa.", "Withdrawn. The line stays, but counts no more."));
        return LocalRedirect(MaterialLinks.Log);
    }

    private async Task<bool> StoreAsync(LogModel form, Campaign campaign, Membership office)
    {
        try
        {
            var counted = await log.AddAsync(
                new MaterialUse
                {
                    CampaignId = campaign.Id,
                    MaterialId = form.Material,
                    OrganisationId = office.OrganisationId!.Value,
                    UnitId = office.UnitId,
                    Way = form.Way ?? "",
                    UsedOn = form.UsedOn ?? throw new MaterialRefusedException(Text.Of("Xin ghi ngày phát, đăng.", "Please give the day.")),
                    Outlet = form.Outlet?.Trim() ?? "",
                    Times = form.Times,
                    Link = string.IsNullOrWhiteSpace(form.Link) ? null : form.Link.Trim(),
                    Note = string.IsNullOrWhiteSpace(form.Note) ? null : form.Note.Trim(),
                },
                user.Actor);
            if (counted is null)
            {
                this.Say(FlashKind.Note, Text.Of("Mục này vừa được ghi rồi, không ghi lần nữa. Phát nhiều lần thì ghi số lượt.", "This line has just been logged and is not logged again. For several airings give their number."));
                return true;
            }

            this.Say(FlashKind.Done, counted > 0
                ? Text.Of("Đã ghi, và tính vào nhiệm vụ của cơ quan trong công văn.", "Logged, and counted towards your organisation's task in the dispatch.")
                : Text.Of("Đã ghi. Cơ quan không có nhiệm vụ riêng trong công văn của chiến dịch này.", "Logged. Your organisation has no task of its own in this campaign's dispatches."));
            return true;
        }
        catch (MaterialRefusedException refused)
        {
            ModelState.AddModelError("", refused.Message);
            return false;
        }
    }

    private async Task<LogModel> FillAsync(LogModel form, long? before)
    {
        var memberships = await user.MembershipsAsync();
        var (writes, reads) = (await scope.LogsAsync(), await scope.PublishesAsync());
        var mine = memberships.Where(PublishingScope.IsOffice).Select(known => known.OrganisationId!.Value).Distinct().ToList();
        var seen = new UseScope([.. (reads.Count > 0 ? reads : writes).Select(campaign => campaign.Id)], mine, reads.Count > 0);
        var (lines, sums) = (await log.PageAsync(seen, before), await log.FiguresAsync(seen));
        var names = await organisations.FindAsync(lines.Select(line => line.OrganisationId).Concat(sums.Select(sum => sum.OrganisationId)));
        var shelves = await queries.VisibleAsync(memberships, new MaterialFilter(), null, MostOffered);
        var materials = shelves.Select(shelf => shelf.Material).ToDictionary(material => material.Id);
        string Named(long id) => Text.Of(names[id].Name, names[id].NameEn);
        form.Campaigns = [.. writes.Select(campaign => (campaign.Slug, Text.Of(campaign.Name, campaign.NameEn)))];
        form.Materials = [("", Text.Of("(không theo tài liệu nào)", "(no particular material)")), .. shelves.Where(shelf => shelf.Current is not null).Select(shelf => shelf.Material).Select(material => ($"{material.Id}", Text.Of(material.Title, material.TitleEn)))];
        form.Lines = [.. lines.Select(line => new LogLine(
            line, Named(line.OrganisationId), line.MaterialId is { } id && materials.TryGetValue(id, out var used) ? used.Title : null, line.MaterialId is { } same && materials.TryGetValue(same, out var english) ? english.TitleEn : null,
            line.WithdrawnAt is null && MayWithdraw(line, memberships, reads)))];
        form.Sums = reads.Count > 0 ? [.. sums.Select(sum => new LogSum(Named(sum.OrganisationId), sum))] : [];
        form.Older = lines.Count == PressLog.Shown ? lines[^1].Id : null;
        form.Tasks = await TasksAsync(writes, mine);
        return form;
    }

    private async Task<IReadOnlyList<LogTask>> TasksAsync(IReadOnlyList<Campaign> writes, List<long> mine)
    {
        var tasks = new List<LogTask>();
        foreach (var campaign in writes.Where(_ => mine.Count > 0).Take(5))
        {
            var own = (await dispatches.BookAsync(campaign.Id)).Tasks.Where(task => task.OrganisationId is { } organisation && mine.Contains(organisation));
            tasks.AddRange(own.Select(task => new LogTask(task.Name, task.Number, task.Body, task.Note, task.Progress == TaskState.Done)));
        }

        return tasks;
    }

    private static bool MayWithdraw(MaterialUse use, IReadOnlyList<Membership> memberships, IReadOnlyList<Campaign> publishes) =>
        memberships.Any(known => PublishingScope.IsOffice(known) && known.OrganisationId == use.OrganisationId) || publishes.Any(campaign => campaign.Id == use.CampaignId);
}
