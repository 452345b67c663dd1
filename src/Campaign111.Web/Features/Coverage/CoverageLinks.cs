namespace Campaign111.Features.Coverage;

/// <summary>Addresses of the feature's pages.</summary>
public static class CoverageLinks
{
    /// <summary>Where the households of a register begin.</summary>
    public const string RegisterAnchor = "#households";

    public static string Commune(string slug, string communeCode) => $"/campaigns/{slug}/coverage/{communeCode}";

    public static string Hamlet(string slug, string communeCode, string hamletCode) => $"{Commune(slug, communeCode)}/{hamletCode}";

    public static string Targets(string slug, string communeCode) => $"{Commune(slug, communeCode)}/targets";

    /// <summary>Hamlets and households of the whole province by one spreadsheet.</summary>
    public static string Places(string slug) => $"/campaigns/{slug}/places";

    public static string Denominators(string slug, string communeCode) => $"{Commune(slug, communeCode)}/denominators";

    public static string Household(string slug, string communeCode, string hamletCode, string household) =>
        $"{Hamlet(slug, communeCode, hamletCode)}/households/{Uri.EscapeDataString(household)}";

    public static string Sheets(string slug, string communeCode) => $"{Commune(slug, communeCode)}/sheets";

    public static string Register(string slug, string communeCode) => $"{Commune(slug, communeCode)}/register";

    /// <summary>What the QR of a printed sheet opens.</summary>
    public static string Sheet(string code) => $"/s/{code}";

    /// <summary>What the QR at a household's gate opens.</summary>
    public static string Gate(string communeCode, string hamletCode, string household) => $"/h/{communeCode}/{hamletCode}/{Uri.EscapeDataString(household)}";

    /// <summary>A household in the field page; the part behind # stays on the phone.</summary>
    public static string FieldGate(string communeCode, string hamletCode, string household) =>
        $"{Field.FieldShell.Page}#{Uri.EscapeDataString($"gate|{communeCode}/{hamletCode}|{household}")}";

    public static string Rescue(string slug, string communeCode) => $"{Commune(slug, communeCode)}/rescue";

    public static string Receipts(string slug, string communeCode) => $"{Commune(slug, communeCode)}/receipts";

    public static string Correct(string slug, string communeCode, string hamletCode, long entry) => $"{Hamlet(slug, communeCode, hamletCode)}/entries/{entry}";
}
