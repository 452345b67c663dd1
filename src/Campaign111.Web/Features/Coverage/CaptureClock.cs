using System.Globalization;
using Campaign111.Platform.Time;

namespace Campaign111.Features.Coverage;

/// <summary>When an entry was captured and on which day it counts.</summary>
/// <param name="CapturedAt">As the device said; the received time when it said nothing readable.</param>
/// <param name="Day">The day in Vietnam on which it counts.</param>
/// <param name="WrongClock">Flagged <c>clock</c>.</param>
/// <param name="LateSent">Flagged <c>late-sent</c>.</param>
public sealed record Capture(DateTimeOffset CapturedAt, DateOnly Day, bool WrongClock, bool LateSent);

/// <summary>A wrong phone clock never costs a record: the entry counts on the received day and is flagged (design.md, Coverage rules).</summary>
public static class CaptureClock
{
    /// <summary>Phones and servers differ by seconds; that is no wrong clock.</summary>
    public static readonly TimeSpan Tolerance = TimeSpan.FromMinutes(2);

    /// <summary>Sent later than this after the capture: flagged.</summary>
    public static readonly TimeSpan Late = TimeSpan.FromDays(7);

    // Beyond these years arithmetic with time zones leaves the calendar.
    private const int EarliestYear = 1900;
    private const int LatestYear = 9990;

    /// <param name="text">ISO 8601; without an offset it is Vietnam's time.</param>
    /// <param name="received">Business instant of the receipt.</param>
    /// <param name="startsOn">First day of the campaign.</param>
    public static Capture Judge(string? text, DateTimeOffset received, DateOnly startsOn)
    {
        if (!TryParse(text, out var captured))
        {
            return new Capture(received, VietnamTime.Day(received), WrongClock: true, LateSent: false);
        }

        var day = VietnamTime.Day(captured);
        var wrong = captured > received + Tolerance || day < startsOn;
        return new Capture(captured, wrong ? VietnamTime.Day(received) : day, wrong, !wrong && received - captured > Late);
    }

    /// <summary>Captured in time, but sent only after the last day: it counts as on time and is marked.</summary>
    public static bool IsAfterTheLastDay(DateOnly captured, DateTimeOffset received, DateOnly? lastDay) =>
        lastDay is { } day && captured <= day && VietnamTime.Day(received) > day;

    private static bool TryParse(string? text, out DateTimeOffset captured)
    {
        captured = default;
        if (!DateTime.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind, out var time)
            || time.Year is <= EarliestYear or >= LatestYear)
        {
            return false;
        }

        var instant = time.Kind == DateTimeKind.Unspecified ? new DateTimeOffset(time, VietnamTime.Zone.BaseUtcOffset) : new DateTimeOffset(time);
        captured = instant.ToWholeMilliseconds();
        return true;
    }

    /// <summary>As precise as the databases keep it.</summary>
    public static DateTimeOffset ToWholeMilliseconds(this DateTimeOffset instant) =>
        new(instant.UtcTicks - (instant.UtcTicks % TimeSpan.TicksPerMillisecond), TimeSpan.Zero);
}
