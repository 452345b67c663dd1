namespace Campaign111.Features.Verification;

/// <summary>Addresses of the feature.</summary>
public static class VerificationLinks
{
    /// <summary>An inspector's own rounds; also the reach of the worker that keeps their pages on the phone.</summary>
    public const string Mine = "/checks";

    public static string Rounds(string slug) => $"/campaigns/{slug}/checks";

    public static string Round(string slug, long id) => $"/campaigns/{slug}/checks/rounds/{id}";

    public static string Draw(string slug, string communeCode, long? follows = null) =>
        $"/campaigns/{slug}/checks/draw/{communeCode}" + (follows is null ? "" : $"?follows={follows}");

    public static string Cancel(string slug, long id) => $"{Round(slug, id)}/cancel";

    public static string CloseRecheck(string slug, long id) => $"{Round(slug, id)}/close";

    public static string Flags(string slug) => $"/campaigns/{slug}/checks/flags";

    public static string Flag(string slug, long id) => $"{Flags(slug)}/{id}";

    public static string Walk(long id) => $"/checks/rounds/{id}";

    public static string Answers(long id) => $"/checks/rounds/{id}/answers";
}
