namespace Campaign111.Features.Leaflets;

/// <summary>Addresses of the feature's pages.</summary>
public static class LeafletLinks
{
    public static string Page(string slug, string? unitCode = null) => unitCode is null ? $"/campaigns/{slug}/leaflets" : $"/campaigns/{slug}/leaflets?unit={unitCode}";

    public static string Page(string slug, LeafletQuery query) => $"/campaigns/{slug}/leaflets?unit={query.Unit}&{query.Choice}";

    public static string Scans(string slug) => $"/campaigns/{slug}/leaflets/scans";

    public static string Picture(string slug, LeafletQuery query, int page) => $"/campaigns/{slug}/leaflets/{query.Unit}/preview/{page}.png?{query.Choice}";

    public static string Print(string slug) => $"/campaigns/{slug}/leaflets/print";

    public static string Jobs(string slug, int page = 1) => $"/campaigns/{slug}/leaflets/jobs" + (page > 1 ? $"?page={page}" : "");

    public static string JobFile(string slug, Guid job) => $"/campaigns/{slug}/leaflets/jobs/{job}/file";

    public static string CancelJob(string slug, Guid job) => $"/campaigns/{slug}/leaflets/jobs/{job}/cancel";

    public static string LocalLine(string slug) => $"/campaigns/{slug}/leaflets/local-line";

    public static string Approve(string slug) => $"/campaigns/{slug}/leaflets/approve";

    public static string Recall(string slug) => $"/campaigns/{slug}/leaflets/recall";
}
