using Campaign111.Features.Campaigns;
using Campaign111.Features.Coverage;
using Campaign111.Features.Hierarchy;
using Campaign111.Features.Shared;
using Campaign111.Platform.Security;
using Campaign111.Platform.Time;

namespace Campaign111.Features.Dashboards;

/// <summary>Reads what a unit's dashboard shows. Communes and hamlets are counted in one question however many they are; a
/// province or district below it costs one more each.</summary>
public sealed class DashboardQueries(
    ICampaignDirectory campaigns, UnitDirectory units, UnitShapes shapes, ICoverageFigures figures, TargetSources sources, BusinessClock clock,
    CurrentUser user, HomeFinder homes)
{
    /// <summary>The dashboard of a unit, for the person behind the request.</summary>
    /// <param name="slug">The campaign.</param>
    /// <param name="code">Official code in the campaign's tree.</param>
    /// <param name="filter">Sort, filter and page of the children.</param>
    /// <exception cref="NotFoundException">No such campaign, or the unit is not in it.</exception>
    /// <exception cref="AccessDeniedException">The unit lies outside the person's reach.</exception>
    public async Task<DashboardModel> ReadAsync(string slug, string code, ChildFilter filter)
    {
        var (campaign, unit, lineage) = await FindAsync(slug, code);
        await user.DemandAsync(Permission.Read, unit.Path);
        var plan = await campaigns.PlanAsync(campaign.Id);
        var viewer = Viewer.Path(await user.MembershipsAsync(), unit, campaign);
        var (now, today) = (await clock.NowAsync(), await clock.TodayAsync());
        var children = await units.ChildrenAsync(unit.Id, campaign.TreeDate);
        var counted = await figures.OfEachAsync(campaign.Id, [unit, .. children]);
        var whole = Standing.Of(unit, counted[0], plan, viewer, today);
        var rows = children.Select((child, i) => Standing.Of(child, counted[i + 1], plan, viewer, today)).ToList();
        var shown = filter.Apply(rows);
        var days = await figures.DaysAsync(campaign.Id, unit);
        var burnUp = BurnUp.Of(whole, plan, days, today);
        var model = new DashboardModel
        {
            Campaign = campaign,
            Whole = whole,
            Place = await PlaceAsync(campaign, lineage),
            DeadlineBy = lineage.FirstOrDefault(above => above.Id == whole.Deadline?.SetByUnitId) is { } by ? UnitNames.Of(by) : null,
            Children = rows,
            Shown = shown,
            Filter = filter with { Page = Math.Clamp(filter.Page, 1, Math.Max(1, (shown.Count + ChildFilter.PageSize - 1) / ChildFilter.PageSize)) },
            Map = ChildMap.Of(campaign, unit, rows, await shapes.ChildrenAsync(unit, campaign.TreeDate)),
            BurnUp = burnUp,
            Days = BurnUp.Table(burnUp, days, today),
            // A nation's would be read from a hundred thousand hamlets, to say "census".
            Sources = unit.Level == UnitLevel.Nation ? [] : await sources.BelowAsync(unit),
            AsOf = now,
            Today = today,
            MayLog = unit.Level == UnitLevel.Commune && await user.MayAsync(Permission.LogCoverage, unit.Path),
            MayPrint = await user.MayAsync(Permission.PrintLeaflets, unit.Path),
            HasOthers = (await homes.ChoicesAsync()).Count > 1,
        };
        return model;
    }

    private async Task<(Campaign Campaign, Unit Unit, IReadOnlyList<Unit> Lineage)> FindAsync(string slug, string code)
    {
        var campaign = await campaigns.FindAsync(slug) ?? throw new NotFoundException($"No campaign {slug}.");
        var unit = code == "VN" ? await units.RootAsync() : await units.FindByCodeAsync(code, campaign.TreeDate);
        if (unit is null || !unit.Path.StartsWith(campaign.UnitPath, StringComparison.Ordinal))
        {
            throw new NotFoundException($"No unit {code} in campaign {slug}.");
        }

        return (campaign, unit, await units.LineageAsync(unit));
    }

    private async Task<IReadOnlyList<PlaceStep>> PlaceAsync(Campaign campaign, IReadOnlyList<Unit> lineage)
    {
        var place = new List<PlaceStep>();
        foreach (var step in lineage)
        {
            var opens = step != lineage[^1] && step.Path.StartsWith(campaign.UnitPath, StringComparison.Ordinal) && await user.MayAsync(Permission.Read, step.Path);
            place.Add(new PlaceStep(UnitNames.Of(step), opens ? DashboardLinks.Of(campaign, step) : null));
        }

        return place;
    }
}
