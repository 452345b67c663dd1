using System.Xml.Linq;
using Campaign111.Platform.Localisation;
using Microsoft.AspNetCore.Html;
using static Campaign111.Features.Shared.Charts.Svg;

namespace Campaign111.Features.Shared.Charts;

/// <summary>An area of a status map.</summary>
/// <param name="Code">Official code.</param>
/// <param name="Name">Full name, as "Xã Tân Tiến".</param>
/// <param name="Href">Where it leads; null draws it without a link.</param>
/// <param name="Status">Its colour and texture.</param>
/// <param name="Label">A short figure to show and read out, as "62,5%".</param>
/// <param name="Path">Path data of its <see cref="MapSheet"/>.</param>
public sealed record MapArea(string Code, string Name, string? Href, StatusKind Status, string Label, string Path);

/// <summary>What a status map shows.</summary>
/// <param name="Id">Unique on the page; prefix of the ids inside.</param>
/// <param name="Title">What the map is about, in the reader's language.</param>
/// <param name="Width">Width of the viewBox, from the projected map.</param>
/// <param name="Height">Height of the viewBox.</param>
/// <param name="Areas">The areas.</param>
/// <param name="Outlines">Path data of lines drawn on top (districts).</param>
public sealed record StatusMapData(string Id, string Title, double Width, double Height, IReadOnlyList<MapArea> Areas, IReadOnlyList<string> Outlines)
{
    /// <summary>Words on the map.</summary>
    public IReadOnlyList<MapLabel> Labels { get; init; } = [];

    /// <summary>Frames of insets.</summary>
    public IReadOnlyList<MapBox> Boxes { get; init; } = [];

    /// <summary>Tiles instead of a map: nothing in it says where a unit lies.</summary>
    public bool Schematic { get; init; }
}

/// <summary>
/// A map of units by status: colour and texture, so that it reads in black and white and for the colour-blind (StatusColourTests). Areas are links in
/// the order given; the legend counts them. The page puts the table behind it.
/// </summary>
public static class StatusMap
{
    /// <summary>Worst first, as the legend lists them.</summary>
    private static readonly StatusKind[] Order =
    [
        StatusKind.Overdue, StatusKind.FarBehind, StatusKind.Behind, StatusKind.NotStarted, StatusKind.OnPace, StatusKind.Completed,
        StatusKind.NotDue, StatusKind.UnknownTarget,
    ];

    /// <summary>The statuses that fill areas.</summary>
    public static IReadOnlyList<StatusKind> Statuses => Order;

    /// <summary>The map as a figure with its legend.</summary>
    public static IHtmlContent Render(StatusMapData data) => Build(data);

    /// <summary>As <see cref="Render"/>, typed.</summary>
    public static Svg Build(StatusMapData data)
    {
        ArgumentNullException.ThrowIfNull(data);
        var shown = Order.Where(kind => data.Areas.Any(area => area.Status == kind)).ToList();
        var svg = Element("svg", new object[]
        {
            Element("title", data.Title, ("id", data.Id + "-title")),
            Element("defs", shown.Select(kind => Pattern(data.Id, kind))),
            Element("g", data.Areas.Select(area => Area(data.Id, area))),
            Element("g", new object[] { data.Outlines.Select(path => Element("path", null, ("class", "map-outline"), ("d", path))), data.Boxes.Select(Box), data.Labels.Select(Words) }, ("aria-hidden", "true")),
        }, ("viewBox", $"0 0 {Number(data.Width)} {Number(data.Height)}"), ("role", "group"), ("aria-labelledby", data.Id + "-title"));
        return new(Element("figure", new object[] { svg, Legend(data, shown) }, ("class", data.Schematic ? "chart map map-tiles" : "chart map"), ("id", data.Id)));
    }

    private static XElement Box(MapBox box) => Element("rect", null, ("class", "map-box"), ("x", box.X), ("y", box.Y), ("width", box.Width), ("height", box.Height));

    private static XElement Words(MapLabel label)
    {
        var lines = label.Text().Split('|');
        var text = Element("text", lines.Select((line, i) => Element("tspan", line, ("x", label.X), ("dy", i == 0 ? null : "1.25em"))),
            ("class", label.Code is null ? "map-isles" : label.Plate is { Width: > 240 } ? "map-name is-large" : "map-name"), ("x", label.X), ("y", label.Y), ("text-anchor", "middle"));
        return label.Plate is not { } plate ? text
            : Element("g", new object[] { Element("rect", null, ("class", "map-plate"), ("x", plate.X), ("y", plate.Y), ("width", plate.Width), ("height", plate.Height), ("rx", 8d)), text });
    }

    private static XElement Area(string id, MapArea area)
    {
        var text = $"{area.Name}: {StatusLook.Of(area.Status).Word}, {area.Label}";
        var path = Element("path", Element("title", text), ("class", "map-area " + StatusLook.Of(area.Status).Css), ("fill", Fill(id, area.Status)), ("d", area.Path));
        if (area.Href is null)
        {
            path.SetAttributeValue("role", "img");
            path.SetAttributeValue("aria-label", text);
            return path;
        }

        return Element("a", path, ("href", area.Href), ("aria-label", text));
    }

    private static XElement Legend(StatusMapData data, IEnumerable<StatusKind> shown) => Element("ul", shown.Select(kind =>
    {
        var look = StatusLook.Of(kind);
        var swatch = Element("svg",
            Element("rect", null, ("class", "map-area " + look.Css), ("width", 28d), ("height", 18d), ("rx", 3d), ("fill", Fill(data.Id, kind))),
            ("class", "key-swatch"), ("viewBox", "0 0 28 18"), ("aria-hidden", "true"));
        return new XElement("li", swatch, Icon(look.Icon), new XElement("span", look.Word + " · " + Formats.Number(data.Areas.Count(area => area.Status == kind))));
    }), ("class", "chart-key"));

    private static string Fill(string id, StatusKind kind) => $"url(#{id}-{StatusLook.Of(kind).Css})";

    /// <summary>The status colour with its texture. The two plain ones are the darkest and the lightest on paper.</summary>
    private static XElement Pattern(string id, StatusKind kind)
    {
        var css = StatusLook.Of(kind).Css;
        var (line, texture) = kind switch
        {
            StatusKind.OnPace => ("map-pattern-line", "M2 2h1M6 6h1"),
            StatusKind.Behind => ("map-pattern-line", "M-1 5L5-1M3 9L9 3"),
            StatusKind.FarBehind => ("map-pattern-light", "M0 0L8 8M8 0L0 8"),
            StatusKind.Overdue => ("map-pattern-light", "M0 2H8M0 6H8"),
            StatusKind.NotStarted => ("map-pattern-line", "M2 1v3M6 5v3"),
            StatusKind.UnknownTarget => ("map-pattern-line", "M4 0V8"),
            _ => ("", ""),
        };
        return Element("pattern", new object?[]
        {
            Element("rect", null, ("class", "map-ground " + css), ("width", 8d), ("height", 8d)),
            texture.Length > 0 ? Element("path", null, ("class", line), ("d", texture)) : null,
        }, ("id", $"{id}-{css}"), ("width", 8d), ("height", 8d), ("patternUnits", "userSpaceOnUse"), ("patternTransform", "scale(1.6)"));
    }
}
