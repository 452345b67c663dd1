using Campaign111.Features.Coverage;
using Campaign111.Platform.Localisation;

namespace Campaign111.Features.Dashboards.Forecasts;

/// <summary>
/// Forecasts from a unit's own days, nothing else. The pace is the median of the slopes between days that lie one or two weeks apart (Theil and Sen's estimator on the
/// cumulated curve of the last six weeks), so that one day on which everybody came does not promise more of the kind, and weekends do not look like a standstill;
/// never less than half the mean, which a unit that works in bursts needs. Where the weeks clearly fall (Kendall's tau over eight of them), they go on falling.
/// The band comes from 200 continuations made of the unit's own past weeks, drawn by a generator with a fixed seed: the same days give the same band.
/// Back-tested by the benchmark "forecast" (table in tests/README.md).
/// </summary>
public static class Forecaster
{
    /// <summary>Fewer days since the first household give no pace.</summary>
    public const int FewestDays = 7;

    /// <summary>Fewer days with households in the window give none either.</summary>
    public const int FewestActiveDays = 3;

    // The band is never narrower than this to either side of the time that is left: after one great day the weeks before say little of those to come.
    private const double LeastBand = 1.4;

    /// <summary>Further ahead nothing is said.</summary>
    public const int Horizon = 730;

    /// <summary>The forecast at the start of a day, from what the days before it brought.</summary>
    /// <param name="days">Households reached by captured day, without gaps; later days than yesterday are left out, for today is not over.</param>
    /// <param name="target">Households to reach.</param>
    /// <param name="settled">Households that need no further visit.</param>
    /// <param name="today">Business day.</param>
    /// <param name="lastDay">Of the deadline, inclusive; null without one.</param>
    public static Forecast Of(IReadOnlyList<CoverageDay> days, long? target, long settled, DateOnly today, DateOnly? lastDay)
    {
        var past = Series(days, today);
        if (WhyNone(past, target, settled) is { } why)
        {
            return Forecast.None(why);
        }

        var reached = past.Sum();
        // Some households settle without being reached: each reached one brings its share of them.
        var share = reached > 0 ? Math.Clamp((double)settled / reached, 1, 2) : 1;
        var left = target!.Value - settled;
        var pace = Pace.Of(past);
        var needed = pace.DaysTo(left / share);
        var band = Continuations.Of(past, left / share, pace.WeekRatio);
        var done = Day(today, Whole(needed));
        return new Forecast(
            done,
            Day(today, Whole(Smaller(band.Early, needed / LeastBand))),
            band.Late is null || needed is null ? null : Day(today, Whole(Math.Max(band.Late.Value, needed.Value * LeastBand))),
            done is { } day && lastDay is { } last ? day.DayNumber - last.DayNumber : null,
            lastDay >= today ? Expected(reached, pace, target.Value, lastDay.Value.DayNumber - today.DayNumber + 1) : null,
            null);
    }

    private static string? WhyNone(long[] past, long? target, long settled) =>
        target is not > 0 ? Text.Of("chưa có chỉ tiêu số hộ", "there is no target")
        : settled >= target ? Text.Of("đã hoàn thành", "it is completed")
        : past.Length == 0 ? Text.Of("chưa bắt đầu", "it has not started")
        : past.Length < FewestDays || Pace.Window(past).Count(day => day > 0) < FewestActiveDays ? Text.Of("còn quá ít ngày có số liệu", "too few days have figures")
        : null;

    // From the first day with a household to yesterday.
    private static long[] Series(IReadOnlyList<CoverageDay> days, DateOnly today)
    {
        var known = days.Where(day => day.Day < today).ToDictionary(day => day.Day, day => Math.Max(0, day.Reached));
        if (known.Values.All(reached => reached == 0))
        {
            return [];
        }

        var first = known.Where(day => day.Value > 0).Min(day => day.Key);
        return [.. Enumerable.Range(0, today.DayNumber - first.DayNumber).Select(i => known.GetValueOrDefault(first.AddDays(i)))];
    }

    private static decimal Expected(long reached, Pace pace, long target, int days) => Math.Min(Math.Max(100, 100m * reached / target), 100m * (reached + (decimal)pace.In(days)) / target);

    // Day 1 is today.
    private static DateOnly? Day(DateOnly today, int? days) => days is { } count and <= Horizon ? today.AddDays(Math.Max(1, count) - 1) : null;

    private static int? Whole(double? days) => days is { } count and <= Horizon ? (int)Math.Ceiling(count) : null;

    private static double? Smaller(double? a, double? b) => a is null ? b : b is null || a < b ? a : b;
}
