using Campaign111.Features.Campaigns;
using Campaign111.Features.Coverage;
using Campaign111.Platform.Time;

namespace Campaign111.Features.Stock;

/// <summary>When a place runs out, at the pace of its last seven days, and whether its leaflets last to the last household.</summary>
/// <param name="Place">The place.</param>
/// <param name="OnHand">In its stores, less what entries handed out and the book does not hold yet.</param>
/// <param name="InTransit">On the way to it.</param>
/// <param name="PerDay">Leaflets handed out a day, over the last seven days.</param>
/// <param name="RunsOutOn">The day on which the stores are empty at that pace; null when nothing is handed out, or never.</param>
/// <param name="StillNeeded">Households left to reach; null without a target.</param>
public sealed record StockForecast(StockPlace Place, long OnHand, long InTransit, decimal PerDay, DateOnly? RunsOutOn, long? StillNeeded)
{
    /// <summary>Leaflets missing for one each, stores and packages counted; 0 when they suffice.</summary>
    public long Missing => Math.Max(0, (StillNeeded ?? 0) - OnHand - InTransit);

    public bool RunsOutBy(DateOnly? day) => RunsOutOn is { } out_ && (day is null || out_ <= day) && Missing > 0;
}

/// <summary>Works out who runs out when.</summary>
public sealed class StockForecasts(StockQueries queries, ICoverageFigures coverage, BusinessClock clock)
{
    private const int Window = 7;

    /// <summary>One forecast for each place, those that run out first in front; those that lack the most among those without a day.</summary>
    public async Task<IReadOnlyList<StockForecast>> OfAsync(Campaign campaign, IReadOnlyList<StockPlace> places)
    {
        var today = await clock.TodayAsync();
        var units = places.Select(place => place.Unit).ToList();
        var held = await queries.HoldingsAsync(campaign.Id, units);
        var figures = await coverage.OfEachAsync(campaign.Id, units);
        var made = new List<StockForecast>();
        foreach (var (index, place) in places.Index())
        {
            var days = await coverage.DaysAsync(campaign.Id, place.Unit);
            var figure = StockFigure.Of(held[index], [], []);
            var given = days.Where(day => day.Day > today.AddDays(-Window) && day.Day <= today).Sum(day => day.Leaflets);
            made.Add(Of(place, figure, figures[index], given, today));
        }

        return [.. made.OrderBy(line => line.RunsOutOn is null || line.Missing == 0).ThenBy(line => line.RunsOutOn).ThenByDescending(line => line.Missing)];
    }

    /// <summary>The rule itself.</summary>
    /// <param name="given">Leaflets handed out in the last seven days, today among them.</param>
    internal static StockForecast Of(StockPlace place, StockFigure figure, CoverageFigure coverage, long given, DateOnly today)
    {
        var onHand = Math.Max(0, figure.InStore - Math.Max(0, coverage.Leaflets - figure.Doors));
        var perDay = given / (decimal)Window;
        DateOnly? empty = perDay > 0 && onHand / perDay < 3650 ? today.AddDays((int)Math.Floor(onHand / perDay)) : null;
        return new StockForecast(place, onHand, figure.InTransit, perDay, empty, coverage.Target is { } target ? Math.Max(0, target - coverage.Settled) : null);
    }
}
