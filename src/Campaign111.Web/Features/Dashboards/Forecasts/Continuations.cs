namespace Campaign111.Features.Dashboards.Forecasts;

/// <summary>How long it may still take: many continuations made of the unit's own past weeks.</summary>
internal static class Continuations
{
    private const int Runs = 200;
    private const int Week = 7;
    private const int Seed = 111;

    // How far the pace of the coming weeks may lie from that of those remembered, as the spread of its logarithm; from the back-test.
    private const double Drift = 0.35;

    private static readonly int[] Memories = [2 * Week, 4 * Week, 8 * Week];

    /// <summary>Days until the 10th and the 90th of a hundred continuations have brought the rest; null beyond the horizon.</summary>
    public static (int? Early, int? Late) Of(long[] past, double left, double weekRatio)
    {
        var random = new Random(Seed);
        var memories = Memories.Select(days => new Memory(past, days)).ToArray();
        var lengths = new int[Runs];
        for (var run = 0; run < Runs; run++)
        {
            // Which stretch of the past goes on is what nobody knows; where the weeks fall, the last ones do.
            var memory = memories[weekRatio < 1 ? 0 : random.Next(memories.Length)];
            var ratio = weekRatio + ((1 - weekRatio) * random.NextDouble());
            lengths[run] = Length(memory, left / Math.Exp(Drift * Normal(random)), ratio, random);
        }

        Array.Sort(lengths);
        return (Known(lengths[Runs / 10]), Known(lengths[Runs - 1 - (Runs / 10)]));
    }

    private static int Length(Memory memory, double left, double ratio, Random random)
    {
        var factor = 1.0;
        for (var day = 0; day <= Forecaster.Horizon; day += Week)
        {
            // Whole weeks, wrapped round: a weekend stays a weekend.
            var (start, part) = (random.Next(memory.Days), Math.Max(factor, Pace.Floor));
            if (left <= memory.WeekFrom(start) * part)
            {
                for (var i = 0; ; i++)
                {
                    left -= memory.Day(start + i) * part;
                    if (left <= 0 || i == Week - 1)
                    {
                        return day + i + 1;
                    }
                }
            }

            left -= memory.WeekFrom(start) * part;
            factor *= ratio;
        }

        return int.MaxValue;
    }

    private static double Normal(Random random) => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());

    private static int? Known(int days) => days <= Forecaster.Horizon ? days : null;

    private sealed class Memory
    {
        private readonly long[] past;
        private readonly int from;
        private readonly long[] weeks;

        public Memory(long[] past, int days)
        {
            (this.past, Days) = (past, Math.Min(days, past.Length));
            from = past.Length - Days;
            weeks = [.. Enumerable.Range(0, Days).Select(start => Enumerable.Range(0, Week).Sum(i => Day(start + i)))];
        }

        public int Days { get; }

        public long Day(int at) => past[from + (at % Days)];

        public long WeekFrom(int start) => weeks[start];
    }
}
