using System.Xml.Linq;
using Campaign111.Platform.Localisation;
using Microsoft.AspNetCore.Html;
using static Campaign111.Features.Shared.Charts.Svg;

namespace Campaign111.Features.Shared.Charts;

/// <summary>A burn-up the size of a stamp, on axes from nothing to the target and over the campaign's days, so that many can be laid beside one another.
/// The page puts the table.</summary>
public static class MiniBurnUp
{
    private const double Width = 220;
    private const double Height = 96;

    /// <summary>Line, pace and forecast; no axis labels.</summary>
    public static IHtmlContent Render(BurnUpData data)
    {
        ArgumentNullException.ThrowIfNull(data);
        var top = Math.Max(1, Math.Max(data.Target, data.Reached.Count > 0 ? data.Reached[^1].Reached : 0));
        var (first, last) = (data.Start.DayNumber - 1, Math.Max(data.Start.DayNumber, data.End.DayNumber));
        double X(DateOnly day) => 2 + ((Width - 4) * (day.DayNumber - first) / (last - first));
        double Y(double value) => Height - 2 - ((Height - 8) * value / top);
        string Line(IEnumerable<(DateOnly Day, double Value)> points) => "M" + string.Join('L', points.Select(point => $"{Number(Math.Max(2, X(point.Day)))} {Number(Y(point.Value))}"));

        var reached = data.Reached.Where(point => point.Day <= data.Today).Select(point => (point.Day, (double)point.Reached)).ToList();
        var now = (double)data.ReachedBy(data.Today);
        var drawing = new List<XElement?>
        {
            Element("path", null, ("class", "chart-axis"), ("d", $"M2 {Number(Y(0))}H{Number(Width - 2)}")),
            Element("path", null, ("class", "chart-due"), ("d", $"M{Number(X(data.LastDay))} 4V{Number(Y(0))}")),
            data.Pace.Count == 0 ? null : Element("path", null, ("class", "chart-pace"), ("d", Line(data.Pace.Select(point => (point.Day, (double)point.Expected))))),
            reached.Count == 0 ? null : Element("path", null, ("class", "chart-line"), ("d", Line(reached.Append((data.Today, now))))),
            Forecast(data, now, Line),
        };
        return new Svg(Element("svg", drawing.OfType<XElement>(), ("class", "mini"), ("viewBox", $"0 0 {Number(Width)} {Number(Height)}"), ("role", "img"), ("aria-label", Spoken(data))));
    }

    private static XElement? Forecast(BurnUpData data, double now, Func<IEnumerable<(DateOnly, double)>, string> line)
    {
        if (data.Forecast is not { } forecast || forecast.Done <= data.Today)
        {
            return null;
        }

        var share = Math.Min(1, (double)(data.End.DayNumber - data.Today.DayNumber) / (forecast.Done.DayNumber - data.Today.DayNumber));
        var end = forecast.Done < data.End ? forecast.Done : data.End;
        return Element("path", null, ("class", "chart-forecast"), ("d", line([(data.Today, now), (end, now + (share * (data.Target - now)))])));
    }

    private static string Spoken(BurnUpData data) => Text.Of(
        $"{data.Title}: đã đến {Formats.Number(data.ReachedBy(data.Today))} trên {Formats.Number(data.Target)} hộ",
        $"{data.Title}: {Formats.Number(data.ReachedBy(data.Today))} of {Formats.Number(data.Target)} households reached");
}
