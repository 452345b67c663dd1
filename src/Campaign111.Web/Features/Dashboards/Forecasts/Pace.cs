namespace Campaign111.Features.Dashboards.Forecasts;

/// <summary>Households a day, as a unit went lately.</summary>
internal static class Pace
{
    /// <summary>Six weeks: long enough for whole weeks to speak, short enough to forget the spring.</summary>
    public const int WindowDays = 42;

    private const int Week = 7;

    public static ArraySegment<long> Window(long[] past) => new(past, Math.Max(0, past.Length - WindowDays), Math.Min(WindowDays, past.Length));

    /// <summary>Median slope of the cumulated curve. Pairs lie whole weeks apart where there are two weeks, else at least three days.</summary>
    public static double Of(long[] past)
    {
        var window = Window(past);
        var curve = new long[window.Count + 1];
        for (var i = 0; i < window.Count; i++)
        {
            curve[i + 1] = curve[i] + window[i];
        }

        var weeks = window.Count >= 2 * Week;
        var slopes = new List<double>();
        for (var from = 0; from < curve.Length; from++)
        {
            for (var to = from + (weeks ? Week : 3); to < curve.Length; to += weeks ? Week : 1)
            {
                slopes.Add((curve[to] - curve[from]) / (double)(to - from));
            }
        }

        return Median(slopes);
    }

    private static double Median(List<double> values)
    {
        values.Sort();
        var middle = values.Count / 2;
        return values.Count % 2 == 1 ? values[middle] : (values[middle - 1] + values[middle]) / 2;
    }
}
