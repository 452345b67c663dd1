using Campaign111.Features.Verification.Statistics;

namespace Campaign111.Features.Verification.Flags;

/// <summary>
/// Which months raise a question. Every limit is set so that honest communes are hardly ever asked (less than one in a hundred a month; measured on
/// simulated ones, tests/README.md), which costs some detection: a question that is mostly wrong is not read. A finding is a question, never a verdict.
/// </summary>
public static class FlagRules
{
    /// <summary>The chance of so uneven digits in an honest month below which they are asked about.</summary>
    public const double DigitLevel = 1e-4;

    private const int SameDays = 6;
    private const long SmallestRepeated = 8;
    private const int MostPerHour = 60;
    private const int LeastOnLastDay = 100;
    private const decimal LastDayShare = 0.4m;
    private const int LeastVisits = 150;
    private const decimal CommuneOver = 1.05m;
    private const decimal HamletOver = 1.2m;
    private const int LeastOver = 15;
    private const int StockMargin = 20;
    private const int LeastForScans = 500;
    private const int LeastAtNight = 20;
    private const decimal NightShare = 0.25m;
    private static readonly TimeOnly NightFrom = new(22, 0);
    private static readonly TimeOnly NightTo = new(5, 0);

    /// <summary>All questions that a month raises.</summary>
    public static IReadOnlyList<Finding> Of(CommuneMonth month) =>
    [
        .. Digits(month), .. month.Hamlets.SelectMany(Repeated), .. Copied(month), .. Speed(month), .. OnLastDay(month), .. NoneAbsent(month), .. Over(month), .. OverStock(month),
        .. NoScans(month), .. month.Hamlets.SelectMany(AtNight),
    ];

    private static IEnumerable<Finding> Digits(CommuneMonth month)
    {
        var counts = month.Hamlets.Where(hamlet => !hamlet.IsRegister).SelectMany(hamlet => hamlet.Signs).Where(sign => sign.Reached).Select(sign => sign.Households);
        if (EndDigits.Of(counts) is { P: < DigitLevel } test)
        {
            var evidence = new Dictionary<string, decimal> { ["n"] = test.N, ["statistic"] = decimal.Round((decimal)test.Statistic, 1), ["limit"] = 0.0001m };
            for (var digit = 0; digit < 10; digit++)
            {
                evidence[$"digit{digit}"] = test.Counts[digit];
            }

            yield return new Finding(FlagKinds.EndDigits, null, evidence);
        }
    }

    private static IEnumerable<Finding> Repeated(HamletMonth hamlet)
    {
        var (run, longest, value) = (0, 0, 0L);
        for (var i = 0; i < hamlet.Days.Count; i++)
        {
            run = i > 0 && hamlet.Days[i].Reached == hamlet.Days[i - 1].Reached && hamlet.Days[i].Reached >= SmallestRepeated ? run + 1 : 1;
            (longest, value) = run > longest ? (run, hamlet.Days[i].Reached) : (longest, value);
        }

        if (longest >= SameDays)
        {
            yield return new Finding(FlagKinds.Repeated, hamlet.HamletId, new Dictionary<string, decimal> { ["days"] = longest, ["value"] = value });
        }
    }

    // The same numbers on the same days in two hamlets.
    private static IEnumerable<Finding> Copied(CommuneMonth month)
    {
        for (var i = 0; i < month.Hamlets.Count; i++)
        {
            var first = month.Hamlets[i].Days.Where(day => day.Reached >= SmallestRepeated).ToDictionary(day => day.Day, day => day.Reached);
            for (var j = i + 1; j < month.Hamlets.Count; j++)
            {
                var common = month.Hamlets[j].Days.Where(day => first.ContainsKey(day.Day)).ToList();
                var same = common.Count(day => first[day.Day] == day.Reached);
                if (same >= SameDays && same * 5 >= common.Count * 4)
                {
                    yield return new Finding(FlagKinds.Copied, month.Hamlets[j].HamletId, new Dictionary<string, decimal> { ["same"] = same, ["common"] = common.Count, ["other"] = month.Hamlets[i].HamletId });
                }
            }
        }
    }

