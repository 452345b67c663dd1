using Campaign111.Features.Verification.Statistics;

namespace Campaign111.Tests.Features.Verification;

/// <summary>
/// The statistics against an independent calculation: SciPy 1.10.1 of Debian's python3-scipy, printed with 12 to 17 digits by the expression named at
/// each test (from scipy.stats import binom, hypergeom, norm, chi2), and against published tables.
/// </summary>
public class StatisticsTests
{
    private const double Close = 1e-9;

    /// <summary>z = norm.ppf(1-(1-c)/2); (p + z²/2n ± z sqrt(p(1-p)/n + z²/4n²)) / (1 + z²/n). The rows 81/263 and 15/148, 0/20, 1/29 at 95 % are the examples
    /// of R. G. Newcombe, Statistics in Medicine 17 (1998) 857-872, table I: 0.2553-0.3662, 0.0624-0.1605, 0-0.1611, 0.0061-0.1718.</summary>
    [Theory]
    [InlineData(0, 10, 0.95, 0.000000000000000, 0.277532799862889)]
    [InlineData(1, 10, 0.95, 0.017876213095073, 0.404150026795238)]
    [InlineData(5, 10, 0.9, 0.269271821138267, 0.730728178861733)]
    [InlineData(13, 19, 0.95, 0.460104076753275, 0.846356209122077)]
    [InlineData(81, 263, 0.95, 0.255288519878274, 0.366209576982800)]
    [InlineData(15, 148, 0.95, 0.062386399530736, 0.160487241723308)]
    [InlineData(0, 20, 0.95, 0.000000000000000, 0.161125158052819)]
    [InlineData(1, 29, 0.95, 0.006113214292763, 0.171755218793203)]
    [InlineData(19, 19, 0.99, 0.741177165475405, 1.000000000000000)]
    [InlineData(380, 400, 0.95, 0.924036364936280, 0.967402570162853)]
    [InlineData(999, 1000, 0.95, 0.994357441402042, 0.999823453629374)]
    public void Wilson_agrees(int successes, int n, double confidence, double low, double high)
    {
        var interval = Proportion.Wilson(successes, n, confidence);

        interval.Low.ShouldBe(low, Close);
        interval.High.ShouldBe(high, Close);
    }

    /// <summary>norm.ppf(p)</summary>
    [Theory]
    [InlineData(1e-10, -6.361340902404056)]
    [InlineData(0.001, -3.090232306167813)]
    [InlineData(0.025, -1.959963984540054)]
    [InlineData(0.2, -0.841621233572914)]
    [InlineData(0.5, 0)]
    [InlineData(0.7, 0.524400512708041)]
    [InlineData(0.95, 1.644853626951472)]
    [InlineData(0.995, 2.575829303548900)]
    [InlineData(0.999999, 4.753424308817087)]
    public void The_normal_quantile_agrees(double p, double z) => SpecialFunctions.NormalQuantile(p).ShouldBe(z, Close);

    /// <summary>binom.cdf(k, n, p)</summary>
    [Theory]
    [InlineData(12, 19, 0.8, 0.067600065897116)]
    [InlineData(12, 19, 0.5, 0.916465759277344)]
    [InlineData(0, 10, 0.1, 0.348678440100000)]
    [InlineData(5, 10, 0.5, 0.623046875000000)]
    [InlineData(180, 200, 0.93, 0.069165417581936)]
    [InlineData(399, 400, 0.999, 0.329814093993260)]
    public void The_binomial_agrees(int k, int n, double p, double probability) => Distributions.Binomial(n, p).AtMost(k).ShouldBe(probability, Close);

    /// <summary>hypergeom.cdf(k, lot, good, n)</summary>
    [Theory]
    [InlineData(12, 500, 400, 19, 0.063825754638703)]
    [InlineData(12, 500, 250, 19, 0.920542564612208)]
    [InlineData(0, 50, 5, 10, 0.310562782004569)]
    [InlineData(3, 20, 10, 8, 0.324958323410336)]
    [InlineData(40, 3000, 2400, 57, 0.048806082709508)]
    [InlineData(7, 15, 9, 10, 0.953046953046953)]
    public void The_hypergeometric_agrees(int k, int lot, int good, int n, double probability) =>
        Distributions.Hypergeometric(lot, good, n).AtMost(k).ShouldBe(probability, Close);

