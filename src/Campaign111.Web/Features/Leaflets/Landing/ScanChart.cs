using System.Xml.Linq;
using Campaign111.Features.Shared.Charts;
using Campaign111.Platform.Localisation;
using Microsoft.AspNetCore.Html;
using static Campaign111.Features.Shared.Charts.Svg;

namespace Campaign111.Features.Leaflets.Landing;

/// <summary>Scans a day as columns, days without any as gaps; drawn twice, for wide pages and for phones. The page puts the table.</summary>
public static class ScanChart
{
    /// <summary>Days shown, today the last.</summary>
    public const int Days = 30;

    /// <summary>The chart as a figure.</summary>
    /// <param name="scans">By day; days without scans may be missing.</param>
    /// <param name="today">The last column.</param>
    public static IHtmlContent Render(IReadOnlyList<(DateOnly Day, long Scans)> scans, DateOnly today) => new Svg(Element(
        "figure", new object[] { Drawing(scans, today, 720, 220, "wide"), Drawing(scans, today, 340, 200, "compact") }, ("class", "chart")));

    private static XElement Drawing(IReadOnlyList<(DateOnly Day, long Scans)> scans, DateOnly today, double width, double height, string size)
    {
        var (first, most) = (today.AddDays(1 - Days), Math.Max(1, scans.Max(day => day.Scans)));
        var (left, bottom, top, step) = (40d, height - 26, 16d, (width - 40) / Days);
        var title = $"scans-{size}-title";
        var drawing = Element("g", null);
        foreach (var value in new[] { 0, most / 2, most }.Distinct())
        {
            var y = bottom - ((bottom - top) * value / most);
            drawing.Add(Element("path", null, ("class", value == 0 ? "chart-axis" : "chart-grid"), ("d", $"M{Number(left)} {Number(y)}H{Number(width)}")));
            drawing.Add(Label(Formats.Number(value), left - 6, y + 4, "end"));
        }

        foreach (var (day, count) in scans)
        {
            var tall = (bottom - top) * count / most;
            drawing.Add(Element("rect", null, ("class", "chart-column"), ("x", left + (step * (day.DayNumber - first.DayNumber)) + (step * 0.12)), ("y", bottom - tall), ("width", step * 0.76), ("height", tall)));
        }

        // Each week's day; today's would stand beyond the edge.
        for (var back = Days - 1; back > 0; back -= size == "wide" ? 7 : 14)
        {
            drawing.Add(Label(Formats.DayMonth(today.AddDays(-back)), left + (step * (Days - 1 - back + 0.5)), bottom + 18, "middle"));
        }

        return Element(
            "svg", new object[] { Element("title", Text.Of($"Lượt quét mỗi ngày, {Days} ngày đến {Formats.Date(today)}; nhiều nhất {Formats.Number(most)}", $"Scans a day, {Days} days to {Formats.Date(today)}; at most {Formats.Number(most)}"), ("id", title)), drawing },
            ("class", "chart-" + size), ("viewBox", $"0 0 {Number(width)} {Number(height)}"), ("role", "img"), ("aria-labelledby", title));
    }

    private static XElement Label(string text, double x, double y, string anchor) =>
        Element("text", text, ("x", x), ("y", y), ("text-anchor", anchor), ("font-size", 12d));
}
