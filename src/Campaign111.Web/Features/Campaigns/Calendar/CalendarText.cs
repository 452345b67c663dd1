using System.Globalization;
using System.Text;
using Campaign111.Platform.Localisation;
using Campaign111.Platform.Time;

namespace Campaign111.Features.Campaigns.Calendar;

/// <summary>An iCalendar object (RFC 5545) of all-day events: an event ends on the day after its last day, since DTEND is exclusive.</summary>
public sealed class CalendarText
{
    private const int MostOctets = 75;
    private readonly StringBuilder text = new();

    private CalendarText()
    {
    }

    /// <summary>Writes a calendar.</summary>
    /// <param name="name">Name shown by the calendar program.</param>
    /// <param name="installation">Makes the events' UIDs unique among installations.</param>
    /// <param name="baseUrl">Public address of the site, without a slash at the end.</param>
    /// <param name="events">Obligations.</param>
    /// <param name="days">Tells which of their days are worked.</param>
    public static string Write(string name, string installation, string baseUrl, IEnumerable<Obligation> events, WorkingDays days)
    {
        var calendar = new CalendarText();
        calendar.Line("BEGIN", "VCALENDAR").Line("VERSION", "2.0").Line("PRODID", "-//Campaign 111//Calendar of obligations//VI")
            .Line("CALSCALE", "GREGORIAN").Line("METHOD", "PUBLISH")
            .Said("X-WR-CALNAME", name).Line("X-WR-TIMEZONE", "Asia/Ho_Chi_Minh")
            .Line("REFRESH-INTERVAL;VALUE=DURATION", "PT6H").Line("X-PUBLISHED-TTL", "PT6H");
        calendar.Zone();
        foreach (var one in events)
        {
            calendar.Event(one, installation, baseUrl, days);
        }

        return calendar.Line("END", "VCALENDAR").text.ToString();
    }

    /// <summary>Text as a property value: backslash, semicolon, comma and line ends escaped (3.3.11), control characters left out.</summary>
    public static string Escape(string value) => new StringBuilder(string.Concat(value.ReplaceLineEndings("\n").Where(c => c == '\n' || !char.IsControl(c))))
        .Replace(@"\", @"\\").Replace(";", @"\;").Replace(",", @"\,").Replace("\n", @"\n").ToString();

    /// <summary>A content line in pieces of at most 75 octets, each but the first behind a blank (3.1); no character is cut in two.</summary>
    public static string Fold(string line)
    {
        var folded = new StringBuilder();
        var octets = 0;
        foreach (var rune in line.EnumerateRunes())
        {
            if (octets + rune.Utf8SequenceLength > MostOctets)
            {
                folded.Append("\r\n ");
                octets = 1;
            }

            folded.Append(rune.ToString());
            octets += rune.Utf8SequenceLength;
        }

        return folded.Append("\r\n").ToString();
    }

    private static string Details(Obligation one, string baseUrl, WorkingDays days)
    {
        var lines = new List<string> { one.Campaign };
        if (one.Document is not null)
        {
            lines.Add(Text.Of($"Theo {one.Document}", $"By {one.Document}"));
        }

        if (one.Wording is not null)
        {
            lines.Add($"“{one.Wording}”");
        }

        lines.Add(Text.Of($"Ngày cuối cùng (tính cả ngày này): {Formats.Date(one.Day)}", $"Last day (inclusive): {Formats.Date(one.Day)}"));
        if (!days.IsWorkingDay(one.Day))
        {
            var before = Formats.Date(days.PreviousWorkingDay(one.Day));
            lines.Add(Text.Of($"Ngày nghỉ: ngày làm việc trước đó là {before}", $"Not a working day: the one before is {before}"));
        }

        return string.Join('\n', lines.Append(baseUrl + one.Href));
    }

    private void Event(Obligation one, string installation, string baseUrl, WorkingDays days)
    {
        Line("BEGIN", "VEVENT").Line("UID", $"{one.Key}@{installation}").Line("DTSTAMP", Instant(one.ChangedAt)).Line("LAST-MODIFIED", Instant(one.ChangedAt))
            .Line("DTSTART;VALUE=DATE", Day(one.Day)).Line("DTEND;VALUE=DATE", Day(one.Day.AddDays(1)))
            .Said("SUMMARY", one.Done ? "✓ " + one.Title : one.Title)
            .Said("DESCRIPTION", Details(one, baseUrl, days))
            .Line("URL", baseUrl + one.Href)
            .Said("CATEGORIES", CalendarWords.Kind(one.Kind))
            .Line("TRANSP", "TRANSPARENT")
            .Line("END", "VEVENT");
    }

    /// <summary>All events are days and name no zone; the zone says of which country's days they are.</summary>
    private void Zone() => Line("BEGIN", "VTIMEZONE").Line("TZID", "Asia/Ho_Chi_Minh").Line("BEGIN", "STANDARD").Line("DTSTART", "19750613T000000")
        .Line("TZOFFSETFROM", "+0700").Line("TZOFFSETTO", "+0700").Line("TZNAME", "+07").Line("END", "STANDARD").Line("END", "VTIMEZONE");

    private CalendarText Said(string property, string value) => Line(property, Escape(value));

    private CalendarText Line(string property, string value)
    {
        text.Append(Fold($"{property}:{value}"));
        return this;
    }

    private static string Day(DateOnly day) => day.ToString("yyyyMMdd", CultureInfo.InvariantCulture);

    private static string Instant(DateTimeOffset at) => at.UtcDateTime.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture);
}

/// <summary>Words of the calendar.</summary>
public static class CalendarWords
{
    public static string Kind(ObligationKind kind) => kind switch
    {
        ObligationKind.Deadline => Text.Of("Hạn cuối", "Deadline"),
        ObligationKind.Milestone => Text.Of("Mốc tiến độ", "Milestone"),
        ObligationKind.Task => Text.Of("Nhiệm vụ", "Task"),
        ObligationKind.Recheck => Text.Of("Làm lại sau kiểm tra", "Re-check"),
        _ => Text.Of("Báo cáo", "Report"),
    };

    public static string Icon(ObligationKind kind) => kind switch
    {
        ObligationKind.Deadline => "flag",
        ObligationKind.Milestone => "chart",
        ObligationKind.Task => "check-circle",
        ObligationKind.Recheck => "shield",
        _ => "report",
    };
}
