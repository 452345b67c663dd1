using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Campaign111.Features.Campaigns;

/// <summary>A day, month, quarter or year as a wording names it; the year may be missing.</summary>
internal sealed record NamedDay(int? Day, int? Month, int? Quarter, int? Year)
{
    private const int FirstYear = 2000;
    private const int LastYear = 2099;

    /// <summary>Years in which any date of the calendar occurs: 29/2 returns within eight.</summary>
    private const int Years = 8;

    /// <exception cref="NoSuchDayException">The calendar has no such day.</exception>
    public Period In(int year)
    {
        if (year is < FirstYear or > LastYear)
        {
            throw new NoSuchDayException($"Năm {year} nằm ngoài khoảng 2000–2099.", $"The year {year} lies outside 2000 to 2099.");
        }

        if (Quarter is { } quarter)
        {
            return Period.Quarter(year, quarter);
        }

        if (Month is not { } month)
        {
            return Period.Year(year);
        }

        Check(month, year);
        return Day is { } day ? new Period(new DateOnly(year, month, day), new DateOnly(year, month, day)) : Period.Month(year, month);
    }

    /// <summary>The first occurrence that ends on or after a day, or (<paramref name="afterwards"/>) begins after it.</summary>
    public Period Next(DateOnly day, bool afterwards)
    {
        bool Fits(Period period) => afterwards ? period.From > day : period.To >= day;
        return In(Enumerable.Range(day.Year, Years + 1).Where(Exists).FirstOrDefault(year => Fits(In(year)), day.Year));
    }

    /// <summary>The year of the last occurrence that begins on or before a day.</summary>
    public int LatestYearUntil(DateOnly day) =>
        Enumerable.Range(0, Years + 1).Select(back => day.Year - back).Where(Exists).FirstOrDefault(candidate => In(candidate).From <= day, day.Year);

    private bool Exists(int year) =>
        year is >= FirstYear and <= LastYear && (Month is not { } month || (month is >= 1 and <= 12 && Day is null or >= 1 && !(Day > DateTime.DaysInMonth(year, month))));

    private void Check(int month, int year)
    {
        if (month is < 1 or > 12)
        {
            throw new NoSuchDayException(
                $"Không có tháng {month}: một năm có 12 tháng. Xin xem lại câu chữ của văn bản.",
                $"There is no month {month}: a year has 12. Please check the wording in the document.");
        }

        var days = DateTime.DaysInMonth(year, month);
        if (Day < 1 || Day > days)
        {
            throw new NoSuchDayException(
                $"Không có ngày {Day}/{month}/{year}: tháng {month} năm {year} có {days} ngày. Xin xem lại câu chữ của văn bản.",
                $"There is no {Day}/{month}/{year}: that month has {days} days. Please check the wording in the document.");
        }
    }
}

/// <summary>A wording names a day that the calendar does not have.</summary>
internal sealed class NoSuchDayException(string vi, string en) : Exception(en)
{
    public Notice Notice { get; } = new(vi, en);
}

/// <summary>Finds named days in folded text.</summary>
internal static partial class NamedDays
{
    public static List<NamedDay> Read(string text) => [.. Name().Matches(text).Select(match => new NamedDay(
        Number(match, "day"), Number(match, "month"), QuarterOf(match.Groups["quarter"].Value), YearOf(match.Groups["year"].Value)))];

    private static int? Number(Match match, string group) =>
        match.Groups[group].Success ? int.Parse(match.Groups[group].Value, CultureInfo.InvariantCulture) : null;

    private static int? QuarterOf(string text) => text switch
    {
        "" => null,
        "i" or "1" => 1,
        "ii" or "2" => 2,
        "iii" or "3" => 3,
        _ => 4,
    };

    /// <summary>"20" is 2020.</summary>
    private static int? YearOf(string text) =>
        text.Length == 0 ? null : int.Parse(text, CultureInfo.InvariantCulture) + (text.Length == 2 ? 2000 : 0);

    /// <summary>One named day on folded text: "ngay 30/9/2020", "30 thang 9 nam 2020", "thang 8/2020", "8/2020", "quy iii nam 2020", "nam 2020".</summary>
    public const string Pattern =
        @"(?:(?:ngay\s+)?(?:(?<day>[0-9]{1,2})(?:[/.-]|\s+thang\s+)(?<month>[0-9]{1,2})|thang\s+(?<month>[0-9]{1,2})|quy\s+(?<quarter>iv|i{1,3}|[1-4])\b)"
        + @"(?:(?:[/.-]|,?\s+nam\s+)(?<year>[0-9]{4}|[0-9]{2}))?(?![0-9/])"
        + @"|(?<month>[0-9]{1,2})/(?<year>[0-9]{4})(?![0-9/])|nam\s+(?<year>[0-9]{4})(?![0-9]))";

    [GeneratedRegex(Pattern)]
    private static partial Regex Name();
}

/// <summary>Text as the grammar of wordings reads it.</summary>
internal static partial class WordingText
{
    /// <summary>Lower case, no diacritics (composed or not), đ as d, one blank between words, dashes alike, no blanks around a date's slashes.</summary>
    public static string Fold(string? text)
    {
        // Through UTF-8: half a surrogate pair would stop the normalisation.
        var whole = Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text ?? ""));
        var folded = new StringBuilder();
        foreach (var letter in whole.Normalize(NormalizationForm.FormKD))
        {
            if (CharUnicodeInfo.GetUnicodeCategory(letter) is not (UnicodeCategory.NonSpacingMark or UnicodeCategory.Format))
            {
                folded.Append(Fold(letter));
            }
        }

        var words = string.Join(' ', folded.ToString().Split(' ', StringSplitOptions.RemoveEmptyEntries));
        return Slash().Replace(words, "/");
    }

    private static char Fold(char letter) => letter switch
    {
        'đ' or 'Đ' => 'd',
        '\u2010' or '\u2011' or '\u2012' or '\u2013' or '\u2014' => '-',
        '\u2044' => '/',
        _ when char.IsWhiteSpace(letter) => ' ',
        _ => char.ToLowerInvariant(letter),
    };

    [GeneratedRegex("(?<=[0-9]) ?/ ?(?=[0-9])")]
    private static partial Regex Slash();
}
