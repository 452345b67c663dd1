namespace Campaign111.Features.Leaflets;

/// <summary>Addresses of the feature's pages.</summary>
public static class LeafletLinks
{
    public static string Page(string slug, string? unitCode = null) => unitCode is null ? $"/campaigns/{slug}/leaflets" : $"/campaigns/{slug}/leaflets?unit={unitCode}";

    public static string Scans(string slug) => $"/campaigns/{slug}/leaflets/scans";

    public static string Preview(string slug, string unitCode, int page, bool mono) => $"/campaigns/{slug}/leaflets/{unitCode}/preview/{page}.svg" + (mono ? "?mono=true" : "");

    public static string Picture(string slug, string unitCode, int page, bool mono) => Preview(slug, unitCode, page, mono).Replace(".svg", ".png", StringComparison.Ordinal);

    public static string Print(string slug) => $"/campaigns/{slug}/leaflets/print";

    public static string Approve(string slug) => $"/campaigns/{slug}/leaflets/approve";

    public static string Recall(string slug) => $"/campaigns/{slug}/leaflets/recall";
}
