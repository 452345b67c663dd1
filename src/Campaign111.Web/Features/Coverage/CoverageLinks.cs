namespace Campaign111.Features.Coverage;

/// <summary>Addresses of the feature's pages.</summary>
public static class CoverageLinks
{
    public static string Commune(string slug, string communeCode) => $"/campaigns/{slug}/coverage/{communeCode}";

    public static string Hamlet(string slug, string communeCode, string hamletCode) => $"{Commune(slug, communeCode)}/{hamletCode}";

    public static string Targets(string slug, string communeCode) => $"{Commune(slug, communeCode)}/targets";

    public static string Rescue(string slug, string communeCode) => $"{Commune(slug, communeCode)}/rescue";

    public static string Correct(string slug, string communeCode, string hamletCode, long entry) => $"{Hamlet(slug, communeCode, hamletCode)}/entries/{entry}";
}
