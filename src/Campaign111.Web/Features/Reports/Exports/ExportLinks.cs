namespace Campaign111.Features.Reports.Exports;

/// <summary>Addresses of the exports.</summary>
public static class ExportLinks
{
    public const string Mine = "/exports";

    public static string Page(string slug, string unitCode) => $"/campaigns/{slug}/units/{unitCode}/export";

    public static string List(int page) => page > 1 ? $"{Mine}?page={page}" : Mine;

    public static string File(Guid id) => $"/exports/{id}/file";

    public static string Cancel(Guid id) => $"/exports/{id}/cancel";

    /// <summary>The same table as JSON.</summary>
    public static string Api(string kind, string slug, string unitCode) => $"/api/v1/exports/{kind}?campaign={slug}&unit={unitCode}";
}
