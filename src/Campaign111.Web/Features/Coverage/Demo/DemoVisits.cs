using System.Globalization;
using Campaign111.Features.Campaigns;
using Campaign111.Features.Hierarchy;
using Campaign111.Platform.Time;

namespace Campaign111.Features.Coverage.Demo;

/// <summary>Invents a commune's visits from the campaign's start to the day before the demo's first day.</summary>
internal sealed class DemoVisits(Unit commune, DemoProfile profile, Random random)
{
    private static readonly DateOnly LastDay = new(2020, 8, 31);
    private static readonly DateOnly SilentSince = new(2020, 8, 22);
    private static readonly string[] Methods = ["door", "door", "door", "door", "meeting", "school", "event"];

    /// <summary>Percent of households reached by 31/8; 56 are expected on 1/9.</summary>
    private readonly double share = profile switch
    {
        DemoProfile.NotStarted => 0,
        DemoProfile.Silent => Between(random, 15, 45),
        DemoProfile.Completed => 97,
        DemoProfile.OnPace => Between(random, 54, 78),
        DemoProfile.Behind => Between(random, 38, 49),
        _ => Between(random, 8, 33),
    };

    private DateOnly End => profile == DemoProfile.Silent ? SilentSince : LastDay;

    /// <summary>A few tallies of a hamlet.</summary>
    public IEnumerable<IncomingEntry> Tally(Campaign campaign, Unit hamlet, long target)
    {
        if (profile == DemoProfile.NotStarted)
        {
            yield break;
        }

        var days = random.Next(3, 6);
        var reached = (long)(target * Math.Clamp(share + Between(random, -3, 3), 0, 98) / 100);
        for (var left = days; left > 0; left--)
        {
            var households = left == 1 ? reached : (long)(reached * (0.7 + (0.6 * random.NextDouble())) / left);
            reached -= households;
            target -= households;
            if (households > 0)
            {
                yield return Entry(campaign, hamlet, CoverageOutcome.Reached, households, DayAt(campaign, days - left, days));
            }
        }

        foreach (var entry in Rest(campaign, hamlet, target))
        {
            yield return entry;
        }
    }

    /// <summary>Household by household, up to the commune's share; some are absent, refuse or stand empty.</summary>
    public IEnumerable<IncomingEntry> Register(Campaign campaign, Unit hamlet, IReadOnlyList<(string Code, string Address)> households)
    {
        var visited = profile == DemoProfile.NotStarted ? 0 : (int)(households.Count * Math.Min(share + 8, 100) / 100);
        for (var i = 0; i < visited; i++)
        {
            var outcome = random.Next(100) switch
            {
                < 85 => CoverageOutcome.Reached,
                < 94 => CoverageOutcome.Absent,
                < 97 => CoverageOutcome.Vacant,
                _ => CoverageOutcome.Refused,
            };
            yield return Entry(campaign, hamlet, outcome, 1, DayAt(campaign, i, visited)) with { Household = households[i].Code, Method = CoverageMethods.Door };
        }
    }

    // A completed commune has an answer for every household; the others have met a few empty houses.
    private IEnumerable<IncomingEntry> Rest(Campaign campaign, Unit hamlet, long left)
    {
        var vacant = profile == DemoProfile.Completed ? left * 2 / 3 : random.Next(4) == 0 ? Math.Min(left, random.Next(1, 4)) : 0;
        var refused = profile == DemoProfile.Completed ? left - vacant : 0;
        if (vacant > 0)
        {
            yield return Entry(campaign, hamlet, CoverageOutcome.Vacant, vacant, DayAt(campaign, 3, 4));
        }

        if (refused > 0)
        {
            yield return Entry(campaign, hamlet, CoverageOutcome.Refused, refused, DayAt(campaign, 3, 4));
        }
    }

    private static double Between(Random random, double from, double to) => from + ((to - from) * random.NextDouble());

    /// <summary>A day in the part-th of so many equal parts of the time; the last part ends on the last days.</summary>
    private DateOnly DayAt(Campaign campaign, int part, int parts)
    {
        var span = End.DayNumber - campaign.StartsOn.DayNumber;
        var from = span * part / parts;
        var to = span * (part + 1) / parts;
        var day = campaign.StartsOn.AddDays(random.Next(from, to + 1));
        return profile != DemoProfile.Silent && part == parts - 1 ? LastDay.AddDays(-random.Next(0, 6)) : day;
    }

    private IncomingEntry Entry(Campaign campaign, Unit hamlet, CoverageOutcome outcome, long households, DateOnly day)
    {
        var captured = VietnamTime.At(day, new TimeOnly(random.Next(7, 19), random.Next(60), random.Next(60)));
        return new IncomingEntry
        {
            Key = Guid.CreateVersion7(captured).ToString(),
            Campaign = campaign.Slug,
            Place = $"{commune.Code}/{hamlet.Code}",
            Outcome = outcome.Code(),
            Method = Methods[random.Next(Methods.Length)],
            Households = households,
            Leaflets = outcome == CoverageOutcome.Reached ? households : 0,
            CapturedAt = captured.ToString("O", CultureInfo.InvariantCulture),
            ReceivedAt = captured.AddMinutes(random.Next(1, 90)),
        };
    }
}
