using System.Xml.Linq;
using Campaign111.Platform.Localisation;
using Microsoft.AspNetCore.Html;
using static Campaign111.Features.Shared.Charts.Svg;

namespace Campaign111.Features.Shared.Charts;

/// <summary>
/// Households reached, cumulative, against the pace line, with marks for today and the last day. Two drawings of the same data, one for
/// wide pages and paper, one for phones: a single one scaled down would leave its letters at five pixels. The page puts the table.
/// </summary>
public static class BurnUpChart
{
    /// <summary>The chart as a figure with its key.</summary>
    public static IHtmlContent Render(BurnUpData data) => Build(data);

    /// <summary>As <see cref="Render"/>, typed.</summary>
    public static Svg Build(BurnUpData data)
    {
        ArgumentNullException.ThrowIfNull(data);
        return new(Element("figure", new object[]
        {
            Drawing(data, 600, 300, "wide"),
            Drawing(data, 360, 280, "compact"),
            Key(data),
        }, ("class", "chart"), ("id", data.Id)));
    }

    private static XElement Drawing(BurnUpData data, double width, double height, string size)
    {
        var first = Min(data.Start, data.Reached.Count > 0 ? data.Reached[0].Day : data.Start);
        var most = Math.Max(data.Target, data.Reached.Count > 0 ? data.Reached[^1].Reached : 0);
        var frame = new ChartFrame(width, height, first, data.End, most);
        var (title, description) = ($"{data.Id}-{size}-title", $"{data.Id}-{size}-desc");
        return Element("svg", new object?[]
        {
            Element("title", data.Title, ("id", title)),
            Element("desc", Summary(data), ("id", description)),
            Grid(frame), BurnUpBand.Of(data, frame), Line(data, frame), Marks(data, frame),
        }, ("class", "chart-" + size), ("viewBox", $"0 0 {Number(width)} {Number(height)}"), ("role", "img"),
            ("aria-labelledby", $"{title} {description}"));
    }

    private static XElement Grid(ChartFrame frame)
    {
        var grid = new XElement("g");
        foreach (var value in frame.ValueTicks())
        {
            var y = frame.Y(value);
            grid.Add(Element("path", null, ("class", value == 0 ? "chart-axis" : "chart-grid"), ("d", $"M{Number(frame.Left)} {Number(y)}H{Number(frame.Right)}")));
            grid.Add(Label(Formats.Number((long)value), frame.Left - 8, y + 4, "end"));
        }

        foreach (var day in frame.DayTicks())
        {
            var x = frame.X(day);
            grid.Add(Element("path", null, ("class", "chart-axis"), ("d", $"M{Number(x)} {Number(frame.Bottom)}v5")));
            grid.Add(Label(Formats.DayMonth(day), x, frame.Bottom + 20, "middle"));
        }

        return grid;
    }

    private static XElement Line(BurnUpData data, ChartFrame frame)
    {
        var lines = new XElement("g");
        var until = data.Reached.Where(point => point.Day <= data.Today).ToList();
        if (data.Pace.Count > 0)
        {
            lines.Add(Element("path", null, ("class", "chart-pace"), ("d", Path(data.Pace.Select(point => (frame.X(point.Day), frame.Y((double)point.Expected)))))));
        }

        if (until.Count == 0)
        {
            return lines;
        }

        // Nothing is drawn beyond today; days without an entry since the last one stay level.
        var points = until.Append((Day: data.Today, until[^1].Reached)).Distinct().Select(point => (frame.X(point.Day), frame.Y(point.Reached))).ToList();
        var path = Path(points);
        lines.AddFirst(Element("path", null, ("class", "chart-area"),
            ("d", $"{path}V{Number(frame.Bottom)}H{Number(points[0].Item1)}Z")));
        lines.Add(Element("path", null, ("class", "chart-line"), ("d", path)));
        lines.Add(Element("circle", null, ("class", "chart-dot"), ("cx", points[^1].Item1), ("cy", points[^1].Item2), ("r", 5d)));
        return lines;
    }

    private static XElement Marks(BurnUpData data, ChartFrame frame) => Element("g", new object[]
    {
        Mark(frame, data.LastDay, "chart-due", Text.Of("Hạn ", "Last day ") + Formats.DayMonth(data.LastDay), 14),
        Mark(frame, data.Today, "chart-mark", Text.Of("Hôm nay ", "Today ") + Formats.DayMonth(data.Today), 34),
    });

    private static XElement Mark(ChartFrame frame, DateOnly day, string css, string text, double y)
    {
        var x = frame.X(day);
        // Near an edge the label turns inwards.
        var anchor = x > frame.Right - 50 ? "end" : x < frame.Left + 50 ? "start" : "middle";
        var label = Label(text, x, y, anchor);
        label.SetAttributeValue("class", "chart-strong");
        return Element("g", new object[]
        {
            Element("path", null, ("class", css), ("d", $"M{Number(x)} {Number(y + 5)}V{Number(frame.Bottom)}")), label,
        });
    }

    private static XElement Key(BurnUpData data) => Element("ul", new object?[]
    {
        Entry("chart-line", Text.Of("Số hộ đã đến", "Households reached")),
        data.Pace.Count > 0 ? Entry("chart-pace", Text.Of("Tiến độ cần đạt", "Expected pace")) : null,
        data.Forecast is null ? null : Entry("chart-forecast", Text.Of("Dự báo nếu giữ nhịp này", "Forecast if this pace holds")),
        Entry("chart-due", Text.Of("Ngày cuối", "Last day")),
    }, ("class", "chart-key"));

    private static XElement Entry(string css, string text) => new("li",
        Element("svg", Element("path", null, ("class", css), ("d", "M1 9h26")), ("class", "key-swatch"), ("viewBox", "0 0 28 18"), ("aria-hidden", "true")), text);

    /// <summary>The chart in a sentence, for those who do not see it.</summary>
    private static string Summary(BurnUpData data)
    {
        var reached = data.ReachedBy(data.Today);
        var text = Text.Of(
            $"Đến {Formats.Date(data.Today)} đã đến {Formats.Number(reached)} hộ",
            $"By {Formats.Date(data.Today)}, {Formats.Number(reached)} households were reached");
        text += data.Target > 0 ? Text.Of($" trên {Formats.Number(data.Target)}", $" of {Formats.Number(data.Target)}") : "";
        text += data.ExpectedBy(data.Today) is { } expected ? Text.Of($"; tiến độ cần đạt {Formats.Number(expected, 0)}", $"; {Formats.Number(expected, 0)} were expected") : "";
        text += data.Forecast is { } forecast ? Text.Of($"; dự báo nếu giữ nhịp này: đủ khoảng ngày {Formats.Date(forecast.Done)}", $"; forecast if this pace holds: all reached about {Formats.Date(forecast.Done)}") : "";
        return text + Text.Of($". Ngày cuối {Formats.Date(data.LastDay)}.", $". The last day is {Formats.Date(data.LastDay)}.");
    }

    private static XElement Label(string text, double x, double y, string anchor) =>
        Element("text", text, ("x", x), ("y", y), ("text-anchor", anchor), ("font-size", 13d));

    private static string Path(IEnumerable<(double X, double Y)> points) =>
        "M" + string.Join("L", points.Select(point => $"{Number(point.X)} {Number(point.Y)}"));

    private static DateOnly Min(DateOnly a, DateOnly b) => a < b ? a : b;
}
