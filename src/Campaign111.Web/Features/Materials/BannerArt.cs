using System.Net;

namespace Campaign111.Features.Materials;

/// <summary>The social banner, drawn in the subset of SVG that every engine prints alike: the number as the hero, a receiver as the roof over a family.
/// 120 x 63 mm: 1,200 x 630 pixels at 254 dpi, the size that social networks show whole.</summary>
public static class BannerArt
{
    /// <summary>Dots an inch at which it is 1,200 x 630 pixels.</summary>
    public const int Dpi = 254;

    /// <summary>The banner with its words.</summary>
    /// <param name="over">The line above the number.</param>
    /// <param name="promises">Three short promises: free, all hours, confidential.</param>
    /// <param name="slogan">Two lines below.</param>
    public static string Draw(string over, IReadOnlyList<string> promises, IReadOnlyList<string> slogan) => $"""
        <?xml version="1.0" encoding="UTF-8"?>
        <svg xmlns="http://www.w3.org/2000/svg" width="120mm" height="63mm" viewBox="0 0 120 63" font-family="Be Vietnam Pro">
        <title>111</title>
        <rect x="0" y="0" width="120" height="63" fill="#fff8f1"/>
        <circle cx="96" cy="42" r="34" fill="#fbe3d6"/>
        <path d="M75 26C79 5 119 5 123 26" transform="translate(-9.5 5)" fill="none" stroke="#d9411e" stroke-width="5.4" stroke-linecap="round"/>
        <rect x="60.1" y="27" width="12.4" height="8.6" rx="3" transform="rotate(-10 66.3 31.3)" fill="#d9411e"/>
        <rect x="106.5" y="27" width="12.4" height="8.6" rx="3" transform="rotate(10 112.7 31.3)" fill="#d9411e"/>
        {Person(77, 36, 3.9, 19.6, "#d9411e")}
        {Person(102, 34.6, 4.1, 20.8, "#2c6e8f")}
        {Person(89.5, 43, 3.3, 13.2, "#f4b23c")}
        <path d="M80.4 49.2L86 51.6M98.6 49.2L93 51.6" fill="none" stroke="#f3c9a5" stroke-width="1.5" stroke-linecap="round"/>
        <rect x="0" y="59.4" width="120" height="3.6" fill="#d9411e"/>
        <text x="6" y="10.6" font-size="4" font-weight="700" fill="#14284b">{WebUtility.HtmlEncode(over)}</text>
        <text x="4.6" y="37.6" font-size="33" font-weight="900" fill="#d9411e">111</text>
        {string.Concat(promises.Select((promise, at) => Promise(promise, at)))}
        {string.Concat(slogan.Select((line, at) => FormattableString.Invariant($"""<text x="6" y="{51.4 + (at * 4.4)}" font-size="3.3" font-weight="700" fill="#14284b">{WebUtility.HtmlEncode(line)}</text>""")))}
        </svg>
        """;

    private static string Person(double x, double y, double head, double body, string colour) => FormattableString.Invariant($"""
        <path d="M{x - head} {y + head + 1.2}C{x - head + 1} {y + head - 0.4} {x + head - 1} {y + head - 0.4} {x + head} {y + head + 1.2}L{x + head + 1.4} {y + head + body}H{x - head - 1.4}Z" fill="{colour}"/>
        <circle cx="{x}" cy="{y}" r="{head}" fill="#f3c9a5"/>
        <path d="M{x - head} {y}C{x - head} {y - head - 2.2} {x + head} {y - head - 2.2} {x + head} {y}C{x + (head / 2)} {y - (head / 2)} {x - (head / 2)} {y - (head / 2)} {x - head} {y}Z" fill="#14284b"/>
        <circle cx="{x - 1.4}" cy="{y + 0.5}" r="0.38" fill="#14284b"/><circle cx="{x + 1.4}" cy="{y + 0.5}" r="0.38" fill="#14284b"/>
        <path d="M{x - 1.3} {y + 1.9}C{x - 0.6} {y + 2.7} {x + 0.6} {y + 2.7} {x + 1.3} {y + 1.9}" fill="none" stroke="#14284b" stroke-width="0.5" stroke-linecap="round"/>
        """);

    private static string Promise(string words, int at) => FormattableString.Invariant(
        $"""<circle cx="{7.4 + (at * 20.5)}" cy="43.2" r="1.3" fill="#d9411e"/><text x="{9.8 + (at * 20.5)}" y="44.4" font-size="3.3" font-weight="700" fill="#14284b">{WebUtility.HtmlEncode(words)}</text>""");
}
