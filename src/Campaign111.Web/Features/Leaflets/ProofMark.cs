using System.Globalization;
using System.Xml.Linq;
using Campaign111.Platform.Pdf;

namespace Campaign111.Features.Leaflets;

/// <summary>
/// The mark over a page whose language nobody has reviewed. Large and pale across the page, so that the proof can be read; small and solid at three
/// places, so that it outlives a photocopier.
/// </summary>
public static class ProofMark
{
    /// <summary>What every print of a draft says.</summary>
    public const string Words = "CHƯA RÀ SOÁT";

    private const string Small = "BẢN THỬ · CHƯA RÀ SOÁT · NOT REVIEWED";
    private const string Ink = "#b3261e";

    /// <summary>Adds the mark, below the code so that a proof's code can be tried out.</summary>
    public static void Add(XDocument page)
    {
        var root = page.Root!;
        var svg = root.Name.Namespace;
        var (left, top, width, height) = Box(root);
        var side = Math.Min(width, height);
        var angle = Figure(-Math.Atan2(height, width) * 180 / Math.PI);
        var mark = new XElement(svg + "g", new XAttribute("font-family", "Be Vietnam Pro"), new XAttribute("fill", Ink), new XAttribute("text-anchor", "middle"));
        mark.Add(Line(svg, Words, left + (width / 2), top + (height / 2), side * 0.13, 900, $"rotate({angle} {Figure(left + (width / 2))} {Figure(top + (height / 2))})", 0.3));
        foreach (var part in new[] { 0.25, 0.5, 0.75 })
        {
            var (y, size) = (top + (height * part), side * 0.03);
            mark.Add(new XElement(svg + "rect", Attributes(("x", left + (width / 2) - (size * 12)), ("y", y - (size * 1.3)), ("width", size * 24), ("height", size * 2), ("rx", size * 0.4)), new XAttribute("fill", "#ffffff"), new XAttribute("stroke", Ink), new XAttribute("stroke-width", Figure(size * 0.15))));
            mark.Add(Line(svg, Small, left + (width / 2), y, size, 700, null, 1));
        }

        (root.Descendants().FirstOrDefault(SvgTemplate.IsQr) is { } qr && qr.Parent == root ? (Action<object>)qr.AddBeforeSelf : root.Add)(mark);
    }

    private static XElement Line(XNamespace svg, string words, double x, double y, double size, int weight, string? transform, double opacity) => new(
        svg + "text", Attributes(("x", x), ("y", y), ("font-size", size), ("font-weight", weight), ("opacity", opacity)),
        transform is null ? null : new XAttribute("transform", transform), words);

    private static IEnumerable<XAttribute> Attributes(params (string Name, double Value)[] values) => values.Select(value => new XAttribute(value.Name, Figure(value.Value)));

    private static (double Left, double Top, double Width, double Height) Box(XElement root)
    {
        var box = ((string)root.Attribute("viewBox")!).Split([' ', ','], StringSplitOptions.RemoveEmptyEntries).Select(number => double.Parse(number, CultureInfo.InvariantCulture)).ToArray();
        return (box[0], box[1], box[2], box[3]);
    }

    private static string Figure(double value) => value.ToString("0.###", CultureInfo.InvariantCulture);
}
