using System.Globalization;
using Campaign111.Platform.Time;

namespace Campaign111.Platform.Jobs;

/// <summary>When a job runs: every day at a local time of Vietnam, or at an interval aligned to the clock there.</summary>
/// <remarks>
/// Only what both engines fire at the same instants can be written: a cron expression of six fields (seconds first). So an interval divides
/// a minute, an hour or a day (30 s, 5 min, 6 h).
/// </remarks>
public sealed record JobSchedule
{
    private JobSchedule(string name, string cron)
    {
        if (name.Length is 0 or > 100 || !name.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-'))
        {
            throw new ArgumentException($"Job name '{name}': use 1 to 100 of a-z, 0-9 and '-'.", nameof(name));
        }

        Name = name;
        Cron = cron;
    }

    /// <summary>The job's name, unique in the product: "sweep", "dispatcher".</summary>
    public string Name { get; }

    /// <summary>Six fields, seconds first, read in Asia/Ho_Chi_Minh; the dialect that Quartz and Cronos share.</summary>
    public string Cron { get; }

    /// <summary>The local time of a daily job; null for an interval.</summary>
    public TimeOnly? TimeOfDay { get; private init; }

    /// <summary>The interval; null for a daily job.</summary>
    public TimeSpan? Interval { get; private init; }

    /// <summary>
    /// Run once more when the process starts. For a daily job whose time may have passed while the process was down: an engine that keeps
    /// its schedule in memory does not know what it missed.
    /// </summary>
    public bool AlsoAtStart { get; init; }

    /// <summary>Every day at a time in Vietnam.</summary>
    /// <param name="name">Unique job name.</param>
    /// <param name="timeOfDay">"HH:mm", for example "07:30".</param>
    /// <exception cref="FormatException">The time is not written HH:mm.</exception>
    public static JobSchedule Daily(string name, string timeOfDay)
    {
        var time = TimeOnly.ParseExact(timeOfDay, "HH:mm", CultureInfo.InvariantCulture);
        return new JobSchedule(name, string.Create(CultureInfo.InvariantCulture, $"0 {time.Minute} {time.Hour} * * ?")) { TimeOfDay = time };
    }

    /// <summary>At an interval, aligned to the clock in Vietnam: every 30 s means at :00 and :30.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The interval does not divide a minute, an hour or a day into whole seconds, minutes or hours.</exception>
    public static JobSchedule Every(string name, TimeSpan interval) => new(name, IntervalCron(interval)) { Interval = interval };

    /// <summary>The first instant after <paramref name="instant"/> at which the job is due.</summary>
    public DateTimeOffset NextAfter(DateTimeOffset instant)
    {
        var day = VietnamTime.Day(instant);
        if (TimeOfDay is { } time)
        {
            var today = VietnamTime.At(day, time);
            return today > instant ? today : VietnamTime.At(day.AddDays(1), time);
        }

        var midnight = VietnamTime.At(day);
        var passed = (instant - midnight).Ticks / Interval!.Value.Ticks;
        return midnight + (passed + 1) * Interval.Value;
    }

    private static string IntervalCron(TimeSpan interval)
    {
        var (count, unit, size) = interval switch
        {
            { Ticks: <= 0 } => (0L, 1L, 1L),
            { TotalMinutes: < 1 } => (60L, interval.Ticks / TimeSpan.TicksPerSecond, TimeSpan.TicksPerSecond),
            { TotalHours: < 1 } => (60L, interval.Ticks / TimeSpan.TicksPerMinute, TimeSpan.TicksPerMinute),
            _ => (24L, interval.Ticks / TimeSpan.TicksPerHour, TimeSpan.TicksPerHour),
        };
        if (count == 0 || unit * size != interval.Ticks || count % unit != 0)
        {
            throw new ArgumentOutOfRangeException(
                nameof(interval), interval, "An interval divides a minute, an hour or a day: 30 seconds, 5 minutes, 6 hours.");
        }

        return size switch
        {
            TimeSpan.TicksPerSecond => string.Create(CultureInfo.InvariantCulture, $"0/{unit} * * * * ?"),
            TimeSpan.TicksPerMinute => string.Create(CultureInfo.InvariantCulture, $"0 0/{unit} * * * ?"),
            _ when unit == 24 => "0 0 0 * * ?",
            _ => string.Create(CultureInfo.InvariantCulture, $"0 0 0/{unit} * * ?"),
        };
    }
}
