namespace Campaign111.Features.Verification.Statistics;

/// <summary>An interval of shares, both ends between 0 and 1.</summary>
public readonly record struct ShareInterval(double Low, double High);

/// <summary>
/// A simple proportion with Wilson's score interval (E. B. Wilson, JASA 22 (1927) 209-212; recommended for small samples by Brown, Cai and DasGupta,
/// Statistical Science 16 (2001) 101-133): all shares p for which |x/n - p| &lt;= z sqrt(p (1 - p) / n). It never leaves 0 to 1 and has a width also at 0 of n.
/// No correction for finite lots is made: that errs towards a wider interval.
/// </summary>
public static class Proportion
{
    /// <summary>Wilson's score interval of x successes among n.</summary>
    /// <param name="successes">0 to n.</param>
    /// <param name="n">At least 1.</param>
    /// <param name="confidence">As 0.95.</param>
    public static ShareInterval Wilson(long successes, long n, double confidence = 0.95)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(n, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(successes);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(successes, n);
        var z = SpecialFunctions.NormalQuantile(1 - ((1 - confidence) / 2));
        var p = (double)successes / n;
        var zz = z * z / n;
        var centre = (p + (zz / 2)) / (1 + zz);
        var half = z / (1 + zz) * Math.Sqrt(((p * (1 - p)) + (zz / 4)) / n);
        return new ShareInterval(successes == 0 ? 0 : Math.Max(0, centre - half), successes == n ? 1 : Math.Min(1, centre + half));
    }

    /// <summary>The smallest sample whose Wilson interval is at most so wide to each side of its middle when the share is a half (the widest case): from
    /// half = z / (2 sqrt(n + z²)) follows n = (z / 2h)² - z². At most the whole lot.</summary>
    /// <param name="lot">Households in the lot.</param>
    /// <param name="half">Half the width wanted, as 0.1 for ten points.</param>
    /// <param name="confidence">As 0.95.</param>
    public static int SampleFor(long lot, double half, double confidence = 0.95)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(half);
        var z = SpecialFunctions.NormalQuantile(1 - ((1 - confidence) / 2));
        var wanted = Math.Ceiling((z * z / (4 * half * half)) - (z * z) - 1e-9);
        return (int)Math.Min(lot, Math.Max(1, wanted));
    }
}
