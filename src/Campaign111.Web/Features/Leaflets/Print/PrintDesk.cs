using Campaign111.Features.Campaigns;
using Campaign111.Features.Hierarchy;
using Campaign111.Features.Leaflets.Versions;
using Campaign111.Features.Shared;
using Campaign111.Platform.Audit;
using Campaign111.Platform.Security;

namespace Campaign111.Features.Leaflets.Print;

/// <summary>Starts, lists and stops print jobs for a person.</summary>
public sealed class PrintDesk(CurrentUser user, CampaignAccess access, UnitDirectory units, DesignVersions versions, PrintUnits printUnits, LeafletPrinter printer, PrintJobs jobs, PrintPress press)
{
    // A press that has a page of jobs to do is being misused or misunderstood.
    private const int MostWaiting = PrintJobs.PageSize;

    /// <summary>Keeps a wish and wakes the press. Whatever can refuse refuses here, before anybody waits.</summary>
    /// <exception cref="LeafletRefusedException">Nothing to print, not approved, or too much is waiting.</exception>
    public async Task StartAsync(Campaign campaign, PrintWish wish, Actor actor)
    {
        var places = await printUnits.OfAsync(campaign, wish.Unit, wish.Picked, wish.Each);
        await printer.RequireAsync(campaign, wish.Choice);
        if ((await jobs.BelowAsync(campaign, campaign.UnitPath, 1)).Count(job => job.State == PrintState.Waiting) >= MostWaiting)
        {
            throw new LeafletRefusedException("Đang có nhiều lần in chờ làm. Hãy đợi xong bớt rồi in tiếp.", "Many print jobs are waiting. Let some finish first.");
        }

        await jobs.AddAsync(campaign, wish, places.Count, actor);
        press.Wake();
    }

    /// <summary>The page of jobs within the person's reach.</summary>
    public async Task<JobsModel> PageAsync(string slug, int page)
    {
        var campaign = await access.CampaignAsync(slug);
        var reach = (await user.MembershipsAsync()).Where(membership => RoleGrants.Allows(membership.Role, Permission.PrintLeaflets)).Select(membership => membership.UnitPath).ToList();
        var widest = reach.FirstOrDefault(path => campaign.UnitPath.StartsWith(path, StringComparison.Ordinal)) is not null ? campaign.UnitPath
            : reach.FirstOrDefault(path => path.StartsWith(campaign.UnitPath, StringComparison.Ordinal)) ?? throw new AccessDeniedException(Permission.PrintLeaflets);
        var found = await jobs.BelowAsync(campaign, widest, page);
        var shown = found.Take(PrintJobs.PageSize).ToList();
        var designs = await versions.AllAsync(campaign);
        var places = await units.FindAsync(shown.Select(job => job.UnitId));
        return new JobsModel(
            campaign,
            [.. shown.Select(job => new JobLine(job, places[job.UnitId], designs.FirstOrDefault(design => design.Id == job.Design)))],
            Math.Max(1, page),
            found.Count > PrintJobs.PageSize);
    }

    /// <summary>A job that the person may see.</summary>
    /// <exception cref="NotFoundException">There is none of that id in the campaign.</exception>
    public async Task<PrintJob> JobAsync(string slug, Guid id)
    {
        var campaign = await access.CampaignAsync(slug);
        var job = await jobs.FindAsync(id);
        if (job is null || job.CampaignId != campaign.Id)
        {
            throw new NotFoundException($"No print job {id} in {slug}.");
        }

        await user.DemandAsync(Permission.PrintLeaflets, job.Path);
        return job;
    }
}
