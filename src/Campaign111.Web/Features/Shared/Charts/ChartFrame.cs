namespace Campaign111.Features.Shared.Charts;

/// <summary>The plot of a chart over days: where a day and a count stand in the drawing, and where its ticks are.</summary>
internal sealed class ChartFrame(double width, double height, DateOnly first, DateOnly last, double top)
{
    /// <summary>Width of the drawing.</summary>
    public double Width { get; } = width;

    /// <summary>Height of the drawing.</summary>
    public double Height { get; } = height;

    public double Left { get; } = 58;

    public double Right => Width - 16;

    public double Top { get; } = 52;

    public double Bottom => Height - 28;

    /// <summary>The value at the upper end of the axis: 1, 2, 2.5 or 5 times a power of ten per step, four steps or so.</summary>
    public double Ceiling => Step * Math.Ceiling(Math.Max(top, 1) / Step);

    private double Step => NiceStep(Math.Max(top, 1) / 4);

    public double X(DateOnly day) =>
        Left + ((Right - Left) * (day.DayNumber - first.DayNumber) / Math.Max(1, last.DayNumber - first.DayNumber));

    public double Y(double value) => Bottom - ((Bottom - Top) * value / Ceiling);

    public IEnumerable<double> ValueTicks()
    {
        for (var value = 0d; value <= Ceiling + (Step / 2); value += Step)
        {
            yield return value;
        }
    }

    /// <summary>Days at equal distances, as many as find room, the first day among them.</summary>
    public IEnumerable<DateOnly> DayTicks()
    {
        var room = Math.Max(2, (int)((Right - Left) / 64));
        var span = Math.Max(1, last.DayNumber - first.DayNumber);
        int[] steps = [1, 2, 5, 7, 10, 14, 21, 28, 42, 56, 91, 182, 365];
        var step = steps.FirstOrDefault(days => span / days < room, 365);
        for (var day = first; day <= last; day = day.AddDays(step))
        {
            yield return day;
        }
    }

    private static double NiceStep(double raw)
    {
        var power = Math.Pow(10, Math.Floor(Math.Log10(Math.Max(raw, 1))));
        double[] nice = [1, 2, 2.5, 5, 10];
        var step = nice.Select(factor => factor * power).First(candidate => candidate >= raw - 1e-9);
        return step < 1 ? 1 : power == 1 ? Math.Ceiling(step) : step;
    }
}