    /// <summary>chi2.sf(x, 9)</summary>
    [Theory]
    [InlineData(0.5, 0.99996956625883893)]
    [InlineData(3.3, 0.95120469068409708)]
    [InlineData(9, 0.43727418891386693)]
    [InlineData(16.919, 0.049999640848349826)]
    [InlineData(21.666, 0.0099999798834983326)]
    [InlineData(33.7, 0.00010080678416966285)]
    [InlineData(120.0, 1.336164776532522e-21)]
    public void The_chi_squared_tail_agrees(double x, double p)
    {
        SpecialFunctions.UpperGamma(4.5, x / 2).ShouldBe(p, Close);
        (SpecialFunctions.UpperGamma(4.5, x / 2) / p).ShouldBe(1, Close);
    }

    /// <summary>scipy.stats.chisquare([12, 8, 9, 11, 10, 15, 5, 10, 10, 10])</summary>
    [Fact]
    public void The_test_of_end_digits_agrees()
    {
        int[] digits = [12, 8, 9, 11, 10, 15, 5, 10, 10, 10];

        var test = EndDigits.Test([.. digits.SelectMany((times, digit) => Enumerable.Repeat(20L + digit, times))], [.. Enumerable.Repeat(10.0, 10)]);

        test.Statistic.ShouldBe(6.0, Close);
        test.P.ShouldBe(0.7399182920946538, Close);
    }

    /// <summary>The smallest n for which d = argmin over d of hypergeom.cdf(d-1, lot, good, n) + hypergeom.sf(d-1, lot, bad, n) keeps both risks.</summary>
    [Theory]
    [InlineData(100, 90, 60, 0.1, 0.1, 12, 10, 0.098101126797, 0.070366740347)]
    [InlineData(500, 400, 250, 0.1, 0.1, 19, 13, 0.063825754639, 0.079457435388)]
    [InlineData(1000, 900, 600, 0.1, 0.1, 15, 12, 0.054174689696, 0.088847842912)]
    [InlineData(3000, 2850, 2400, 0.05, 0.1, 38, 34, 0.038687908338, 0.097122162048)]
    [InlineData(40, 36, 24, 0.1, 0.1, 11, 9, 0.055968924390, 0.082522969620)]
    [InlineData(2000, 1700, 1300, 0.05, 0.05, 48, 37, 0.045716012752, 0.048995555108)]
    public void Plans_for_finite_lots_agree(int lot, int good, int bad, double alpha, double beta, int n, int d, double exactAlpha, double exactBeta)
    {
        var plan = Lqas.Plan(lot, good, bad, alpha, beta)!;

        (plan.Sample, plan.Rule).ShouldBe((n, d));
        plan.Alpha.ShouldBe(exactAlpha, 1e-11);
        plan.Beta.ShouldBe(exactBeta, 1e-11);
    }

    /// <summary>The row n = 19 of the decision rules of LQAS (Valadez, Weiss, Leburg and Davis 2003): upper threshold in percent, lower one 30 points below.</summary>
    [Theory]
    [InlineData(35, 4)]
    [InlineData(40, 5)]
    [InlineData(45, 6)]
    [InlineData(50, 7)]
    [InlineData(55, 8)]
    [InlineData(60, 9)]
    [InlineData(65, 10)]
    [InlineData(70, 11)]
    [InlineData(75, 12)]
    [InlineData(80, 13)]
    [InlineData(85, 14)]
    [InlineData(90, 15)]
    [InlineData(95, 16)]
    public void Nineteen_households_have_the_published_rules(int upper, int rule)
    {
        var plan = Lqas.Rule(19, upper / 100.0, (upper - 30) / 100.0);

        plan.Rule.ShouldBe(rule);
        Math.Max(plan.Alpha, plan.Beta).ShouldBeLessThan(0.1);
    }

