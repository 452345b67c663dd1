using Campaign111.Features.Campaigns;
using Campaign111.Features.Coverage;
using Campaign111.Features.Coverage.History;
using Campaign111.Features.Dashboards.Forecasts;
using Campaign111.Features.Hierarchy;
using Campaign111.Features.Leaflets;
using Campaign111.Platform.Security;

namespace Campaign111.Features.Dashboards.Compare;

/// <summary>Reads comparisons: the unit's children beside one another, two periods, two campaigns.</summary>
public sealed class CompareQueries(
    DashboardQueries dashboards, ICampaignDirectory campaigns, UnitDirectory units, ICoverageFigures figures, ICoverageHistory history, ScanCounts scans, CurrentUser user)
{
    private const int PaceDays = 14;
    private const int MostDays = 400;

    /// <summary>The comparisons of a unit.</summary>
    /// <exception cref="Platform.Security.NotFoundException">No such campaign, or the unit is not in it.</exception>
    /// <exception cref="Platform.Security.AccessDeniedException">The unit lies outside the person's reach.</exception>
    public async Task<CompareModel> ReadAsync(string slug, string code, CompareForm form)
    {
        var board = await dashboards.ReadAsync(slug, code, new ChildFilter());
        var plan = await campaigns.PlanAsync(board.Campaign.Id);
        var days = await history.DaysAsync(board.Campaign.Id, board.Unit);
        var (first, second) = form.Periods(board.Today);
        var others = await OthersAsync(board);
        var page = Math.Clamp(form.Page, 1, Math.Max(1, (board.Children.Count + CompareModel.PageSize - 1) / CompareModel.PageSize));
        var lines = new List<UnitLine>();
        foreach (var child in board.Children.OrderByDescending(child => child.Gap ?? decimal.MinValue).Skip((page - 1) * CompareModel.PageSize).Take(CompareModel.PageSize))
        {
            lines.Add(await LineAsync(board, plan, child));
        }

        return new CompareModel
        {
            Board = board,
            Form = form with { Page = page },
            Units = lines,
            First = await PeriodAsync(board, days, first),
            Second = await PeriodAsync(board, days, second),
            Others = others,
            Campaigns = others.FirstOrDefault(other => other.Slug == form.With) is { } other ? await CampaignsAsync(board, days, other) : [],
        };
    }

    private async Task<UnitLine> LineAsync(DashboardModel board, CampaignPlan plan, Standing child)
    {
        var days = await history.DaysAsync(board.Campaign.Id, child.Unit);
        var forecast = Forecaster.Of(days, child.Figure.Target, child.Figure.Settled, board.Today, child.Deadline?.LastDay);
        var recent = new Period(board.Today.AddDays(1 - PaceDays), board.Today);
        var chart = BurnUp.Of(child, plan, days, forecast, board.Today) is { } data ? data with { Id = "u-" + child.Unit.Code, Title = UnitNames.Of(child.Unit) } : null;
        return new UnitLine(child, forecast, (decimal)days.Where(day => recent.Has(day.Day)).Sum(day => day.Reached) / PaceDays, chart);
    }

    private async Task<PeriodLine> PeriodAsync(DashboardModel board, IReadOnlyList<CoverageDay> days, Period period)
    {
        var inside = days.Where(day => period.Has(day.Day)).ToList();
        var reached = inside.Sum(day => day.Reached);
        var scanned = await scans.ByDayAsync(board.Campaign.Id, board.Unit.Path, period.First, period.Last);
        return new PeriodLine(period, reached, inside.Sum(day => day.Leaflets), scanned.Values.Sum(), board.Whole.Figure.Target > 0 ? 100m * reached / board.Whole.Figure.Target : null);
    }

    /// <summary>Campaigns in whose tree the unit's code stands where the reader may look.</summary>
    private async Task<IReadOnlyList<Campaign>> OthersAsync(DashboardModel board)
    {
        var found = new List<Campaign>();
        foreach (var other in (await campaigns.AtAsync(board.Unit.Path)).Where(other => other.Id != board.Campaign.Id))
        {
            if (await InAsync(other, board.Unit) is { } unit && await user.MayAsync(Permission.Read, unit.Path))
            {
                found.Add(other);
            }
        }

        return found;
    }

    private async Task<Unit?> InAsync(Campaign campaign, Unit unit)
    {
        var there = unit.Level == UnitLevel.Nation ? unit : await units.FindByCodeAsync(unit.Code, campaign.TreeDate);
        return there is not null && there.Path.StartsWith(campaign.UnitPath, StringComparison.Ordinal) ? there : null;
    }

    private async Task<IReadOnlyList<CampaignLine>> CampaignsAsync(DashboardModel board, IReadOnlyList<CoverageDay> days, Campaign other)
    {
        var unit = (await InAsync(other, board.Unit))!;
        var plan = await campaigns.PlanAsync(other.Id);
        var there = Standing.Of(unit, await figures.OfAsync(other.Id, unit), plan, Viewer.Path(await user.MembershipsAsync(), unit, other), board.Today);
        return
        [
            new CampaignLine(board.Campaign, board.Whole, Percents(board.Campaign, board.Whole, days, board.Today)),
            new CampaignLine(other, there, Percents(other, there, await history.DaysAsync(other.Id, unit), board.Today)),
        ];
    }

    private static List<decimal> Percents(Campaign campaign, Standing whole, IReadOnlyList<CoverageDay> days, DateOnly today)
    {
        if (whole.Figure.Target is not > 0 || today < campaign.StartsOn)
        {
            return [];
        }

        // A campaign that is over is drawn up to its last day of figures, not to today.
        var last = days.Count == 0 ? campaign.StartsOn : days[^1].Day;
        var end = whole.Deadline is { } deadline && deadline.LastDay < today ? (last > deadline.LastDay ? last : deadline.LastDay) : today;
        var count = Math.Min(MostDays, end.DayNumber - campaign.StartsOn.DayNumber + 1);
        var sum = days.Where(day => day.Day < campaign.StartsOn).Sum(day => day.Reached);
        var byDay = days.ToDictionary(day => day.Day, day => day.Reached);
        return [.. Enumerable.Range(0, Math.Max(0, count)).Select(i => 100m * (sum += byDay.GetValueOrDefault(campaign.StartsOn.AddDays(i))) / whole.Figure.Target.Value)];
    }
}
