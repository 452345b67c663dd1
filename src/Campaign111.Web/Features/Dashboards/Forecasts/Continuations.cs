namespace Campaign111.Features.Dashboards.Forecasts;

/// <summary>How long it may still take: many continuations made of the unit's own past weeks.</summary>
internal static class Continuations
{
    private const int Runs = 200;

    private const int Week = 7;

    private const int Seed = 111;

    /// <summary>Days until the 10th and the 90th of a hundred continuations have brought the rest; null beyond the horizon.</summary>
    public static (int? Early, int? Late) Of(long[] past, double left)
    {
        var random = new Random(Seed);
        var lengths = new int[Runs];
        for (var run = 0; run < Runs; run++)
        {
            lengths[run] = Length(past, left, random);
        }

        Array.Sort(lengths);
        return (Known(lengths[Runs / 10]), Known(lengths[Runs - 1 - (Runs / 10)]));
    }

    // Each continuation remembers another stretch of the past: two weeks, a month, or all of it. Which of them goes on is what nobody knows.
    private static int Length(long[] past, double left, Random random)
    {
        var memory = Math.Min(past.Length, random.Next(3) switch { 0 => 2 * Week, 1 => 4 * Week, _ => 8 * Week });
        var from = past.Length - memory;
        for (var day = 0; day <= Forecaster.Horizon;)
        {
            // Whole weeks, wrapped round: a weekend stays a weekend.
            var start = random.Next(memory);
            for (var i = 0; i < Week; i++, day++)
            {
                left -= past[from + ((start + i) % memory)];
                if (left <= 0)
                {
                    return day + 1;
                }
            }
        }

        return int.MaxValue;
    }

    private static int? Known(int days) => days <= Forecaster.Horizon ? days : null;
}
