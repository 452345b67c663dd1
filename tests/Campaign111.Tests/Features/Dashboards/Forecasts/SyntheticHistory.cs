using Campaign111.Features.Coverage;
using Campaign111.Features.Dashboards.Forecasts;

namespace Campaign111.Tests.Features.Dashboards.Forecasts;

/// <summary>An invented unit from its first household to its last: what a forecast is tried on. The same for the same kind and seed.</summary>
/// <param name="Target">Households.</param>
/// <param name="Days">Households by day; they add up to the target.</param>
internal sealed record SyntheticHistory(long Target, IReadOnlyList<long> Days)
{
    public static readonly DateOnly Start = new(2020, 3, 2);

    public static readonly IReadOnlyList<string> Kinds = ["steady", "weekend-less", "bursty", "one great day", "slowing", "stop-and-go", "last-day rush"];

    private const int Longest = 1200;

    public static SyntheticHistory Of(string kind, int seed)
    {
        var random = new Random((seed * 7919) + Kinds.ToList().IndexOf(kind));
        var (target, length) = (random.Next(800, 5001), random.Next(50, 141));
        var (mean, weekday, great) = ((double)target / length, random.Next(7), (int)(length * 0.2));
        var falling = (1.8 + (1.2 * random.NextDouble())) / length;
        var (days, total, working, left) = (new List<long>(), 0L, true, random.Next(10, 22));
        while (total < target && days.Count < Longest)
        {
            if (left-- == 0)
            {
                working = !working;
                left = working ? random.Next(10, 22) : random.Next(7, 15);
            }

            var expected = kind switch
            {
                "weekend-less" => (days.Count + weekday) % 7 >= 5 ? 0 : mean * 1.4,
                "bursty" => random.Next(8) == 0 ? mean * 7 : mean * 0.12,
                "one great day" => days.Count == great ? target / 5.0 : mean * 0.8,
                "slowing" => Math.Max(falling * (target - total), 0.12 * mean),
                "stop-and-go" => working ? mean * 1.6 : 0,
                "last-day rush" => days.Count < 0.7 * length ? mean * 0.55 : mean * 2.6,
                _ => mean,
            };
            var spread = Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
            days.Add(Math.Clamp((long)Math.Round(expected + (1.5 * Math.Sqrt(expected) * spread)), 0, target - total));
            total += days[^1];
        }

        return new SyntheticHistory(target, days);
    }

    /// <summary>Forecasts on the day after the one on which a part of the households was reached.</summary>
    public (Forecast Forecast, DateOnly Done, DateOnly Asked) At(double part)
    {
        var (known, total) = (0, 0L);
        while (total < part * Target)
        {
            total += Days[known++];
        }

        var asked = Start.AddDays(known);
        var days = Days.Take(known).Select((reached, i) => new CoverageDay { Day = Start.AddDays(i), Reached = reached }).ToList();
        return (Forecaster.Of(days, Target, total, asked, null), Start.AddDays(Days.Count - 1), asked);
    }
}

/// <summary>How well forecasts did on many histories of a kind, asked after a part of the way.</summary>
/// <param name="MedianError">Median of |forecast - truth| in percent of the time that was left.</param>
/// <param name="WorstError">The same, that nine of ten stay below; more than 999 stands for "not within two years".</param>
/// <param name="InBand">Percent of the histories whose last day lay within the band.</param>
/// <param name="Asked">Histories with a forecast.</param>
internal sealed record BackTest(double MedianError, double WorstError, double InBand, int Asked)
{
    public static BackTest Of(string kind, double part, int histories)
    {
        var (errors, inBand) = (new List<double>(), 0);
        for (var seed = 0; seed < histories; seed++)
        {
            var (forecast, done, asked) = SyntheticHistory.Of(kind, seed).At(part);
            if (forecast.WhyNone is not null || done < asked)
            {
                continue;
            }

            double left = done.DayNumber - asked.DayNumber + 1;
            errors.Add(forecast.Done is { } day ? 100 * Math.Abs(day.DayNumber - done.DayNumber) / left : 1000);
            inBand += forecast.Early <= done && (forecast.Late is null || done <= forecast.Late) ? 1 : 0;
        }

        errors.Sort();
        return new BackTest(errors[errors.Count / 2], errors[errors.Count * 9 / 10], 100.0 * inBand / errors.Count, errors.Count);
    }
}
