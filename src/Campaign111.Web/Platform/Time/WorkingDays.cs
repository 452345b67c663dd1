namespace Campaign111.Platform.Time;

/// <summary>Which days are worked in Vietnamese offices: Monday to Friday, less holidays, plus the Saturdays worked in exchange; and the
/// hours in which nobody is written to. In memory: answers any number of questions without another query.</summary>
public sealed class WorkingDays
{
    /// <summary>More days without work in a row than any calendar holds: a search beyond it is an error of the data.</summary>
    private const int MostInARow = 60;

    private readonly Dictionary<DateOnly, SpecialDay> special;

    public WorkingDays(IEnumerable<SpecialDay> special, QuietHours? quiet = null)
    {
        this.special = special.ToDictionary(day => day.Day);
        Quiet = quiet ?? QuietHours.Default;
    }

    /// <summary>Hours in which nobody is written to.</summary>
    public QuietHours Quiet { get; }

    /// <summary>What is special about a day; null for one that its weekday tells.</summary>
    public SpecialDay? Find(DateOnly day) => special.GetValueOrDefault(day) is { Kind: not SpecialDayKind.Ordinary } found ? found : null;

    public bool IsWorkingDay(DateOnly day) => Find(day) is { } found
        ? found.Kind == SpecialDayKind.Working
        : day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday);

    /// <summary>The day itself when it is worked, else the next that is.</summary>
    public DateOnly NextWorkingDay(DateOnly day) => Walk(day, 1);

    /// <summary>The day itself when it is worked, else the one before that is.</summary>
    public DateOnly PreviousWorkingDay(DateOnly day) => Walk(day, -1);

    /// <summary>So many working days later (earlier when negative); the day itself is not counted (Civil Code 2015, art. 147), so one working
    /// day after a Friday is Monday, and after a Saturday as well. 0 gives the day itself.</summary>
    public DateOnly AddWorkingDays(DateOnly day, int count)
    {
        var step = Math.Sign(count);
        for (var left = Math.Abs(count); left > 0; left--)
        {
            day = Walk(day.AddDays(step), step);
        }

        return day;
    }

    /// <summary>Working days after <paramref name="from"/> up to and including <paramref name="to"/>; 0 when that is not later.</summary>
    public int CountBetween(DateOnly from, DateOnly to) =>
        Enumerable.Range(1, Math.Max(0, to.DayNumber - from.DayNumber)).Count(offset => IsWorkingDay(from.AddDays(offset)));

    private DateOnly Walk(DateOnly day, int step)
    {
        for (var tried = 0; tried < MostInARow; tried++, day = day.AddDays(step))
        {
            if (IsWorkingDay(day))
            {
                return day;
            }
        }

        throw new InvalidOperationException($"No working day within {MostInARow} days of {day:yyyy-MM-dd}: check the list of holidays.");
    }
}

/// <summary>The working days of this installation.</summary>
public interface IWorkingDays
{
    /// <summary>All of them as they are now; read again at most every ten seconds.</summary>
    Task<WorkingDays> LoadAsync(CancellationToken cancel = default);
}
