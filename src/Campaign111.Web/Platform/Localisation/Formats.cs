using System.Globalization;
using Campaign111.Platform.Time;

namespace Campaign111.Platform.Localisation;

/// <summary>How figures and dates are written on pages, in the current culture. Instants are shown as Asia/Ho_Chi_Minh wall time.</summary>
public static class Formats
{
    /// <summary>A whole number with group separators: 1.234.</summary>
    public static string Number(long value) => value.ToString("N0", CultureInfo.CurrentCulture);

    /// <summary>A number with at most <paramref name="decimals"/> decimals, trailing zeros dropped: 1.234,5.</summary>
    public static string Number(decimal value, int decimals = 1) =>
        value.ToString("#,0." + new string('#', decimals), CultureInfo.CurrentCulture);

    /// <summary>
    /// A percentage (0 to 100 and beyond), one decimal: 74,3%. Rounded towards zero, so that 99,96 never reads as a completed 100%.
    /// </summary>
    public static string Percent(decimal percent) => Share(percent).ToString("#,0.#", CultureInfo.CurrentCulture) + "%";

    /// <summary>The figure of <see cref="Percent"/> itself, for papers that set it into columns: the same share reads the same everywhere.</summary>
    public static decimal Share(decimal percent) => Math.Truncate(percent * 10) / 10;

    /// <summary>A day: 30/9/2020.</summary>
    public static string Date(DateOnly day) => day.ToString("d", CultureInfo.CurrentCulture);

    /// <summary>A day as documents and Vietnamese messages write it, whatever the reader's language: 30/9/2020.</summary>
    public static string DocumentDate(DateOnly day) => day.ToString("d/M/yyyy", CultureInfo.InvariantCulture);

    /// <summary>A day without its year, for axes: 30/9.</summary>
    public static string DayMonth(DateOnly day) => day.ToString("d/M", CultureInfo.CurrentCulture);

    /// <summary>A day in words: ngày 30 tháng 9 năm 2020, 30 September 2020.</summary>
    public static string LongDate(DateOnly day) => day.ToString("D", CultureInfo.CurrentCulture);

    /// <summary>An instant as day and time in Vietnam: 09:12 30/8/2020.</summary>
    public static string Moment(DateTimeOffset instant) =>
        VietnamTime.Local(instant).ToString("HH:mm d/M/yyyy", CultureInfo.CurrentCulture);
}
