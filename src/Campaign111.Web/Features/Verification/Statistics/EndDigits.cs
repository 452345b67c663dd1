namespace Campaign111.Features.Verification.Statistics;

/// <summary>What the end digits of counts say.</summary>
/// <param name="Counts">How many counts end in 0, 1, ... 9.</param>
/// <param name="Statistic">Pearson's sum of (seen - expected)² / expected.</param>
/// <param name="P">Probability of so much or more when all ten digits are equally likely.</param>
public sealed record EndDigitTest(IReadOnlyList<int> Counts, double Statistic, double P)
{
    public int N => Counts.Sum();
}

/// <summary>
/// Pearson's chi-squared test of end digits with 9 degrees of freedom (K. Pearson, Philosophical Magazine 50 (1900) 157-175; on invented election and survey
/// counts B. Beber and A. Scacco, Political Analysis 20 (2012) 211-234). Only for counts that spread over more than one ten: counts around 10 end in 0
/// and 1 in all honesty. Fewer than 50 counts (expected five a digit, W. G. Cochran 1954) are no test.
/// </summary>
public static class EndDigits
{
    /// <summary>Expected five a digit.</summary>
    public const int LeastCounts = 50;

    private const int Smallest = 10;
    private const double LeastVariance = 25;

    /// <summary>The test over the counts of at least 10; null when they are too few or spread too little.</summary>
    public static EndDigitTest? Of(IEnumerable<long> counts)
    {
        var used = counts.Where(count => count >= Smallest).ToList();
        if (used.Count < LeastCounts)
        {
            return null;
        }

        var mean = used.Average();
        return used.Sum(count => (count - mean) * (count - mean)) / (used.Count - 1) < LeastVariance ? null : Test(used);
    }

    /// <summary>The test itself, for any counts.</summary>
    public static EndDigitTest Test(IReadOnlyCollection<long> counts)
    {
        var digits = new int[10];
        foreach (var count in counts)
        {
            digits[(int)(count % 10)]++;
        }

        var expected = counts.Count / 10.0;
        var statistic = digits.Sum(seen => (seen - expected) * (seen - expected) / expected);
        return new EndDigitTest(digits, statistic, SpecialFunctions.UpperGamma(4.5, statistic / 2));
    }
}
