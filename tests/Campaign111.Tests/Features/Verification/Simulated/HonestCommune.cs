using Campaign111.Features.Verification.Flags;

namespace Campaign111.Tests.Features.Verification.Simulated;

/// <summary>
/// A commune that counts what it does, over September 2020. 6 to 12 hamlets of 80 to 400 households, about a third of them by register, one walker each. A walker
/// goes out on 60 to 95 % of the days; a day's number is overdispersed (a Poisson of a gamma of shape 6) around a pace that brings 55 to 98 % of the real
/// households, up to 2.5 times as many in the last three days before the 29th; 6 to 20 % of doors are absent, refused or vacant. Hours from 7:00 to 19:00, 2 % up to 21:30.
/// Denominators are wrong by 3 % (normal) a hamlet. 1 to 5 % more leaflets came in than were handed out; scans are 0 to 3 in a hundred households.
/// </summary>
public sealed class HonestCommune
{
    private static readonly DateOnly First = new(2020, 9, 1);
    private static readonly DateOnly Last = new(2020, 9, 29);
    private readonly Random random;

    public HonestCommune(int seed) => random = new Random(seed);

    public CommuneMonth Month()
    {
        var share = Between(0.55, 0.98);
        var rush = Between(1, 2.5);
        var hamlets = Enumerable.Range(1, random.Next(6, 13)).Select(id => Hamlet(id, share, rush)).ToList();
        var reached = hamlets.Sum(hamlet => hamlet.ReachedInAll);
        return new CommuneMonth(First, Last, hamlets)
        {
            Leaflets = reached,
            Received = (long)(reached * Between(1.01, 1.05)),
            Scans = (long)(reached * Between(0, 0.03)),
        };
    }

    private HamletMonth Hamlet(long id, double share, double rush)
    {
        var real = random.Next(80, 401);
        var target = (long)Math.Max(1, Math.Round(real * (1 + (0.03 * Normal()))));
        var left = (int)(real * Math.Clamp(share + Between(-0.08, 0.08), 0, 1));
        var isRegister = random.NextDouble() < 0.33;
        var absent = Between(0.06, 0.20);
        var signs = new List<Sign>();
        var days = Enumerable.Range(0, 29).Where(_ => random.NextDouble() < Between(0.6, 0.95)).ToList();
        for (var i = 0; i < days.Count && left > 0; i++)
        {
            var weight = days[i] >= 26 ? rush : 1;
            var rest = days.Skip(i).Sum(day => day >= 26 ? rush : 1);
            var today = Math.Min(left, Count(left * weight / rest));
            left -= today;
            Log(signs, First.AddDays(days[i]), id, today, isRegister, absent);
        }

        return new HamletMonth(id, isRegister, target, signs.Where(sign => sign.Reached).Sum(sign => sign.Households), signs);
    }

    private void Log(List<Sign> signs, DateOnly day, long account, int reached, bool isRegister, double absent)
    {
        if (!isRegister)
        {
            if (reached > 0)
            {
                signs.Add(new Sign(day, Hour(), account, true, reached, true));
            }

            return;
        }

        // Door after door, two to six minutes each.
        var at = new TimeOnly(random.Next(7, 15), random.Next(60));
        for (var met = 0; met < reached;)
        {
            var found = random.NextDouble() >= absent;
            met += found ? 1 : 0;
            signs.Add(new Sign(day, at, account, found, 1, true));
            at = at.AddMinutes(random.Next(2, 7));
        }
    }

    private TimeOnly Hour() => random.NextDouble() < 0.02 ? new TimeOnly(random.Next(19, 21), random.Next(60)).AddMinutes(30) : new TimeOnly(random.Next(7, 19), random.Next(60));

    private int Count(double mean)
    {
        var gamma = 0.0;
        for (var i = 0; i < 6; i++)
        {
            gamma -= Math.Log(1 - random.NextDouble());
        }

        var (limit, product, k) = (Math.Exp(-Math.Min(600, mean * gamma / 6)), 1.0, 0);
        while ((product *= random.NextDouble()) > limit)
        {
            k++;
        }

        return k;
    }

    private double Normal() => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());

    private double Between(double from, double to) => from + ((to - from) * random.NextDouble());
}
