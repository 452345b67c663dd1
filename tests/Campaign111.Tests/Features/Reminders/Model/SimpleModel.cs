using Campaign111.Features.Reminders;

namespace Campaign111.Tests.Features.Reminders.Model;

/// <summary>What was reminded, as the model remembers it.</summary>
internal sealed record Told(int Campaign, int Unit, string Code, bool Silent, int Offset, DateOnly Due, DateOnly On, int Level, bool WantsAnswer, bool IsClimb, DateOnly? LastDay, DateOnly? LastEntry)
{
    public bool Answered { get; set; }

    public bool Climbed { get; set; }
}

/// <summary>The rules of reminding, written down once more in the plainest way: nothing is indexed, everything is looked up in the whole history. It
/// shares with the product the list of rungs alone.</summary>
internal sealed class SimpleModel(Story story)
{
    private readonly long[,] reached = new long[Story.Campaigns, Story.Communes];
    private readonly long[,] otherwise = new long[Story.Campaigns, Story.Communes];
    private readonly DateOnly?[,] lastEntry = new DateOnly?[Story.Campaigns, Story.Communes];
    private readonly int[] moved = new int[Story.Campaigns];
    private readonly DateOnly?[,] own = new DateOnly?[Story.Campaigns, Story.Communes];

    public List<Told> History { get; } = [];

    public void Happens(StoryEvent happened)
    {
        var (c, u, day) = (happened.Campaign, happened.Unit, Story.Start.AddDays(happened.Day));
        switch (happened.What)
        {
            case Happening.Reached:
                reached[c, u] += happened.Amount;
                lastEntry[c, u] = day;
                break;
            case Happening.SettledOtherwise:
                otherwise[c, u] += happened.Amount;
                lastEntry[c, u] = day;
                break;
            case Happening.ProvinceAmends:
                moved[c] += happened.Amount;
                break;
            case Happening.CommuneSetsOwnDay:
                own[c, u] = LastOfProvince(c).AddDays(happened.Amount);
                break;
        }
    }

    public bool Works(DateOnly day) =>
        day.DayOfWeek != DayOfWeek.Saturday && day.DayOfWeek != DayOfWeek.Sunday && !story.Holidays.Contains(day.DayNumber - Story.Start.DayNumber);

    /// <summary>Who is reminded on a day, as "campaign|unit|code|due day|people". Remembers it.</summary>
    public IReadOnlyList<string> Sweep(DateOnly today)
    {
        if (!Works(today))
        {
            return [];
        }

        var due = new List<Told>();
        for (var c = 0; c < Story.Campaigns; c++)
        {
            for (var u = 0; u < Story.Communes && today >= StartOf(c); u++)
            {
                if (story.Targets[u] > 0 && reached[c, u] + otherwise[c, u] < story.Targets[u])
                {
                    due.AddRange(Climbs(c, u, today));
                    due.AddRange(Rungs(c, u, today));
                }
            }
        }

        History.AddRange(due.Where(told => People(told).Count > 0));
        return [.. due.Select(told => $"{told.Campaign}|{told.Unit}|{told.Code}|{told.Due:yyyy-MM-dd}|{string.Join(',', People(told).Order())}")];
    }

    private DateOnly StartOf(int c) => Story.Start.AddDays(story.Plans[c].Start);

    private DateOnly LastOfProvince(int c) => StartOf(c).AddDays(story.Plans[c].Length + moved[c]);

    private DateOnly LastDay(int c, int u) => own[c, u] ?? LastOfProvince(c);

    private bool Lags(RungCondition when, int c, int u, DateOnly today)
    {
        var started = lastEntry[c, u] is not null;
        var last = LastDay(c, u);
        if (when == RungCondition.Incomplete || !started)
        {
            return true;
        }

        if (when == RungCondition.NotStarted)
        {
            return false;
        }

        // So many days of so many; the first day expects its share.
        var first = StartOf(c).DayNumber - 1;
        var expected = today >= last ? 100m : 100m * (today.DayNumber - first) / (last.DayNumber - first);
        return today > last || expected - (100m * reached[c, u] / story.Targets[u]) > 5;
    }