    // More doors in an hour than one person passes: each account and clock hour, households logged one by one.
    private static IEnumerable<Finding> Speed(CommuneMonth month)
    {
        var hours = month.Hamlets.Where(hamlet => hamlet.IsRegister).SelectMany(hamlet => hamlet.Signs)
            .Where(sign => sign is { At: not null, AtDoor: true, Account: > 0 })
            .GroupBy(sign => (sign.Account, sign.Day, sign.At!.Value.Hour))
            .Select(hour => (hour.Key, Doors: hour.Sum(sign => sign.Households)))
            .Where(hour => hour.Doors > MostPerHour).ToList();
        if (hours.Count > 0)
        {
            var worst = hours.MaxBy(hour => hour.Doors);
            yield return new Finding(FlagKinds.Speed, null, new Dictionary<string, decimal>
            {
                ["hours"] = hours.Count, ["doors"] = worst.Doors, ["hour"] = worst.Key.Hour, ["day"] = worst.Key.Day.DayNumber, ["limit"] = MostPerHour,
            });
        }
    }

    private static IEnumerable<Finding> OnLastDay(CommuneMonth month)
    {
        if (month.LastDay is not { } last)
        {
            yield break;
        }

        var reached = month.Hamlets.SelectMany(hamlet => hamlet.Days).Where(day => day.Day == last).Sum(day => day.Reached);
        if (reached >= LeastOnLastDay && reached >= LastDayShare * month.ReachedInAll)
        {
            yield return new Finding(FlagKinds.LastDay, null, new Dictionary<string, decimal> { ["reached"] = reached, ["all"] = month.ReachedInAll, ["day"] = last.DayNumber });
        }
    }

    // Somebody is always out in the field: a register without one absent household. Tallies do not say.
    private static IEnumerable<Finding> NoneAbsent(CommuneMonth month)
    {
        var visits = month.Hamlets.Where(hamlet => hamlet.IsRegister).SelectMany(hamlet => hamlet.Signs).Where(sign => sign.AtDoor).ToList();
        if (visits.Count >= LeastVisits && visits.TrueForAll(sign => sign.Reached))
        {
            yield return new Finding(FlagKinds.NoneAbsent, null, new Dictionary<string, decimal> { ["visits"] = visits.Count });
        }
    }

    private static IEnumerable<Finding> Over(CommuneMonth month)
    {
        if (month.Target is > 0 and var target && month.ReachedInAll > CommuneOver * target)
        {
            yield return new Finding(FlagKinds.OverTarget, null, new Dictionary<string, decimal> { ["reached"] = month.ReachedInAll, ["target"] = target });
        }

        foreach (var hamlet in month.Hamlets.Where(hamlet => hamlet.Target > 0 && hamlet.ReachedInAll > HamletOver * hamlet.Target && hamlet.ReachedInAll >= hamlet.Target + LeastOver))
        {
            yield return new Finding(FlagKinds.OverTarget, hamlet.HamletId, new Dictionary<string, decimal> { ["reached"] = hamlet.ReachedInAll, ["target"] = hamlet.Target!.Value });
        }
    }

    private static IEnumerable<Finding> OverStock(CommuneMonth month)
    {
        if (month.Received is { } received && month.Leaflets > received + Math.Max(StockMargin, received / 20))
        {
            yield return new Finding(FlagKinds.OverStock, null, new Dictionary<string, decimal> { ["handedOut"] = month.Leaflets, ["received"] = received });
        }
    }

    // Weak: who cannot scan calls, and most who can do not.
    private static IEnumerable<Finding> NoScans(CommuneMonth month)
    {
        if (month.Scans == 0 && month.ReachedInAll >= LeastForScans)
        {
            yield return new Finding(FlagKinds.NoScans, null, new Dictionary<string, decimal> { ["reached"] = month.ReachedInAll });
        }
    }

    private static IEnumerable<Finding> AtNight(HamletMonth hamlet)
    {
        var timed = hamlet.Signs.Where(sign => sign is { At: not null, Reached: true }).ToList();
        var night = timed.Where(sign => sign.At!.Value >= NightFrom || sign.At.Value < NightTo).Sum(sign => sign.Households);
        var all = timed.Sum(sign => sign.Households);
        if (night >= LeastAtNight && night >= NightShare * all)
        {
            yield return new Finding(FlagKinds.Night, hamlet.HamletId, new Dictionary<string, decimal> { ["night"] = night, ["all"] = all });
        }
    }
}
