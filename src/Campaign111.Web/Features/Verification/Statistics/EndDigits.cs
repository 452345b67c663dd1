namespace Campaign111.Features.Verification.Statistics;

/// <summary>What the end digits of counts say.</summary>
/// <param name="Counts">How many counts end in 0, 1, ... 9.</param>
/// <param name="Statistic">Pearson's sum of (seen - expected)² / expected.</param>
/// <param name="P">Probability of so much or more when the digits fall as expected.</param>
public sealed record EndDigitTest(IReadOnlyList<int> Counts, double Statistic, double P)
{
    public int N => Counts.Sum();
}

/// <summary>
/// Pearson's chi-squared test of end digits with 9 degrees of freedom (K. Pearson, Philosophical Magazine 50 (1900) 157-175; on invented election and survey
/// counts B. Beber and A. Scacco, Political Analysis 20 (2012) 211-234). Their ten equal shares hold for counts that spread over many tens; a hamlet's day
/// has 5 to 40 households, and many honest days end in 7 because 7 is a common number. So the expected shares come from the counts themselves,
/// smoothed over ten neighbouring numbers (half weight at both ends): that keeps their shape and takes out whatever repeats every ten. Fewer than 50
/// counts (expected five a digit, W. G. Cochran, Biometrics 10 (1954) 417-451) are no test.
/// </summary>
public static class EndDigits
{
    /// <summary>Expected five a digit.</summary>
    public const int LeastCounts = 50;

    private const int Smallest = 5;
    private const int Half = 5;
    private const double LeastVariance = 4;

    /// <summary>The test over counts that are not tiny; null when they are too few or spread too little.</summary>
    public static EndDigitTest? Of(IEnumerable<long> counts)
    {
        var all = counts.Where(count => count > 0).ToList();
        var used = all.Where(count => count >= Smallest).ToList();
        if (used.Count < LeastCounts || Variance(used) < LeastVariance)
        {
            return null;
        }

        return Test(used, Smoothed(all, used.Count));
    }

    /// <summary>Pearson's test of the end digits of any counts against expected numbers of each digit.</summary>
    public static EndDigitTest Test(IReadOnlyCollection<long> counts, IReadOnlyList<double> expected)
    {
        var digits = new int[10];
        foreach (var count in counts)
        {
            digits[(int)(count % 10)]++;
        }

        var statistic = Enumerable.Range(0, 10).Sum(digit => (digits[digit] - expected[digit]) * (digits[digit] - expected[digit]) / expected[digit]);
        return new EndDigitTest(digits, statistic, SpecialFunctions.UpperGamma(4.5, statistic / 2));
    }

    private static double[] Smoothed(List<long> all, int used)
    {
        var seen = all.GroupBy(count => count).ToDictionary(group => group.Key, group => group.Count());
        var expected = new double[10];
        for (long value = Smallest; value <= all.Max() + Half; value++)
        {
            for (var step = -Half; step <= Half; step++)
            {
                expected[(int)(value % 10)] += seen.GetValueOrDefault(value + step) * (Math.Abs(step) == Half ? 0.05 : 0.1);
            }
        }

        var sum = expected.Sum();
        return [.. expected.Select(share => share * used / sum)];
    }

    private static double Variance(List<long> counts)
    {
        var mean = counts.Average();
        return counts.Sum(count => (count - mean) * (count - mean)) / (counts.Count - 1);
    }
}
