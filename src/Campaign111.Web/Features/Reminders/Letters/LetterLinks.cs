namespace Campaign111.Features.Reminders.Letters;

/// <summary>Addresses of letters.</summary>
public static class LetterLinks
{
    public static string List(string slug) => $"/campaigns/{slug}/letters";

    public static string Older(string slug, long before) => $"{List(slug)}?before={before}";

    public static string New(string slug, string unit) => $"{List(slug)}/new?unit={unit}";

    public static string Letter(string slug, long id) => $"{List(slug)}/{id}";

    public static string File(string slug, long id) => $"{Letter(slug, id)}/file";

    public static string Issue(string slug, long id) => $"{Letter(slug, id)}/issue";
}
