namespace Campaign111.Features.Dashboards.Forecasts;

/// <summary>How fast a unit went lately, and whether it grows slower from week to week.</summary>
/// <param name="PerDay">Households a day now.</param>
/// <param name="WeekRatio">By what each week is multiplied to give the next: 1, or less where the weeks clearly fall.</param>
internal sealed record Pace(double PerDay, double WeekRatio)
{
    /// <summary>Six weeks: long enough for whole weeks to speak, short enough to forget the spring.</summary>
    public const int WindowDays = 42;

    /// <summary>A pace that falls does not fall below this part of itself: the last households are visited too.</summary>
    public const double Floor = 0.15;

    private const int Week = 7;
    private const int TrendWeeks = 8;
    private const int FewestTrendWeeks = 4;

    // Kendall's tau: this many of the pairs of weeks must fall for a trend to be one. Noise around a steady pace hardly gets there.
    private const double ClearFall = -0.6;

    private const double SteepestWeek = 0.7;

    public static ArraySegment<long> Window(long[] past) => Last(past, WindowDays);

    public static Pace Of(long[] past)
    {
        var ratio = WeekRatioOf(past);
        // Where the weeks fall, the last two tell how far.
        var perDay = ratio < 1 ? Mean(Last(past, 2 * Week)) : Math.Max(MedianSlope(Window(past)), Mean(Window(past)) / 2);
        return new Pace(perDay, ratio);
    }

    /// <summary>Days until so many households are reached; null beyond the horizon.</summary>
    public double? DaysTo(double households)
    {
        var factor = 1.0;
        for (var day = 0; day <= Forecaster.Horizon && PerDay > 0; day += Week)
        {
            var aDay = PerDay * Math.Max(factor, Floor);
            if (households <= aDay * Week)
            {
                return day + (households / aDay);
            }

            households -= aDay * Week;
            factor *= WeekRatio;
        }

        return null;
    }

    /// <summary>Households in so many days.</summary>
    public double In(int days)
    {
        var (sum, factor) = (0.0, 1.0);
        for (var day = 0; day < days; day += Week)
        {
            sum += PerDay * Math.Max(factor, Floor) * Math.Min(Week, days - day);
            factor *= WeekRatio;
        }

        return sum;
    }

    // Theil and Sen: the median slope of the cumulated curve. Pairs lie one or two weeks apart where there are two weeks, else at least three days; longer ones would
    // nearly all straddle a great day in the middle.
    private static double MedianSlope(ArraySegment<long> window)
    {
        var curve = new long[window.Count + 1];
        for (var i = 0; i < window.Count; i++)
        {
            curve[i + 1] = curve[i] + window[i];
        }

        var weeks = window.Count >= 2 * Week;
        var slopes = new List<double>();
        for (var from = 0; from < curve.Length; from++)
        {
            for (var to = from + (weeks ? Week : 3); to < curve.Length && (!weeks || to <= from + (2 * Week)); to += weeks ? Week : 1)
            {
                slopes.Add((curve[to] - curve[from]) / (double)(to - from));
            }
        }

        return Median(slopes);
    }

    private static double WeekRatioOf(long[] past)
    {
        var count = Math.Min(TrendWeeks, past.Length / Week);
        if (count < FewestTrendWeeks)
        {
            return 1;
        }

        var weeks = Enumerable.Range(1, count).Select(back => Last(past, back * Week).Take(Week).Sum()).Reverse().ToArray();
        var (sign, ratios) = (0, new List<double>());
        for (var i = 0; i < count; i++)
        {
            for (var j = i + 1; j < count; j++)
            {
                sign += weeks[j].CompareTo(weeks[i]);
                ratios.Add((Math.Log(weeks[j] + 1) - Math.Log(weeks[i] + 1)) / (j - i));
            }
        }

        return sign / (count * (count - 1) / 2.0) > ClearFall ? 1 : Math.Clamp(Math.Exp(Median(ratios)), SteepestWeek, 1);
    }

    private static ArraySegment<long> Last(long[] past, int days) => new(past, Math.Max(0, past.Length - days), Math.Min(days, past.Length));

    private static double Mean(ArraySegment<long> days) => days.Count == 0 ? 0 : days.Sum() / (double)days.Count;

    private static double Median(List<double> values)
    {
        values.Sort();
        var middle = values.Count / 2;
        return values.Count % 2 == 1 ? values[middle] : (values[middle - 1] + values[middle]) / 2;
    }
}
