namespace Campaign111.Features.Shared.Charts;

/// <summary>How it goes on if the pace holds: a line from today to the day when the target would be reached, inside a band. Never a fact.</summary>
/// <param name="From">Households reached by today.</param>
/// <param name="Done">The day on which the target would be reached.</param>
/// <param name="Early">The day at the fast edge of the band; null draws no band.</param>
/// <param name="Late">The day at the slow edge; null leaves the band open.</param>
public sealed record BurnUpForecast(long From, DateOnly Done, DateOnly? Early, DateOnly? Late);

/// <summary>What a burn-up chart shows. Days are Asia/Ho_Chi_Minh days; counts are households.</summary>
/// <param name="Id">Unique on the page; prefix of the ids inside.</param>
/// <param name="Title">Read out and shown above, in the reader's language.</param>
/// <param name="Start">First day of the campaign.</param>
/// <param name="LastDay">The inclusive last day of the deadline that the reader is measured against.</param>
/// <param name="Today">The business day.</param>
/// <param name="Target">Households to reach; zero or less when unknown.</param>
/// <param name="Reached">Cumulative households by the end of each day with a change, ascending.</param>
/// <param name="Pace">Households expected by the end of a day, ascending; two points make the straight line.</param>
public sealed record BurnUpData(
    string Id,
    string Title,
    DateOnly Start,
    DateOnly LastDay,
    DateOnly Today,
    long Target,
    IReadOnlyList<(DateOnly Day, long Reached)> Reached,
    IReadOnlyList<(DateOnly Day, decimal Expected)> Pace)
{
    /// <summary>Null where nothing can be forecast, or nothing is left to do.</summary>
    public BurnUpForecast? Forecast { get; init; }

    /// <summary>The last day that the chart shows: room for the forecast, at most half as long again as the campaign.</summary>
    public DateOnly End
    {
        get
        {
            var end = LastDay > Today ? LastDay : Today;
            var most = end.AddDays(Math.Max(14, (end.DayNumber - Start.DayNumber) / 2));
            var wished = Forecast is null ? end : Forecast.Late ?? Forecast.Done;
            return wished <= end ? end : wished < most ? wished : most;
        }
    }

    /// <summary>Cumulative households by the end of a day; zero before the first change.</summary>
    public long ReachedBy(DateOnly day)
    {
        var (from, to) = (0, Reached.Count);
        while (from < to)
        {
            var middle = (from + to) / 2;
            (from, to) = Reached[middle].Day <= day ? (middle + 1, to) : (from, middle);
        }

        return from == 0 ? 0 : Reached[from - 1].Reached;
    }

    /// <summary>Expected households by the end of a day, by straight lines between the points; null without a pace.</summary>
    public decimal? ExpectedBy(DateOnly day)
    {
        if (Pace.Count == 0)
        {
            return null;
        }

        if (day < Pace[0].Day)
        {
            return 0;
        }

        var after = Pace.TakeWhile(point => point.Day <= day).Count();
        if (after == Pace.Count)
        {
            return Pace[^1].Expected;
        }

        var (from, to) = (Pace[after - 1], Pace[after]);
        var share = (decimal)(day.DayNumber - from.Day.DayNumber) / (to.Day.DayNumber - from.Day.DayNumber);
        return from.Expected + (share * (to.Expected - from.Expected));
    }
}
