namespace Campaign111.Features.Verification.Statistics;

/// <summary>A plan of lot quality assurance sampling: visit n households of the lot; accept it when at least d of them remember.</summary>
/// <param name="Sample">n.</param>
/// <param name="Rule">d.</param>
/// <param name="Alpha">Risk of the commune: a good lot is sent to be checked again, exactly.</param>
/// <param name="Beta">Risk of the committee: a bad lot is accepted, exactly.</param>
public sealed record LotPlan(int Sample, int Rule, double Alpha, double Beta)
{
    /// <summary>Households that may fail and the lot is still accepted.</summary>
    public int Allowed => Sample - Rule;
}

/// <summary>
/// Lot quality assurance sampling (H. F. Dodge and H. G. Romig 1929; for health areas S. K. Lemeshow and S. Taber, World Health Statistics Quarterly 44
/// (1991) 115-132; J. J. Valadez, Assessing Child Survival Programs, 1991). It decides between two kinds of lot and measures none: never a percentage.
/// alpha = P(X &lt; d | good lot), beta = P(X &gt;= d | bad lot); X is hypergeometric, since nobody is visited twice, and binomial for a lot without end.
/// </summary>
public static class Lqas
{
    /// <summary>Samples above this are no quick check any more: take a proportion instead.</summary>
    public const int MostSample = 400;

    /// <summary>The smallest n, and for it the d with the smaller sum of risks, that keeps both risks. Null when no sample does.</summary>
    /// <param name="lot">Households of the lot.</param>
    /// <param name="good">Of them, in a lot that should be accepted.</param>
    /// <param name="bad">Of them, in a lot that should be checked again.</param>
    /// <param name="alpha">Most risk for a good lot, as 0.1.</param>
    /// <param name="beta">Most risk for a bad lot.</param>
    public static LotPlan? Plan(long lot, long good, long bad, double alpha, double beta)
    {
        if (bad >= good || bad < 0 || good > lot)
        {
            return null;
        }

        for (var n = 1; n <= Math.Min(lot, MostSample); n++)
        {
            var plan = Best(n, Distributions.Hypergeometric(lot, good, n), Distributions.Hypergeometric(lot, bad, n));
            if (plan.Alpha <= alpha && plan.Beta <= beta)
            {
                return plan;
            }
        }

        return null;
    }

    /// <summary>The same for a lot without end (shares as 0.8 and 0.5): the plans of the published tables.</summary>
    public static LotPlan? Plan(double good, double bad, double alpha, double beta) =>
        Enumerable.Range(1, MostSample).Select(n => Rule(n, good, bad)).FirstOrDefault(plan => plan.Alpha <= alpha && plan.Beta <= beta);

    /// <summary>The d with the smallest sum of both risks for a given n and a lot without end.</summary>
    public static LotPlan Rule(int n, double good, double bad) => Best(n, Distributions.Binomial(n, good), Distributions.Binomial(n, bad));

    // alpha rises and beta falls with d, so the sum has one valley; ties go to the smaller d, which is the milder rule.
    private static LotPlan Best(int n, double[] good, double[] bad)
    {
        var best = new LotPlan(n, n, 1, 1);
        var (alpha, accepted) = (0.0, 1.0);
        for (var d = 1; d <= n; d++)
        {
            alpha += good[d - 1];
            accepted -= bad[d - 1];
            if (alpha + accepted < best.Alpha + best.Beta - 1e-12)
            {
                best = new LotPlan(n, d, alpha, Math.Max(0, accepted));
            }
        }

        return best;
    }
}
