using Campaign111.Platform.Localisation;

namespace Campaign111.Features.Dashboards.Public;

/// <summary>Addresses of the public pages. They carry the language, because nothing else may change what others cache.</summary>
public static class PublicLinks
{
    /// <summary>Seconds for which an answer may be kept by anybody.</summary>
    public const int Fresh = 60;

    public static string Page(string slug, string? code = null) => $"/public/{slug}" + (code is null ? "" : $"/{code}") + Language;

    public static string Embed(string slug) => $"/public/{slug}/embed" + Language;

    private static string Language => Text.IsEnglish ? "?lang=en" : "";
}
