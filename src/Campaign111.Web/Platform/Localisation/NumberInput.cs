using System.Globalization;

namespace Campaign111.Platform.Localisation;

/// <summary>
/// Reads numbers and days as people type them. Strict on purpose: .NET's own parser takes "12.5" for 125 in vi-VN, because it lets a
/// group separator stand anywhere; here a group has three digits or the number is refused.
/// </summary>
public static class NumberInput
{
    private static readonly string[] DayPatterns = ["yyyy-MM-dd", "d/M/yyyy", "d-M-yyyy", "d.M.yyyy"];

    /// <summary>
    /// Reads "1234", "1.234", "1 234" or "-1.234,5" by the culture's separators. False for anything else, above all for a group that is
    /// not three digits long.
    /// </summary>
    public static bool TryNumber(string? text, CultureInfo culture, out decimal value)
    {
        value = 0;
        var format = culture.NumberFormat;
        var typed = (text ?? "").Trim().Replace('\u00A0', ' ').Replace('\u202F', ' ');
        var negative = typed.StartsWith('-');
        var halves = (negative ? typed[1..] : typed).Split(format.NumberDecimalSeparator);
        if (halves.Length > 2 || !WholePart(halves[0], format.NumberGroupSeparator, out var whole))
        {
            return false;
        }

        var fraction = halves.Length == 2 ? halves[1] : "";
        if (halves.Length == 2 && (fraction.Length == 0 || !fraction.All(char.IsAsciiDigit)))
        {
            return false;
        }

        var plain = (negative ? "-" : "") + whole + (fraction.Length > 0 ? "." + fraction : "");
        return decimal.TryParse(plain, NumberStyles.Float, CultureInfo.InvariantCulture, out value);
    }

    /// <summary>Reads a day: 2020-09-30 (what a date field posts), 30/9/2020, 30-9-2020 or 30.9.2020. Day before month, always.</summary>
    public static bool TryDay(string? text, out DateOnly day) =>
        DateOnly.TryParseExact((text ?? "").Trim(), DayPatterns, CultureInfo.InvariantCulture, DateTimeStyles.None, out day);

    private static bool WholePart(string text, string separator, out string digits)
    {
        // Spaces group in both languages; a mix of space and point is a typing mistake.
        var groups = text.Contains(' ', StringComparison.Ordinal) ? text.Split(' ') : text.Split(separator);
        digits = string.Concat(groups);
        var shaped = groups.Length == 1
            ? groups[0].Length > 0
            : groups[0].Length is >= 1 and <= 3 && groups.Skip(1).All(group => group.Length == 3);
        return shaped && digits.All(char.IsAsciiDigit);
    }
}
