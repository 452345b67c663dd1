namespace Campaign111.Features.Stock;

/// <summary>Addresses of the feature's pages. A unit is written as elsewhere: "25318", a hamlet "25318/thon-3".</summary>
public static class StockLinks
{
    public static string Page(string slug, string? unit = null) => At(slug, "", unit);

    public static string Runs(string slug, string? unit = null) => At(slug, "/runs", unit);

    public static string Send(string slug, string? unit = null, long? request = null) => At(slug, "/send", unit) + (request is { } id ? $"&request={id}" : "");

    /// <summary>What: event, write-off or count.</summary>
    public static string Use(string slug, string what, string? unit = null) => At(slug, $"/{what}", unit);

    public static string Ask(string slug, string? unit = null) => At(slug, "/ask", unit);

    public static string Request(string slug, long id, string act) => $"/campaigns/{slug}/stock/requests/{id}/{act}";

    public static string Book(string slug, string? unit = null, long? before = null) => At(slug, "/book", unit) + (before is { } id ? $"&before={id}" : "");

    public static string Reverse(string slug, long move) => $"/campaigns/{slug}/stock/book/{move}/reverse";

    public static string Doors(string slug, string? unit = null) => At(slug, "/doors", unit);

    public static string Reconciliation(string slug, string? unit = null, long? run = null) => At(slug, "/reconciliation", unit) + (run is { } id ? $"&run={id}" : "");

    public static string Band(string slug) => $"/campaigns/{slug}/stock/band";

    public static string Forecast(string slug, string? unit = null) => At(slug, "/forecast", unit);

    /// <summary>What the QR of a delivery note opens.</summary>
    public static string Note(string number) => $"/p/{number}";

    public static string NotePdf(string number) => $"/p/{number}/note.pdf";

    public static string Receive(string number) => $"/p/{number}/receive";

    public static string Cancel(string number) => $"/p/{number}/cancel";

    /// <summary>Where a number is keyed.</summary>
    public const string FindNote = "/p";

    private static string At(string slug, string page, string? unit) => $"/campaigns/{slug}/stock{page}" + (unit is null ? "" : $"?unit={Uri.EscapeDataString(unit)}");
}
