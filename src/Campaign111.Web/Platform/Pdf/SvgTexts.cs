using System.Globalization;
using System.Xml.Linq;

namespace Campaign111.Platform.Pdf;

/// <summary>
/// Puts a language's texts into a page. A text element with data-key takes the text of that key; data-wrap (width in user units) and data-lines (default 1)
/// are its room. It is wrapped, then set smaller down to data-min (default 0.85) of its size; what still does not fit stays, for the linter to name.
/// </summary>
public sealed class SvgTexts(FontLibrary fonts)
{
    private const double Step = 0.02;
    private const double SmallestScale = 0.85;
    private const double LineHeight = 1.3;

    /// <summary>The page in a language, as SVG that needs no texts any more.</summary>
    /// <param name="svg">A page of the subset.</param>
    /// <param name="texts">Text by key; *words between asterisks* are strong.</param>
    /// <param name="family">Font family of the language, or null for the page's own.</param>
    /// <exception cref="PdfException">A key has no text.</exception>
    public XDocument Fill(string svg, IReadOnlyDictionary<string, string> texts, string? family)
    {
        SvgSubset.Require(svg);
        using var reader = SvgSubset.Open(svg);
        var document = XDocument.Load(reader, LoadOptions.PreserveWhitespace | LoadOptions.SetLineInfo);
        foreach (var element in Keyed(document))
        {
            var key = (string)element.Attribute("data-key")!;
            var text = texts.TryGetValue(key, out var found) ? found : throw new PdfException($"Thiếu lời cho mục “{key}”: thêm dòng đó vào bảng lời của ngôn ngữ này.");
            if (family is not null)
            {
                element.SetAttributeValue("font-family", family);
            }

            SetText(element, text);
        }

        return document;
    }

    /// <summary>Elements that take a text, in document order.</summary>
    public static IReadOnlyList<XElement> Keyed(XDocument document) => [.. document.Descendants().Where(element => element.Name.LocalName == "text" && element.Attribute("data-key") is not null)];

    private void SetText(XElement element, string text)
    {
        var chain = element.AncestorsAndSelf().Reverse();
        var plain = chain.Aggregate(SvgTextReader.Default, SvgTextReader.With);
        var strong = plain with
        {
            Weight = (int)SvgTextReader.Number(element, "data-strong-weight", Math.Max(plain.Weight, 800)),
            Size = SvgTextReader.Number(element, "data-strong-size", plain.Size),
            Rgb = (string?)element.Attribute("data-strong-fill") is { } fill ? SvgTextReader.Rgb(element, fill) : plain.Rgb,
        };
        var (lines, scale) = Fit(element, text, new TextFlow(fonts, plain, strong), plain.Anchor);
        var size = plain.Size * scale;
        var leading = size * SvgTextReader.Number(element, "data-leading", LineHeight);
        var top = SvgTextReader.Number(element, "y", 0) - ((lines.Count - 1) * leading * ((string?)element.Attribute("data-valign") switch { "middle" => 0.5, "bottom" => 1, _ => 0 }));
        element.RemoveNodes();
        element.SetAttributeValue("font-size", Figure(size));
        foreach (var (line, index) in lines.Select((line, index) => (line, index)))
        {
            element.Add(new XElement(
                element.Name.Namespace + "tspan",
                new XAttribute("x", Figure(SvgTextReader.Number(element, "x", 0))),
                new XAttribute("y", Figure(top + (index * leading))),
                line.Select(run => run.Strong ? Strong(element, run.Text, strong, scale) : (object)new XText(run.Text))));
        }
    }

    private static (IReadOnlyList<IReadOnlyList<FlowRun>> Lines, double Scale) Fit(XElement element, string text, TextFlow flow, TextAnchor anchor)
    {
        if (element.Attribute("data-wrap") is null)
        {
            return (flow.Lines(text, double.MaxValue, 1), 1);
        }

        var width = SvgTextReader.Number(element, "data-wrap", 0);
        var most = SvgTextReader.Number(element, "data-lines", 1);
        var least = SvgTextReader.Number(element, "data-min", SmallestScale);
        for (var scale = 1.0; ; scale = Math.Max(least, scale - Step))
        {
            var lines = flow.Lines(text, width, scale);
            var fits = lines.Count <= most && lines.All(line => scale * flow.Width(line) <= width);
            if (fits || scale <= least)
            {
                // A centred block or a heading of two or three lines looks torn when its last line holds one word.
                var even = anchor == TextAnchor.Middle || (string?)element.Attribute("data-balance") == "yes";
                return (fits && even ? flow.Balanced(text, width, scale) : lines, scale);
            }
        }
    }

    private static XElement Strong(XElement element, string text, TextStyle strong, double scale) => new(
        element.Name.Namespace + "tspan",
        new XAttribute("font-weight", strong.Weight),
        new XAttribute("font-size", Figure(strong.Size * scale)),
        new XAttribute("fill", $"#{strong.Rgb:x6}"),
        text);

    private static string Figure(double value) => value.ToString("0.###", CultureInfo.InvariantCulture);
}
