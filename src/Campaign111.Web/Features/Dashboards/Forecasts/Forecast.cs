namespace Campaign111.Features.Dashboards.Forecasts;

/// <summary>When a unit will be done if it goes on as it went lately. An estimate: shown with its band and with the words "at this pace", never as a fact.</summary>
/// <param name="Done">The day on which the last household is settled; null: not within two years, or no forecast at all.</param>
/// <param name="Early">Nine of ten simulated continuations are not done before this day; null: not within two years.</param>
/// <param name="Late">Nine of ten are done by this day; null: some not within two years.</param>
/// <param name="DaysLate">Days from the last day to <paramref name="Done"/>: above 0 late, below in time; null without one of the two.</param>
/// <param name="ExpectedAtLastDay">Percent of the target that will be reached by the end of the last day, at most 100; null without a target or a last day ahead.</param>
/// <param name="WhyNone">Why there is no forecast, for people, in the reader's language; null when there is one.</param>
public sealed record Forecast(DateOnly? Done, DateOnly? Early, DateOnly? Late, int? DaysLate, decimal? ExpectedAtLastDay, string? WhyNone)
{
    public static Forecast None(string why) => new(null, null, null, null, null, why);
}
