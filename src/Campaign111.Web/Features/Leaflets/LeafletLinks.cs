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

    public static string Designs(string slug, int page = 1) => $"/campaigns/{slug}/leaflets/designs" + (page > 1 ? $"?page={page}" : "");

    /// <summary>A version's page, or one of its forms: edit, submit, approve, recall, withdraw, box, folder.zip.</summary>
    public static string Version(string slug, string design, int version, string? act = null) => $"/campaigns/{slug}/leaflets/designs/{design}/{version}" + (act is null ? "" : $"/{act}");

    public static string VersionPicture(string slug, LeafletDesign design, int page, string language, bool mono, Print.SheetForm form) =>
        $"{Version(slug, design.Id, design.Version)}/preview/{page}.png?language={language}&mono={(mono ? "true" : "false")}&form={form}&v={design.FilesHash[..8]}";

    public static string Artwork(string slug) => $"/campaigns/{slug}/leaflets/artwork";

    public static string Languages(string slug, string? design = null) => $"/campaigns/{slug}/leaflets/languages" + (design is null ? "" : $"?design={design}");

    public static string LanguageSheet(string slug, string design, string language) => $"/campaigns/{slug}/leaflets/languages/{design}/{language}.csv";

    public static string Approve(string slug) => $"/campaigns/{slug}/leaflets/approve";

    public static string Recall(string slug) => $"/campaigns/{slug}/leaflets/recall";
}
