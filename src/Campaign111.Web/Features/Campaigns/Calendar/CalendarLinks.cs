namespace Campaign111.Features.Campaigns.Calendar;

/// <summary>Addresses of the calendar.</summary>
public static class CalendarLinks
{
    public const string Page = "/calendar";

    public const string Feeds = "/calendar/feeds";

    public const string WorkingDays = "/admin/working-days";

    public static string List(string unit, bool past = false, int page = 1) =>
        $"{Page}?unit={unit}" + (past ? "&past=true" : "") + (page > 1 ? $"&page={page}" : "");

    public static string Month(string unit, DateOnly month) => $"{Page}/month?unit={unit}&month={month:yyyy-MM}";

    public static string Revoke(long id) => $"{Feeds}/{id}/revoke";

    public static string Feed(string secret) => $"{Page}/{secret}.ics";

    public static string WorkingDaysOf(int year) => $"{WorkingDays}?year={year}";
}
