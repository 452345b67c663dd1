namespace Campaign111.Features.Shared;

/// <summary>
/// The product's own icons: strokes on a 24 x 24 grid, drawn inline so that they need no request, print, and work offline.
/// </summary>
public static class Icons
{
    private static readonly Dictionary<string, string> Paths = new(StringComparer.Ordinal)
    {
        ["home"] = "M4 11 12 4l8 7v9h-5v-6H9v6H4z",
        ["campaign"] = "M4 10v4h3l9 5V5l-9 5zM19 9.5a4 4 0 0 1 0 5M7 14l1.5 5h2L9.5 15.2",
        ["map"] = "m9 4-6 2.5V20l6-2.5 6 2.5 6-2.5V4l-6 2.5zM9 4v13.5M15 6.5V20",
        ["tree"] = "M9 3h6v5H9zM3 16h6v5H3zM15 16h6v5h-6zM12 8v4M6 16v-4h12v4",
        ["leaflet"] = "M6 3h9l4 4v14H6zM15 3v4h4M9 12h7M9 16h5",
        ["box"] = "m12 3 8 4.5v9L12 21l-8-4.5v-9zM4 7.5l8 4.5 8-4.5M12 12v9",
        ["bell"] = "M6 17V11a6 6 0 0 1 12 0v6l1.5 1.5h-15zM10 21h4",
        ["inbox"] = "M4 13 7 5h10l3 8v6H4zM4 13h5l1 3h4l1-3h5",
        ["download"] = "M12 4v11M7.5 11l4.5 4.5 4.5-4.5M4 20h16",
        ["upload"] = "M12 16V5M7.5 9 12 4.5 16.5 9M4 20h16",
        ["chart"] = "M4 4v16h16M7 15l4-5 3 3 5-7",
        ["report"] = "M5 3h14v18H5zM9 8h6M9 12h6M9 16h3",
        ["calendar"] = "M4 6h16v14H4zM4 10h16M8 3v4M16 3v4",
        ["clock"] = "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18M12 7v5l3.5 2",
        ["user"] = "M12 4a4 4 0 1 0 0 8 4 4 0 0 0 0-8M4.5 20a7.5 7.5 0 0 1 15 0",
        ["users"] = "M9 5a3.5 3.5 0 1 0 0 7 3.5 3.5 0 0 0 0-7M2.5 19.5a6.5 6.5 0 0 1 13 0M16 5.3a3.5 3.5 0 0 1 0 6.4M17.5 14a6.5 6.5 0 0 1 4 5.5",
        ["sign-in"] = "M14 4h6v16h-6M4 12h11M11 8l4 4-4 4",
        ["sign-out"] = "M10 4H4v16h6M9 12h11M16 8l4 4-4 4",
        ["lock"] = "M6 11h12v9H6zM8.5 11V8a3.5 3.5 0 0 1 7 0v3M12 14.5v2",
        ["search"] = "M10.5 4a6.5 6.5 0 1 0 0 13 6.5 6.5 0 0 0 0-13M15.5 15.5 20 20",
        ["plus"] = "M12 5v14M5 12h14",
        ["edit"] = "M4 20l1-4L16 5l3 3L8 19zM14 7l3 3",
        ["close"] = "M6 6l12 12M18 6 6 18",
        ["menu"] = "M4 7h16M4 12h16M4 17h16",
        ["next"] = "m9 5 7 7-7 7",
        ["previous"] = "m15 5-7 7 7 7",
        ["phone"] = "M6 3h3l2 5-2.5 1.5a11 11 0 0 0 6 6L16 13l5 2v3a3 3 0 0 1-3 3A15 15 0 0 1 3 6a3 3 0 0 1 3-3",
        ["printer"] = "M7 8V3h10v5M7 17H4V8h16v9h-3M7 14h10v7H7z",
        ["qr"] = "M4 4h6v6H4zM14 4h6v6h-6zM4 14h6v6H4zM14 14h2v2h-2zM18 18h2v2h-2zM18 14h2M14 18v2",
        ["settings"] = "M4 7h9M17 7h3M13 5v4h4V5zM4 17h3M11 17h9M7 15v4h4v-4z",
        ["language"] = "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18M3 12h18M12 3c-5 5-5 13 0 18 5-5 5-13 0-18",
        ["shield"] = "M12 3l8 3v6c0 5-3.5 8-8 9-4.5-1-8-4-8-9V6zM8.5 12l2.5 2.5 4.5-5",
        ["flag"] = "M5 21V4M5 4h13l-3 4.5 3 4.5H5",
        ["check"] = "m5 12.5 4.5 4.5L19 7",
        ["check-circle"] = "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18M8 12.3l2.8 2.8L16 9.5",
        ["info"] = "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18M12 11v6M12 7.5v.1",
        ["warning"] = "M12 4 2.5 20h19zM12 10v4.5M12 17.2v.1",
        ["send"] = "M3 12 21 4l-5 16-4-7zM12 13l9-9",
        ["history"] = "M4 12a8 8 0 1 0 2.5-5.8L4 8.5M4 4v4.5h4.5M12 8v4.5l3 1.5",
        ["door"] = "M6 21V3h12v18M3 21h18M14.5 12v.1",
        ["circle"] = "M12 4a8 8 0 1 0 0 16 8 8 0 0 0 0-16",
        ["circle-dashed"] = "M9 4.6A8 8 0 0 1 15 4.6M18.3 7a8 8 0 0 1 1.7 5M18.3 17a8 8 0 0 1-3.3 2.4M9 19.4A8 8 0 0 1 5.7 17M4 12a8 8 0 0 1 1.7-5",
        ["on-pace"] = "M4 16l5-5 4 3 7-8M15 6h5v5",
        ["behind"] = "M4 8l5 5 4-3 7 8M15 18h5v-5",
        ["far-behind"] = "m6 5 6 6 6-6M6 13l6 6 6-6",
        ["clock-alert"] = "M12 3a9 9 0 1 0 9 9M12 7v5l3 2M20 3v4M20 10v.1",
        ["silent"] = "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18M9.5 9v6M14.5 9v6",
        ["question"] = "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18M9.5 9.5a2.5 2.5 0 1 1 3.5 2.3c-.7.3-1 .8-1 1.7M12 16.8v.1",
    };

    /// <summary>All names, for tests and for choosing.</summary>
    public static IReadOnlyCollection<string> Names => Paths.Keys;

    /// <summary>The path data of an icon.</summary>
    /// <exception cref="ArgumentException">There is no icon of that name.</exception>
    public static string Path(string name) =>
        Paths.TryGetValue(name, out var path) ? path : throw new ArgumentException($"There is no icon '{name}' in Icons.cs.", nameof(name));
}
