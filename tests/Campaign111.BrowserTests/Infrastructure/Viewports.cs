using Microsoft.Playwright;

namespace Campaign111.BrowserTests.Infrastructure;

/// <summary>The screens that the pages are looked at on, in CSS pixels.</summary>
public static class Viewports
{
    /// <summary>The narrow phone of design.md: 360 px.</summary>
    public static readonly ViewportSize Phone = new() { Width = 360, Height = 740 };

    /// <summary>An office laptop.</summary>
    public static readonly ViewportSize Office = new() { Width = 1366, Height = 768 };

    /// <summary>By name, for theories: "phone" or "office".</summary>
    public static ViewportSize Named(string name) => name switch
    {
        "phone" => Phone,
        "office" => Office,
        _ => throw new ArgumentOutOfRangeException(nameof(name), name, "phone or office"),
    };
}
