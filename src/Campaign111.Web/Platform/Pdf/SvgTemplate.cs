using System.Xml.Linq;

namespace Campaign111.Platform.Pdf;

/// <summary>
/// An SVG page with placeholders such as {{commune.name}} in its text and a QR box (a rect with id="qr"), checked and parsed once; safe to share
/// between threads. A page is a template and its values.
/// </summary>
public sealed class SvgTemplate
{
    private static readonly HashSet<string> Shapes = ["rect", "circle", "ellipse", "line", "polyline", "polygon", "path", "use", "image"];
    private static readonly HashSet<string> NotDrawn = ["defs", "clipPath", "metadata", "title", "desc"];
    private readonly bool _placeholders;
    private readonly Lazy<SvgMarkup> _markup;

    private SvgTemplate(XDocument document, bool placeholders)
    {
        _placeholders = placeholders;
        var root = document.Root!;
        WidthMm = SvgSubset.Millimetres((string?)root.Attribute("width"))!.Value;
        HeightMm = SvgSubset.Millimetres((string?)root.Attribute("height"))!.Value;
        Layers = ReadLayers(document, ViewBox(root));
        Placeholders = Layers.OfType<TextLayer>().SelectMany(layer => layer.Text.Lines).SelectMany(line => line.Runs).SelectMany(run => run.Pieces)
            .Where(piece => piece.IsPlaceholder).Select(piece => piece.Text).ToHashSet();
        _markup = new Lazy<SvgMarkup>(() => new SvgMarkup(document, placeholders));
    }

    /// <summary>Width of the paper in mm.</summary>
    public double WidthMm { get; }

    /// <summary>Height of the paper in mm.</summary>
    public double HeightMm { get; }

    /// <summary>Names of the placeholders in its text, without braces.</summary>
    public IReadOnlySet<string> Placeholders { get; }

    /// <summary>The QR box's side in mm, quiet zone included; null when the page has none.</summary>
    public double? QrBoxMm => Layers.OfType<QrLayer>().Select(layer => (double?)(layer.Side * layer.ToMillimetres.A)).FirstOrDefault();

    /// <summary>What is drawn, in order.</summary>
    public IReadOnlyList<SvgLayer> Layers { get; }

    /// <summary>Checks and parses. <paramref name="placeholders"/> false: braces are text like any other (pages made by code from users' words).</summary>
    /// <exception cref="PdfException">The file is not in the subset (<see cref="SvgSubset"/>), or a number or colour cannot be read.</exception>
    public static SvgTemplate Parse(string svg, bool placeholders = true)
    {
        SvgSubset.Require(svg);
        using var reader = SvgSubset.Open(svg);
        try
        {
            return new SvgTemplate(XDocument.Load(reader, LoadOptions.PreserveWhitespace | LoadOptions.SetLineInfo), placeholders);
        }
        catch (FormatException error)
        {
            throw new PdfException($"Tệp SVG có số hoặc phép biến đổi không đọc được: {error.Message}.", error);
        }
    }

    /// <summary>The filled page as one SVG document for a browser or for QuestPDF; values are escaped, fitted lines get their size.</summary>
    /// <exception cref="PdfException">A value is missing.</exception>
    public string ToSvg(IReadOnlyDictionary<string, string> values, QrMatrix? qr, FontLibrary fonts) => _markup.Value.Fill(values, qr, this, fonts);

    internal static bool IsQr(XElement element) => element.Name.LocalName == "rect" && (string?)element.Attribute("id") == "qr";

    /// <summary>Elements that draw, in document order: shapes and whole text elements, not those that stand in defs.</summary>
    internal static List<XElement> Leaves(XDocument document) => document.Descendants()
        .Where(element => (Shapes.Contains(element.Name.LocalName) || element.Name.LocalName == "text")
            && !element.Ancestors().Any(ancestor => NotDrawn.Contains(ancestor.Name.LocalName))).ToList();

    private List<SvgLayer> ReadLayers(XDocument document, SvgMatrix page)
    {
        var layers = new List<SvgLayer>();
        var leaves = Leaves(document);
        for (var at = 0; at < leaves.Count; at++)
        {
            var leaf = leaves[at];
            if (leaf.Name.LocalName == "text")
            {
                layers.Add(new TextLayer(SvgTextReader.Read(leaf, page, _placeholders)));
            }
            else if (IsQr(leaf))
            {
                layers.Add(ReadQr(leaf, page));
            }
            else
            {
                var from = at;
                while (at + 1 < leaves.Count && leaves[at + 1].Name.LocalName != "text" && !IsQr(leaves[at + 1]))
                {
                    at++;
                }

                layers.Add(new ShapesLayer(OnlyShapes(document, from, at)));
            }
        }

        return layers;
    }

    /// <summary>The document with none but the leaves from..to: groups, clip paths and gradients around them stay.</summary>
    private static string OnlyShapes(XDocument document, int from, int to)
    {
        var copy = new XDocument(document);
        foreach (var leaf in Leaves(copy).Where((_, index) => index < from || index > to))
        {
            leaf.Remove();
        }

        return copy.ToString(SaveOptions.DisableFormatting);
    }

    private static QrLayer ReadQr(XElement box, SvgMatrix page)
    {
        var matrix = box.AncestorsAndSelf().Reverse().Aggregate(page, (map, element) => map.Then(SvgMatrix.Parse((string?)element.Attribute("transform"))));
        var side = SvgTextReader.Number(box, "width", 0);
        if (box.Attribute("transform") is not null || side <= 0 || Math.Abs(side - SvgTextReader.Number(box, "height", 0)) > 1e-6)
        {
            throw new PdfException("Ô mã QR (rect id=\"qr\") phải là hình vuông, width bằng height, không có transform.");
        }

        return new QrLayer(matrix, SvgTextReader.Number(box, "x", 0), SvgTextReader.Number(box, "y", 0), side, SvgTextReader.Rgb(box, (string?)box.Attribute("fill") ?? "#000000"));
    }

    private SvgMatrix ViewBox(XElement root)
    {
        var n = ((string)root.Attribute("viewBox")!).Split([' ', ','], StringSplitOptions.RemoveEmptyEntries)
            .Select(text => double.Parse(text, System.Globalization.CultureInfo.InvariantCulture)).ToArray();
        if (n.Length != 4 || Math.Abs((n[2] / n[3]) - (WidthMm / HeightMm)) > 0.001)
        {
            throw new PdfException("viewBox phải có bốn số và cùng tỉ lệ với width × height.");
        }

        return SvgMatrix.Scale(WidthMm / n[2], HeightMm / n[3]).Then(SvgMatrix.Translate(-n[0], -n[1]));
    }
}
