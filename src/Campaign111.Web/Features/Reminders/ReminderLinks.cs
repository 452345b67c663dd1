using System.Globalization;

namespace Campaign111.Features.Reminders;

/// <summary>Addresses of the feature's pages.</summary>
public static class ReminderLinks
{
    public const string Inbox = "/inbox";

    public const string Settings = "/inbox/settings";

    public static string Campaign(string slug) => $"/campaigns/{slug}/reminders";

    public static string On(string slug, DateOnly day) => string.Create(CultureInfo.InvariantCulture, $"{Campaign(slug)}?day={day:yyyy-MM-dd}");

    public static string Preview(string slug, DateOnly day, long account) =>
        string.Create(CultureInfo.InvariantCulture, $"{Campaign(slug)}/preview?day={day:yyyy-MM-dd}&person={account}");

    public static string Text(string slug) => $"{Campaign(slug)}/text";

    public static string Drop(string slug) => $"{Campaign(slug)}/drop";

    public static string Ladder(string slug) => $"{Campaign(slug)}/ladder";

    public static string Failures(string slug) => $"{Campaign(slug)}/failures";

    public static string Unit(string slug, string code) => $"{Campaign(slug)}/units/{code}";
}
