using System.Xml.Linq;
using Campaign111.Platform.Localisation;
using Microsoft.AspNetCore.Html;
using static Campaign111.Features.Shared.Charts.Svg;

namespace Campaign111.Features.Shared.Charts;

/// <summary>Two curves of percentages over the days since each began; the second is dashed, so that paper tells them apart. The page puts the table.</summary>
public static class PairChart
{
    private const double Left = 48;
    private const double Bottom = 232;
    private const double Top = 16;
    private static readonly int[] Levels = [0, 25, 50, 75, 100];

    /// <summary>The chart as a figure with its key.</summary>
    /// <param name="id">Unique on the page.</param>
    /// <param name="title">Read out.</param>
    /// <param name="curves">Name and percent by the end of day 1, 2, ...</param>
    public static IHtmlContent Render(string id, string title, IReadOnlyList<(string Name, IReadOnlyList<decimal> Percents)> curves) => new Svg(Element("figure", new object[]
    {
        Drawing(id, title, curves, 600, "wide"), Drawing(id, title, curves, 340, "compact"),
        Element("ul", curves.Select((curve, i) => Element("li", new object[]
        {
            Element("svg", Element("path", null, ("class", Css(i)), ("d", "M1 9h26")), ("class", "key-swatch"), ("viewBox", "0 0 28 18"), ("aria-hidden", "true")), curve.Name,
        })), ("class", "chart-key")),
    }, ("class", "chart"), ("id", id)));

    private static XElement Drawing(string id, string title, IReadOnlyList<(string Name, IReadOnlyList<decimal> Percents)> curves, double width, string size)
    {
        var days = Math.Max(2, curves.Max(curve => curve.Percents.Count));
        var most = Math.Max(100, curves.SelectMany(curve => curve.Percents).DefaultIfEmpty(0).Max());
        double X(int day) => Left + ((width - Left - 12) * (day - 1) / (days - 1));
        double Y(decimal percent) => Bottom - ((Bottom - Top) * (double)(percent / most));
        var grid = Levels.SelectMany(percent => new[]
        {
            Element("path", null, ("class", percent == 0 ? "chart-axis" : "chart-grid"), ("d", $"M{Number(Left)} {Number(Y(percent))}H{Number(width - 12)}")),
            Element("text", $"{percent}%", ("x", Left - 6), ("y", Y(percent) + 4), ("text-anchor", "end"), ("font-size", 13d)),
        });
        var step = days <= 14 ? 2 : days <= 70 ? 14 : 56;
        var ticks = Enumerable.Range(0, ((days - 1) / step) + 1).Select(i => (i * step) + 1)
            .Select(day => Element("text", Text.Of($"ngày {day}", $"day {day}"), ("x", X(day)), ("y", Bottom + 20), ("text-anchor", "middle"), ("font-size", 13d)));
        var lines = curves.Select((curve, i) => curve.Percents.Count == 0 ? null : Element(
            "path", null, ("class", Css(i)), ("d", "M" + string.Join('L', curve.Percents.Select((percent, day) => $"{Number(X(day + 1))} {Number(Y(percent))}")))));
        return Element("svg", new object[] { Element("title", title, ("id", $"{id}-{size}-title")), grid, ticks, lines.OfType<XElement>() },
            ("class", "chart-" + size), ("viewBox", $"0 0 {Number(width)} {Number(Bottom + 28)}"), ("role", "img"), ("aria-labelledby", $"{id}-{size}-title"));
    }

    private static string Css(int curve) => curve == 0 ? "chart-line" : "chart-line chart-second";
}
