namespace Campaign111.Features.Verification.Statistics;

/// <summary>The few functions that the module needs, in double precision. All are pure.</summary>
public static class SpecialFunctions
{
    private const int MostTerms = 10_000;

    // Lanczos, g = 7, nine terms (W. H. Press et al., Numerical Recipes, 3rd ed., 6.1; coefficients by P. Godfrey): relative error below 1e-14.
    private static readonly double[] Lanczos =
    [
        0.99999999999980993, 676.5203681218851, -1259.1392167224028, 771.32342877765313, -176.61502916214059, 12.507343278686905, -0.13857109526572012,
        9.9843695780195716e-6, 1.5056327351493116e-7,
    ];

    /// <summary>Natural logarithm of the gamma function.</summary>
    /// <param name="x">Above 0.</param>
    public static double LogGamma(double x)
    {
        if (x < 0.5)
        {
            return Math.Log(Math.PI / Math.Sin(Math.PI * x)) - LogGamma(1 - x);
        }

        var shifted = x - 1;
        var sum = Lanczos[0];
        for (var i = 1; i < Lanczos.Length; i++)
        {
            sum += Lanczos[i] / (shifted + i);
        }

        var t = shifted + 7.5;
        return (0.5 * Math.Log(2 * Math.PI)) + ((shifted + 0.5) * Math.Log(t)) - t + Math.Log(sum);
    }

    /// <summary>Logarithm of the binomial coefficient; minus infinity when there is no such choice.</summary>
    public static double LogChoose(long n, long k) =>
        k < 0 || k > n ? double.NegativeInfinity : LogGamma(n + 1.0) - LogGamma(k + 1.0) - LogGamma(n - k + 1.0);

    /// <summary>Q(a, x), the regularised upper incomplete gamma function: a series below a + 1, Lentz's continued fraction above (Numerical Recipes,
    /// 3rd ed., 6.2).</summary>
    public static double UpperGamma(double a, double x)
    {
        if (x <= 0)
        {
            return 1;
        }

        var front = Math.Exp((a * Math.Log(x)) - x - LogGamma(a));
        return x < a + 1 ? 1 - (front * Series(a, x)) : front * Fraction(a, x);
    }

    /// <summary>The quantile of the standard normal distribution: algorithm AS 241, PPND16 (M. J. Wichura, Applied Statistics 37 (1988) 477-484),
    /// relative error about 1e-16.</summary>
    /// <param name="p">Between 0 and 1, both excluded.</param>
    public static double NormalQuantile(double p)
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(p, 0);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(p, 1);
        var q = p - 0.5;
        if (Math.Abs(q) <= 0.425)
        {
            var near = 0.180625 - (q * q);
            return q * Wichura.Central(near);
        }

        var r = Math.Sqrt(-Math.Log(q < 0 ? p : 1 - p));
        var far = r <= 5 ? Wichura.Middle(r - 1.6) : Wichura.Tail(r - 5);
        return q < 0 ? -far : far;
    }

    private static double Series(double a, double x)
    {
        var (term, sum) = (1 / a, 1 / a);
        for (var n = 1; n < MostTerms && Math.Abs(term) > Math.Abs(sum) * 1e-17; n++)
        {
            term *= x / (a + n);
            sum += term;
        }

        return sum;
    }

    private static double Fraction(double a, double x)
    {
        const double Tiny = 1e-300;
        var b = x + 1 - a;
        var c = 1 / Tiny;
        var d = 1 / b;
        var h = d;
        for (var i = 1; i < MostTerms; i++)
        {
            var an = -i * (i - a);
            b += 2;
            d = 1 / NotZero((an * d) + b, Tiny);
            c = NotZero(b + (an / c), Tiny);
            var step = d * c;
            h *= step;
            if (Math.Abs(step - 1) < 1e-16)
            {
                break;
            }
        }

        return h;
    }

    private static double NotZero(double value, double tiny) => Math.Abs(value) < tiny ? tiny : value;
}
