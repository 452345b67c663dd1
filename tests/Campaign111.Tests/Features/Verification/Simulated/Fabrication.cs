using Campaign111.Features.Verification.Flags;

namespace Campaign111.Tests.Features.Verification.Simulated;

/// <summary>Ten ways to invent figures, each laid over an honest commune, and the question that should find it.</summary>
public sealed record Fabrication(string Name, string Kind, Func<CommuneMonth, Random, CommuneMonth> Do)
{
    private static readonly int[] Liked = [3, 7, 7, 8, 2, 4, 6, 3];

    public static IReadOnlyList<Fabrication> All { get; } =
    [
        new("counts rounded to tens", FlagKinds.EndDigits, (month, _) => Counts(month, count => Math.Max(10, count / 10 * 10))),
        new("counts rounded to fives", FlagKinds.EndDigits, (month, _) => Counts(month, count => Math.Max(5, count / 5 * 5))),
        new("end digits that look random to people", FlagKinds.EndDigits, (month, random) => Counts(month, count => (count / 10 * 10) + Liked[random.Next(Liked.Length)])),
        new("the total spread evenly over the days", FlagKinds.Repeated, (month, _) => Even(month)),
        new("one hamlet's list copied to another", FlagKinds.Copied, (month, _) => Copy(month)),
        new("a register ticked at the desk in an hour", FlagKinds.Speed, (month, random) => Registers(month, (sign, index) => sign with { At = new TimeOnly(16, index * 60 / 4000 % 60), Day = new DateOnly(2020, 9, 10 + random.Next(2)) })),
        new("everything on the last day", FlagKinds.LastDay, (month, _) => Signs(month, sign => sign with { Day = month.LastDay!.Value })),
        new("nobody ever absent", FlagKinds.NoneAbsent, (month, _) => Registers(month, (sign, _) => sign with { Reached = true })),
        new("a third more households than there are", FlagKinds.OverTarget, (month, _) => Counts(month with { Hamlets = [.. month.Hamlets.Select(Inflated)] }, count => count)),
        new("logged at night what was not done by day", FlagKinds.Night, (month, random) => Signs(month, sign => sign with { At = new TimeOnly(random.Next(22, 24), random.Next(60)) })),
    ];

    // Of tallies of at least a ten: what somebody who invents writes down.
    private static CommuneMonth Counts(CommuneMonth month, Func<long, long> change) => With(month, hamlet => hamlet.IsRegister ? hamlet
        : hamlet with { Signs = [.. hamlet.Signs.Select(sign => sign with { Households = change(sign.Households) })] });

    private static CommuneMonth Signs(CommuneMonth month, Func<Sign, Sign> change) => With(month, hamlet => hamlet with { Signs = [.. hamlet.Signs.Select(change)] });

    private static CommuneMonth Registers(CommuneMonth month, Func<Sign, int, Sign> change) => With(month, hamlet => !hamlet.IsRegister ? hamlet : hamlet with { Signs = [.. hamlet.Signs.Select(change)] });

    private static CommuneMonth Even(CommuneMonth month) => With(month, hamlet =>
    {
        var each = hamlet.Days.Count == 0 ? 0 : Math.Max(8, hamlet.Days.Sum(day => day.Reached) / hamlet.Days.Count);
        return hamlet.IsRegister ? hamlet : hamlet with { Signs = [.. hamlet.Days.Select(day => new Sign(day.Day, new TimeOnly(9, 0), hamlet.HamletId, true, each, true))] };
    });

    private static CommuneMonth Copy(CommuneMonth month)
    {
        var source = month.Hamlets.MaxBy(hamlet => hamlet.Days.Count(day => day.Reached >= 8))!;
        var victim = month.Hamlets.First(hamlet => hamlet.HamletId != source.HamletId);
        return With(month, hamlet => hamlet.HamletId == victim.HamletId ? hamlet with { IsRegister = source.IsRegister, Signs = source.Signs } : hamlet);
    }

    private static HamletMonth Inflated(HamletMonth hamlet) => hamlet with { ReachedInAll = (long)(hamlet.Target!.Value * 1.33) };

    private static CommuneMonth With(CommuneMonth month, Func<HamletMonth, HamletMonth> change)
    {
        // Built anew: a hamlet's days follow from its signs.
        var hamlets = month.Hamlets.Select(change).Select(hamlet => new HamletMonth(hamlet.HamletId, hamlet.IsRegister, hamlet.Target, hamlet.ReachedInAll, hamlet.Signs));
        return month with { Hamlets = [.. hamlets] };
    }
}
