using Campaign111.Features.Campaigns;
using Campaign111.Features.Hierarchy;
using Campaign111.Platform.Security;
using Campaign111.Platform.Time;
using Microsoft.AspNetCore.Mvc;

namespace Campaign111.Features.Leaflets.Landing;

/// <summary>How often the leaflets of a place were scanned: by unit, day, print run and language. There is nothing about who scanned.</summary>
[Requires(Permission.Read)]
public sealed class ScansController(CurrentUser user, CampaignAccess access, UnitDirectory units, ScanCounts counts, BusinessClock clock) : Controller
{
    private const int PageSize = 50;

    [HttpGet("/campaigns/{slug}/leaflets/scans")]
    public async Task<IActionResult> Scans(string slug, string? unit, int page = 1)
    {
        var campaign = await access.CampaignAsync(slug);
        var place = unit is null ? await OwnAsync(campaign) : await access.UnitAsync(campaign, unit);
        await user.DemandAsync(Permission.Read, place.Path);
        var today = await clock.TodayAsync();
        var days = await counts.ByDayAsync(campaign.Id, place.Path, campaign.StartsOn, today);
        var places = (await counts.ByUnitAsync(campaign.Id, place.Path, campaign.StartsOn, today)).OrderByDescending(entry => entry.Value).ThenBy(entry => entry.Key).ToList();
        var pages = Math.Max(1, (places.Count + PageSize - 1) / PageSize);
        var shown = places.Skip((Math.Clamp(page, 1, pages) - 1) * PageSize).Take(PageSize).ToList();
        var named = await units.FindAsync(shown.Select(entry => entry.Key));
        var above = await units.FindAsync(named.Values.Select(known => known.ParentId).OfType<long>());
        return View("/Features/Leaflets/Landing/Scans.cshtml", new ScansModel
        {
            Campaign = campaign,
            Unit = place,
            Total = days.Values.Sum(),
            Today = today,
            Days = [.. Enumerable.Range(0, ScanChart.Days).Select(back => today.AddDays(-back)).Where(days.ContainsKey).Select(day => (day, days[day]))],
            Units = [.. shown.Select(entry => (named[entry.Key].FullName, named[entry.Key].ParentId is { } parent && parent != place.Id ? above.GetValueOrDefault(parent)?.FullName : null, entry.Value))],
            Runs = await counts.ByRunAsync(campaign.Id, place.Path, campaign.StartsOn, today),
            Page = Math.Clamp(page, 1, pages),
            Pages = pages,
            UnitCount = places.Count,
        });
    }

    // The highest place within the campaign where the person reads.
    private async Task<Unit> OwnAsync(Campaign campaign)
    {
        var readable = (await user.MembershipsAsync()).Where(known => RoleGrants.Allows(known.Role, Permission.Read)).ToList();
        var id = readable.Any(known => campaign.UnitPath.StartsWith(known.UnitPath, StringComparison.Ordinal)) ? campaign.UnitId
            : readable.First(known => known.UnitPath.StartsWith(campaign.UnitPath, StringComparison.Ordinal)).UnitId;
        return await units.FindAsync(id) ?? throw new NotFoundException($"No unit {id}.");
    }
}