    private IEnumerable<Told> Rungs(int c, int u, DateOnly today)
    {
        var last = LastDay(c, u);
        var remindedUntil = History.Where(told => told.Campaign == c && told.Unit == u && !told.IsClimb).Select(told => told.On).DefaultIfEmpty(DateOnly.MinValue).Max();
        foreach (var rung in story.Rungs.Where(rung => rung.Kind == RungKind.Time).OrderByDescending(rung => rung.Days))
        {
            var day = last.AddDays(rung.Days);
            if (day > today)
            {
                continue;
            }

            if (day >= StartOf(c) && day > remindedUntil && Lags(rung.When, c, u, today))
            {
                yield return new Told(c, u, rung.Days <= 0 ? $"t-{-rung.Days}" : $"overdue+{rung.Days}", false, rung.Days, day, today, Level(rung.Tells, u), rung.NeedsAck, false, last, lastEntry[c, u]);
                yield break;
            }

            break;
        }

        if (story.Rungs.FirstOrDefault(rung => rung.Kind == RungKind.Silent) is { } silent
            && today <= last && lastEntry[c, u] is { } entry && entry.AddDays(silent.Days) is var since && since <= today && since > remindedUntil)
        {
            yield return new Told(c, u, "silent", true, 0, since, today, Level(silent.Tells, u), silent.NeedsAck, false, last, entry);
        }
    }

    private List<Told> Climbs(int c, int u, DateOnly today)
    {
        var found = new List<Told>();
        foreach (var told in History.Where(told => told.Campaign == c && told.Unit == u && told.WantsAnswer && !told.Answered && !told.Climbed))
        {
            var third = told.On;
            for (var worked = 0; worked < 3;)
            {
                third = third.AddDays(1);
                worked += Works(third) ? 1 : 0;
            }

            var code = told.Code.Split('/')[0];
            var when = story.Rungs.First(rung => rung.Code == code).When;
            var holds = told.Silent ? lastEntry[c, u] == told.LastEntry : LastDay(c, u) == told.LastDay && Lags(when, c, u, today);
            if (third <= today && holds && told.Level < 2 && Reachable(u, told.Level + 1) is { } level)
            {
                var times = told.Code.Contains('/', StringComparison.Ordinal) ? int.Parse(told.Code.Split('/')[1], null) : 0;
                told.Climbed = true;
                found.Add(told with { Code = $"{code}/{times + 1}", Due = third, On = today, Level = level, WantsAnswer = true, IsClimb = true, Climbed = false, Answered = false, LastDay = LastDay(c, u), LastEntry = lastEntry[c, u] });
            }
        }

        return found;
    }

    // Levels: 0 the commune, 1 its district, 2 the province. The first at or above one that has somebody.
    private int? Reachable(int u, int from)
    {
        for (var level = from; level <= 2; level++)
        {
            if (At(u, level) is not null)
            {
                return level;
            }
        }

        return null;
    }

    private string? At(int u, int level) => level switch
    {
        0 => story.Staffed[u] ? CommuneOfficer(u) : null,
        1 => story.Homes[u] is { } home && story.Staffed[Story.Communes + home] ? $"district{home}" : null,
        _ => story.Staffed[Story.Communes + 2] ? "province" : null,
    };

    public string CommuneOfficer(int u) => story.Shared && u == 1 && story.Staffed[0] && story.Staffed[1] ? "commune0" : $"commune{u}";

    private static int[] Levels(RungAudience tells) => [.. new[] { RungAudience.Commune, RungAudience.District, RungAudience.Province }.Select((audience, level) => tells.HasFlag(audience) ? level : -1).Where(level => level >= 0)];

    private int Level(RungAudience tells, int u) => Levels(tells).Select(level => Reachable(u, level) ?? -1).Max();

    private List<string> People(Told told)
    {
        if (told.IsClimb)
        {
            return [At(told.Unit, told.Level)!];
        }

        var rung = story.Rungs.First(rung => rung.Code == told.Code);
        return [.. Levels(rung.Tells).Select(level => Reachable(told.Unit, level)).OfType<int>().Select(level => At(told.Unit, level)!).Distinct()];
    }
}
