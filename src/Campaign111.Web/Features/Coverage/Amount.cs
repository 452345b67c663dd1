namespace Campaign111.Features.Coverage;

/// <summary>An amount by which figures change. A target of null leaves targets alone: none and zero are not the same.</summary>
internal readonly record struct Amount(long Reached = 0, long Settled = 0, long Leaflets = 0, long Entries = 0, long Held = 0, long? Target = null)
{
    public static Amount operator +(Amount a, Amount b) => new(
        a.Reached + b.Reached, a.Settled + b.Settled, a.Leaflets + b.Leaflets, a.Entries + b.Entries, a.Held + b.Held,
        a.Target is null ? b.Target : a.Target + (b.Target ?? 0));

    public static Amount operator *(int sign, Amount a) =>
        new(sign * a.Reached, sign * a.Settled, sign * a.Leaflets, sign * a.Entries, sign * a.Held, sign * a.Target);

    public static Amount operator -(Amount a, Amount b) => a + (-1 * b);
}
