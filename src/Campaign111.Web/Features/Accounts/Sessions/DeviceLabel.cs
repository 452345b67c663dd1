namespace Campaign111.Features.Accounts.Sessions;

/// <summary>What a browser says of itself, so coarse that it tells two devices of one person apart and nobody from anybody: "Chrome, Android".</summary>
public static class DeviceLabel
{
    // In this order: most name others in their agent string, to be served like them.
    private static readonly (string Sign, string Name)[] Browsers =
    [
        ("Zalo", "Zalo"), ("coc_coc_browser", "Coc Coc"), ("Edg", "Edge"), ("OPR/", "Opera"), ("SamsungBrowser", "Samsung Internet"), ("FxiOS", "Firefox"), ("Firefox", "Firefox"),
        ("CriOS", "Chrome"), ("Chrome", "Chrome"), ("Safari", "Safari"),
    ];

    private static readonly (string Sign, string Name)[] Systems =
    [
        ("Android", "Android"), ("iPhone", "iPhone"), ("iPad", "iPad"), ("Windows", "Windows"), ("CrOS", "ChromeOS"), ("Macintosh", "macOS"), ("Linux", "Linux"),
    ];

    /// <summary>Empty when nothing is recognised.</summary>
    public static string Of(string? agent) =>
        string.Join(", ", new[] { First(Browsers, agent ?? ""), First(Systems, agent ?? "") }.OfType<string>());

    private static string? First((string Sign, string Name)[] known, string agent) =>
        known.FirstOrDefault(one => agent.Contains(one.Sign, StringComparison.Ordinal)).Name;
}
