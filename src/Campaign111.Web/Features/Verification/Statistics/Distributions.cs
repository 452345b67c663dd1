namespace Campaign111.Features.Verification.Statistics;

/// <summary>The two distributions of sampling, exactly: the probability of 0, 1, ... n successes, and of at most k.</summary>
public static class Distributions
{
    /// <summary>n independent draws with success p.</summary>
    public static double[] Binomial(int n, double p) =>
        p <= 0 ? Certain(n, 0) : p >= 1 ? Certain(n, n)
        : [.. Enumerable.Range(0, n + 1).Select(k => Math.Exp(SpecialFunctions.LogChoose(n, k) + (k * Math.Log(p)) + ((n - k) * Math.Log(1 - p))))];

    /// <summary>n draws without replacement from a lot of which so many are good; n is at most the lot.</summary>
    public static double[] Hypergeometric(long lot, long good, int n)
    {
        var all = SpecialFunctions.LogChoose(lot, n);
        return [.. Enumerable.Range(0, n + 1).Select(k => Math.Exp(SpecialFunctions.LogChoose(good, k) + SpecialFunctions.LogChoose(lot - good, n - k) - all))];
    }

    /// <summary>P(X &lt;= k) of one of them.</summary>
    public static double AtMost(this double[] distribution, int k) => Math.Min(1, distribution.Take(k + 1).Sum());

    private static double[] Certain(int n, int at)
    {
        var certain = new double[n + 1];
        certain[at] = 1;
        return certain;
    }
}
