using Campaign111.Features.Campaigns;
using Campaign111.Features.Coverage;
using Campaign111.Features.Dashboards.Forecasts;
using Campaign111.Features.Shared.Charts;
using Campaign111.Platform.Localisation;

namespace Campaign111.Features.Dashboards;

/// <summary>Households reached over the days against the pace.</summary>
public static class BurnUp
{
    // Longer than this, the table goes by week: nobody reads 200 rows, and a phone pays for them.
    private const int MostDailyRows = 45;

    /// <summary>The chart's data; null without a deadline.</summary>
    public static BurnUpData? Of(Standing whole, CampaignPlan plan, IReadOnlyList<CoverageDay> days, Forecast forecast, DateOnly today)
    {
        if (whole.Deadline is not { } deadline)
        {
            return null;
        }

        var total = 0L;
        var reached = new List<(DateOnly, long)>();
        foreach (var day in days)
        {
            total += day.Reached;
            reached.Add((day.Day, total));
        }

        var target = whole.Figure.Target ?? 0;
        return new BurnUpData(
            "burn-up", Text.Of("Số hộ đã đến theo ngày, so với tiến độ cần đạt", "Households reached by day, against the expected pace"),
            plan.Campaign.StartsOn, deadline.LastDay, today, target, reached, Pace(plan, deadline, target))
        {
            Forecast = forecast.Done is { } done && !whole.Figure.IsCompleted ? new(total, done, forecast.Early, forecast.Late) : null,
        };
    }

    /// <summary>The numbers behind the chart up to today, newest first: by day, or by week when there are many.</summary>
    public static IReadOnlyList<DayStanding> Table(BurnUpData? chart, IReadOnlyList<CoverageDay> days, DateOnly today)
    {
        if (chart is null || days.Count == 0 || days[0].Day > today)
        {
            return [];
        }

        var first = days[0].Day;
        var step = today.DayNumber - first.DayNumber < MostDailyRows ? 1 : 7;
        var rows = new List<DayStanding>();
        for (var day = today; day >= first; day = day.AddDays(-step))
        {
            var before = day.AddDays(-step);
            rows.Add(new DayStanding(day, chart.ReachedBy(day) - chart.ReachedBy(before), chart.ReachedBy(day), chart.Target > 0 ? chart.ExpectedBy(day) : null));
        }

        return rows;
    }

    private static IReadOnlyList<(DateOnly Day, decimal Expected)> Pace(CampaignPlan plan, DeadlineInForce deadline, long target) => target <= 0
        ? []
        :
        [
            .. plan.Milestones.Where(milestone => milestone.Day < deadline.LastDay)
                .Prepend(new Milestone(plan.Campaign.StartsOn.AddDays(-1), 0))
                .Append(new Milestone(deadline.LastDay, 100))
                .Select(point => (point.Day, target * point.Percent / 100)),
        ];
}
