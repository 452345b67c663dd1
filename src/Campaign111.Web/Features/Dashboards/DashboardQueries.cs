using Campaign111.Features.Campaigns;
using Campaign111.Features.Coverage;
using Campaign111.Features.Dashboards.Forecasts;
using Campaign111.Features.Dashboards.Public;
using Campaign111.Features.Hierarchy;
using Campaign111.Features.Shared;
using Campaign111.Platform.Security;
using Campaign111.Platform.Time;

namespace Campaign111.Features.Dashboards;

/// <summary>Reads what a unit's dashboard shows. Communes and hamlets are counted in one question however many they are.</summary>
public sealed class DashboardQueries(
    DashboardUnits places, ICampaignDirectory campaigns, UnitDirectory units, BoardReader board, ChildMap map, BesideReader besides, TargetSources sources,
    PublicSwitch opened, BusinessClock clock, CurrentUser user, HomeFinder homes)
{
    /// <summary>The dashboard of a unit, for the person behind the request.</summary>
    /// <param name="slug">The campaign.</param>
    /// <param name="code">Official code in the campaign's tree.</param>
    /// <param name="filter">Day, sort, filter and page of the children.</param>
    /// <exception cref="NotFoundException">No such campaign, or the unit is not in it.</exception>
    /// <exception cref="AccessDeniedException">The unit lies outside the person's reach.</exception>
    public async Task<DashboardModel> ReadAsync(string slug, string code, ChildFilter filter)
    {
        var (campaign, unit, lineage) = await places.FindAsync(slug, code);
        var plan = await campaigns.PlanAsync(campaign.Id);
        var viewer = Viewer.Path(await user.MembershipsAsync(), unit, campaign);
        var (now, today) = (await clock.NowAsync(), await clock.TodayAsync());
        var past = filter.Day < today ? filter.Day : null;
        var children = await ChildrenAsync(campaign, unit, filter);
        var figures = await board.ReadAsync(campaign, unit, children, past, today, filter.Back);
        var shown = past ?? today;
        var whole = Standing.Of(unit, figures.Whole, plan, viewer, shown);
        var rows = children.Select(child => Standing.Of(child, figures.Of(child), plan, viewer, shown)).ToList();
        var forecast = Forecaster.Of(figures.Days, figures.Whole.Target, figures.Whole.Settled, shown, whole.Deadline?.LastDay);
        var burnUp = BurnUp.Of(whole, plan, figures.Days, forecast, shown);
        var beside = await besides.OfAsync(campaign, unit, shown);
        return await ForReaderAsync(new DashboardModel
        {
            Campaign = campaign,
            Whole = whole,
            Lineage = lineage,
            DeadlineBy = lineage.FirstOrDefault(above => above.Id == whole.Deadline?.SetByUnitId) is { } by ? UnitNames.Of(by) : null,
            Children = rows,
            Moves = League.Of(rows, figures.ChildrenBefore),
            Filter = filter with { Day = past },
            Sentence = CockpitSentence.Of(whole, forecast, campaign, shown),
            Map = await map.OfAsync(campaign, unit, rows, row => DashboardModel.Link(campaign, unit, row, filter with { Day = past })),
            BurnUp = burnUp,
            Days = BurnUp.Table(burnUp, figures.Days, shown),
            Changes = DayChanges.Of(shown, figures.Whole, figures.WholeEve, rows, figures.ChildrenEve, beside),
            Beside = beside,
            AsOf = now,
            Today = today,
        });
    }

    private async Task<IReadOnlyList<Unit>> ChildrenAsync(Campaign campaign, Unit unit, ChildFilter filter) =>
        filter.ShowsCommunes && unit.Level == UnitLevel.Province
            ? await units.BelowAsync(unit.Path, UnitLevel.Commune, campaign.TreeDate)
            : await units.ChildrenAsync(unit.Id, campaign.TreeDate);

    /// <summary>Adds what depends on who reads.</summary>
    private async Task<DashboardModel> ForReaderAsync(DashboardModel model)
    {
        var (campaign, unit) = (model.Campaign, model.Unit);
        return model with
        {
            Place = await places.PlaceAsync(campaign, model.Lineage, model.Filter),
            // A nation's would be read from a hundred thousand hamlets, to say "census"; a past day's may have been others.
            Sources = unit.Level == UnitLevel.Nation ? [] : model.Past is { } past ? await sources.InForceAsync(unit, past) : await sources.BelowAsync(unit),
            Around = model.Filter.IsMeeting ? await places.AroundAsync(campaign, unit, model.Lineage) : (null, null),
            MayLog = unit.Level == UnitLevel.Commune && await user.MayAsync(Permission.LogCoverage, unit.Path),
            MayPrint = await user.MayAsync(Permission.PrintLeaflets, unit.Path),
            MayOpen = unit.Id == campaign.UnitId && await user.MayAsync(Permission.ManageCampaigns, unit.Path),
            IsOpen = unit.Id == campaign.UnitId && await opened.IsOpenAsync(campaign.Id),
            HasOthers = (await homes.ChoicesAsync()).Count > 1,
        };
    }
}
