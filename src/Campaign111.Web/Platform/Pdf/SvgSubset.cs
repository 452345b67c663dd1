using System.Text;
using System.Xml;

namespace Campaign111.Platform.Pdf;

/// <summary>
/// The subset of SVG that librsvg, QuestPDF and browsers draw alike, and that can neither run nor load anything: shapes, text and tspan with
/// presentation attributes, gradients, clip paths, embedded PNG and JPEG. A file is read with DTDs prohibited and under size caps.
/// </summary>
public static partial class SvgSubset
{
    /// <summary>Largest file, in characters: an A5 page with an embedded photograph at 300 dpi fits.</summary>
    public const int MaxCharacters = 8_000_000;

    /// <summary>Longest outline, in characters of its data: some 4,000 points. librsvg looks for the bounds of each, which costs the square of its crossings (5 s of a
    /// processor for twice as many points at random; 250,000 characters did not end within minutes). The longest of a shipped design has 300.</summary>
    public const int MaxOutline = 25_000;

    /// <summary>All that is drawn, a repeated outline each time: the sum of the squares of their characters. As much as one outline of the longest kind.</summary>
    public const long MaxWork = (long)MaxOutline * MaxOutline;

    // Engines cut one outline with another, which costs the square of their points.
    private const int MaxClip = 20_000;

    // An element without an outline of its own weighs as much as a short one.
    private const int ElementWeight = 200;

    private const int MaxElements = 20_000;
    private const int MaxDepth = 40;
    private const int MaxProblems = 50;
    private const string Svg = "http://www.w3.org/2000/svg";
    private const string XLink = "http://www.w3.org/1999/xlink";

    /// <summary>Namespaces that Inkscape writes beside the drawing; nobody draws them.</summary>
    private static readonly HashSet<string> Ignored =
    [
        "http://www.inkscape.org/namespaces/inkscape", "http://sodipodi.sourceforge.net/DTD/sodipodi-0.dtd",
        "http://www.w3.org/1999/02/22-rdf-syntax-ns#", "http://creativecommons.org/ns#", "http://purl.org/dc/elements/1.1/",
        "http://www.w3.org/2000/xmlns/",
    ];

    private static readonly HashSet<string> Elements =
    [
        "svg", "g", "defs", "use", "rect", "circle", "ellipse", "line", "polyline", "polygon", "path", "text", "tspan",
        "linearGradient", "radialGradient", "stop", "clipPath", "image", "title", "desc", "metadata",
    ];

    private static readonly HashSet<string> Attributes =
    [
        "id", "class", "version", "width", "height", "viewBox", "x", "y", "x1", "y1", "x2", "y2", "cx", "cy", "r", "rx", "ry", "dy", "fx", "fy",
        "d", "points", "transform", "href", "fill", "fill-opacity", "fill-rule", "clip-rule", "clip-path", "opacity", "stroke", "stroke-width",
        "stroke-opacity", "stroke-linecap", "stroke-linejoin", "stroke-miterlimit", "stroke-dasharray", "stroke-dashoffset", "offset", "stop-color",
        "stop-opacity", "gradientUnits", "gradientTransform", "spreadMethod", "clipPathUnits", "preserveAspectRatio", "font-family", "font-size",
        "font-weight", "font-style", "text-anchor", "data-fit", "data-key", "data-wrap", "data-lines", "data-min", "data-leading", "data-valign", "data-balance",
        "data-strong-fill", "data-strong-weight", "data-strong-size", "role", "aria-label", "lang",
    ];

    /// <summary>Everything that is wrong with <paramref name="xml"/>, in order, at most 50; empty when the file may be used.</summary>
    public static IReadOnlyList<SvgProblem> Check(string xml)
    {
        var walk = new Walk();
        if (xml.Length > MaxCharacters)
        {
            walk.Add(1, $"tệp dài {xml.Length} ký tự, tối đa {MaxCharacters}", $"the file has {xml.Length} characters, at most {MaxCharacters}");
            return walk.Problems;
        }

        try
        {
            using var reader = Open(xml);
            while (walk.Problems.Count < MaxProblems && reader.Read())
            {
                walk.Node(reader);
            }

            walk.Finish();
        }
        catch (XmlException error)
        {
            walk.Add(error.LineNumber, $"không đọc được XML (DTD và thực thể không được phép): {error.Message}",
                $"not readable as XML (DTDs and entities are prohibited): {error.Message}");
        }

        return walk.Problems;
    }

    /// <summary>Checks, and throws with every problem when there is one.</summary>
    /// <exception cref="PdfException">The file is not in the subset.</exception>
    public static void Require(string xml)
    {
        var problems = Check(xml);
        if (problems.Count > 0)
        {
            throw new PdfException(new StringBuilder("Tệp SVG không dùng được: ").AppendJoin("; ", problems).Append('.').ToString());
        }
    }

    internal static XmlReader Open(string xml) => XmlReader.Create(new StringReader(xml), new XmlReaderSettings
    {
        DtdProcessing = DtdProcessing.Prohibit,
        XmlResolver = null,
        MaxCharactersInDocument = MaxCharacters + 1,
        MaxCharactersFromEntities = 1024,
    });
}
