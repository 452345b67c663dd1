using System.Globalization;

namespace Campaign111.Platform.Localisation;

/// <summary>
/// The two cultures of the product, with their formats written out: what a page prints must not change with the version of the
/// ICU data that happens to be installed.
/// </summary>
public static class Cultures
{
    /// <summary>vi-VN: dates 30/9/2020, times 07:30, numbers 1.234,5. The default everywhere.</summary>
    public static CultureInfo Vietnamese { get; } = Make("vi-VN", group: ".", point: ",", longDate: "'ngày' d 'tháng' M 'năm' yyyy");

    /// <summary>English with day-first dates (30/9/2020), numbers 1,234.5.</summary>
    public static CultureInfo English { get; } = Make("en-GB", group: ",", point: ".", longDate: "d MMMM yyyy");

    /// <summary>The culture of a language code (<c>vi</c>, <c>en</c>), or null when it is neither.</summary>
    public static CultureInfo? Find(string? language) => language?.ToLowerInvariant() switch
    {
        "vi" or "vi-vn" => Vietnamese,
        "en" or "en-gb" => English,
        _ => null,
    };

    private static CultureInfo Make(string name, string group, string point, string longDate)
    {
        var culture = (CultureInfo)CultureInfo.GetCultureInfo(name).Clone();
        var dates = culture.DateTimeFormat;
        dates.ShortDatePattern = "d/M/yyyy";
        dates.LongDatePattern = longDate;
        dates.ShortTimePattern = "HH:mm";
        dates.LongTimePattern = "HH:mm:ss";
        dates.FullDateTimePattern = longDate + " HH:mm:ss";
        dates.DateSeparator = "/";
        dates.TimeSeparator = ":";
        dates.FirstDayOfWeek = DayOfWeek.Monday;
        var numbers = culture.NumberFormat;
        numbers.NumberGroupSeparator = numbers.PercentGroupSeparator = numbers.CurrencyGroupSeparator = group;
        numbers.NumberDecimalSeparator = numbers.PercentDecimalSeparator = numbers.CurrencyDecimalSeparator = point;
        numbers.NumberGroupSizes = numbers.PercentGroupSizes = [3];
        numbers.NegativeSign = "-";
        numbers.PercentPositivePattern = 1;
        numbers.PercentNegativePattern = 1;
        return CultureInfo.ReadOnly(culture);
    }
}
