using System.Globalization;

namespace Campaign111.Platform.Time;

/// <summary>Hours of the night, in Vietnam, in which nobody is written to. May pass midnight. Both alike: there are none.</summary>
/// <param name="From">First minute that is quiet.</param>
/// <param name="To">First minute that no longer is.</param>
public sealed record QuietHours(TimeOnly From, TimeOnly To)
{
    /// <summary>21:00 to 07:00.</summary>
    public static readonly QuietHours Default = new(new TimeOnly(21, 0), new TimeOnly(7, 0));

    public bool IsQuiet(DateTimeOffset instant) => IsQuiet(TimeOnly.FromTimeSpan(VietnamTime.Local(instant).TimeOfDay));

    /// <summary>The instant itself when one may write then, else the end of these quiet hours.</summary>
    public DateTimeOffset NextAllowed(DateTimeOffset instant)
    {
        if (!IsQuiet(instant))
        {
            return instant;
        }

        var local = VietnamTime.Local(instant);
        var passesMidnight = From > To && TimeOnly.FromTimeSpan(local.TimeOfDay) >= From;
        return VietnamTime.At(VietnamTime.Day(instant).AddDays(passesMidnight ? 1 : 0), To);
    }

    /// <summary>"21:00-07:00"; null when it is written otherwise.</summary>
    public static QuietHours? Parse(string text)
    {
        var parts = text.Split('-', StringSplitOptions.TrimEntries);
        return parts.Length == 2 && Time(parts[0]) is { } from && Time(parts[1]) is { } to ? new QuietHours(from, to) : null;
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{From:HH\\:mm}-{To:HH\\:mm}");

    private bool IsQuiet(TimeOnly time) => From <= To ? time >= From && time < To : time >= From || time < To;

    private static TimeOnly? Time(string text) =>
        TimeOnly.TryParseExact(text, ["HH:mm", "H:mm"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var time) ? time : null;
}