    /// <summary>Table 1 of "Lot quality assurance sampling" in PMC3013262, after Grant and Leavenworth 1988: 80 against 50 %, the starred optimum, allowed
    /// failures and both risks to two digits.
    [Theory]
    [InlineData(12, 4, 0.07, 0.19)]
    [InlineData(14, 4, 0.13, 0.09)]
    [InlineData(19, 6, 0.07, 0.08)]
    [InlineData(28, 9, 0.04, 0.04)]
    public void The_published_optima_come_out(int n, int allowed, double provider, double consumer)
    {
        var plan = Lqas.Rule(n, 0.8, 0.5);

        plan.Allowed.ShouldBe(allowed);
        plan.Alpha.ShouldBe(provider, 0.011);
        plan.Beta.ShouldBe(consumer, 0.011);
    }

    [Fact]
    public void Eighty_against_fifty_at_ten_percent_is_the_plan_of_nineteen_and_thirteen() =>
        Lqas.Plan(0.8, 0.5, 0.1, 0.1).ShouldNotBeNull().ShouldSatisfyAllConditions(plan => plan!.Sample.ShouldBe(19), plan => plan!.Rule.ShouldBe(13));

    [Fact]
    public void No_plan_is_invented_where_none_keeps_the_risks()
    {
        Lqas.Plan(10, 9, 8, 0.05, 0.05).ShouldBe(new LotPlan(10, 9, 0, 0));
        Lqas.Plan(500, 300, 300, 0.1, 0.1).ShouldBeNull();
        Lqas.Plan(100_000, 90_000, 89_000, 0.01, 0.01).ShouldBeNull();
    }

    [Theory]
    [InlineData(100_000, 0.1, 93)]
    [InlineData(100_000, 0.05, 381)]
    [InlineData(60, 0.1, 60)]
    public void A_sample_for_a_width_keeps_it(int lot, double half, int n)
    {
        Proportion.SampleFor(lot, half).ShouldBe(n);
        var widest = Proportion.Wilson(n / 2, n);
        if (n < lot)
        {
            ((widest.High - widest.Low) / 2).ShouldBeLessThanOrEqualTo(half);
        }
    }

    /// <summary>Seeded simulation: over shares from 0.02 to 0.98 and samples of 20 to 200 the 95 % interval holds the true share in 94 to 97 of 100 draws on
    /// average, and nowhere in fewer than 83 (Brown, Cai and DasGupta 2001: the dips are near 0 and 1 for small n).</summary>
    [Fact]
    public void Wilson_covers_as_often_as_it_says()
    {
        var random = new Random(111);
        var draws = Drill.Full ? 20_000 : 2_000;
        var shares = new List<double>();
        foreach (var n in new[] { 20, 50, 100, 200 })
        {
            foreach (var p in new[] { 0.02, 0.1, 0.3, 0.5, 0.7, 0.9, 0.98 })
            {
                var held = Enumerable.Range(0, draws).Count(_ => Holds(Proportion.Wilson(Drawn(random, n, p), n), p));
                shares.Add((double)held / draws);
            }
        }

        shares.Average().ShouldBeInRange(0.94, 0.97);
        shares.Min().ShouldBeGreaterThan(0.83);
    }

    /// <summary>A Wald interval in its place fails the same simulation: the test can tell.</summary>
    [Fact]
    public void The_simulation_tells_a_poor_interval()
    {
        var random = new Random(111);
        var held = Enumerable.Range(0, 2_000).Count(_ =>
        {
            var share = Drawn(random, 50, 0.02) / 50.0;
            var half = 1.96 * Math.Sqrt(share * (1 - share) / 50);
            return Holds(new ShareInterval(share - half, share + half), 0.02);
        });

        (held / 2000.0).ShouldBeLessThan(0.83);
    }

    private static int Drawn(Random random, int n, double p) => Enumerable.Range(0, n).Count(_ => random.NextDouble() < p);

    private static bool Holds(ShareInterval interval, double p) => interval.Low <= p && p <= interval.High;
}
