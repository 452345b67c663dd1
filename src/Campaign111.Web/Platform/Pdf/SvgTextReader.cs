using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using System.Xml;
using System.Xml.Linq;

namespace Campaign111.Platform.Pdf;

/// <summary>Reads text elements into lines and runs, with the presentation attributes that they inherit.</summary>
internal static partial class SvgTextReader
{
    private static readonly Dictionary<string, int> Names = new() { ["black"] = 0, ["white"] = 0xFFFFFF };

    /// <summary>What a text inherits when nothing around it says otherwise.</summary>
    public static TextStyle Default { get; } = new("Be Vietnam Pro", 4, 400, false, 0, 1, TextAnchor.Start);

    public static SvgText Read(XElement text, SvgMatrix page, bool placeholders)
    {
        var chain = text.AncestorsAndSelf().Reverse().ToList();
        var matrix = chain.Aggregate(page, (map, element) => map.Then(SvgMatrix.Parse((string?)element.Attribute("transform"))));
        var style = chain.Aggregate(Default, With);
        var state = new Builder(placeholders);
        state.Walk(text, style);
        return new SvgText(matrix, state.Finish());
    }

    public static double Number(XElement element, string name, double fallback) => (string?)element.Attribute(name) is not { } text ? fallback
        : double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number
        : throw Error(element, $"{name}=\"{text}\" phải là một số");

    public static int Rgb(XElement element, string colour)
    {
        if (Names.TryGetValue(colour, out var named))
        {
            return named;
        }

        var hex = colour.Length == 4 && colour[0] == '#' ? string.Concat(colour.Skip(1).SelectMany(digit => new[] { digit, digit })) : colour.TrimStart('#');
        return hex.Length == 6 && int.TryParse(hex, NumberStyles.HexNumber, CultureInfo.InvariantCulture, out var rgb) ? rgb
            : throw Error(element, $"màu \"{colour}\" phải ở dạng #rrggbb");
    }

    /// <summary>The literal and placeholder pieces of a string.</summary>
    public static List<SvgTextPiece> Pieces(string text, bool placeholders)
    {
        var pieces = new List<SvgTextPiece>();
        var at = 0;
        foreach (Match match in placeholders ? Placeholder().Matches(text).AsEnumerable() : [])
        {
            if (match.Index > at)
            {
                pieces.Add(new SvgTextPiece(text[at..match.Index], false));
            }

            pieces.Add(new SvgTextPiece(match.Groups[1].Value, true));
            at = match.Index + match.Length;
        }

        if (at < text.Length)
        {
            pieces.Add(new SvgTextPiece(text[at..], false));
        }

        return pieces;
    }

    private static PdfException Error(XElement element, string what) => new($"Dòng {((IXmlLineInfo)element).LineNumber}, <{element.Name.LocalName}>: {what}.");

    public static TextStyle With(TextStyle style, XElement element) => style with
    {
        Family = ((string?)element.Attribute("font-family"))?.Split(',')[0].Trim(' ', '\'', '"') ?? style.Family,
        Size = Number(element, "font-size", style.Size),
        Weight = (string?)element.Attribute("font-weight") switch { "normal" => 400, "bold" => 700, _ => (int)Number(element, "font-weight", style.Weight) },
        Italic = (string?)element.Attribute("font-style") is { } slant ? slant == "italic" : style.Italic,
        Rgb = (string?)element.Attribute("fill") is { } fill && fill != "none" ? Rgb(element, fill) : style.Rgb,
        Opacity = style.Opacity * Number(element, "opacity", 1) * Number(element, "fill-opacity", 1),
        Anchor = (string?)element.Attribute("text-anchor") switch { "middle" => TextAnchor.Middle, "end" => TextAnchor.End, "start" => TextAnchor.Start, _ => style.Anchor },
    };

    [GeneratedRegex(@"\{\{\s*([a-z][a-z0-9_.-]*)\s*\}\}")]
    internal static partial Regex Placeholder();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Blanks();

    /// <summary>Collects lines; a tspan with x, y or dy starts a new one.</summary>
    private sealed class Builder(bool placeholders)
    {
        private readonly List<SvgTextLine> _lines = [];
        private readonly List<(TextStyle Style, StringBuilder Text)> _runs = [];
        private double _x;
        private double _y;
        private double? _fit;

        public void Walk(XElement element, TextStyle style)
        {
            if (element.Attribute("x") is not null || element.Attribute("y") is not null || element.Attribute("dy") is not null)
            {
                EndLine();
                _x = Number(element, "x", _x);
                _y = Number(element, "y", _y) + Number(element, "dy", 0);
            }

            _fit = element.Attribute("data-fit") is null ? _fit : Number(element, "data-fit", 0);
            foreach (var node in element.Nodes())
            {
                if (node is XText text)
                {
                    Append(text.Value, style);
                }
                else if (node is XElement { Name.LocalName: "tspan" } child)
                {
                    Walk(child, With(style, child));
                }
            }
        }

        public List<SvgTextLine> Finish()
        {
            EndLine();
            return _lines;
        }

        private void Append(string text, TextStyle style)
        {
            var blank = Blanks().Replace(text, " ");
            if (_runs.Count == 0 || _runs[^1].Text is [.., ' '])
            {
                blank = blank.TrimStart(' ');
            }

            if (blank.Length > 0)
            {
                _runs.Add((style, new StringBuilder(blank)));
            }
        }

        private void EndLine()
        {
            if (_runs.Count > 0)
            {
                var last = _runs[^1];
                _runs[^1] = (last.Style, new StringBuilder(last.Text.ToString().TrimEnd(' ')));
                var runs = _runs.Select(run => new SvgTextRun(run.Style, Pieces(run.Text.ToString(), placeholders))).Where(run => run.Pieces.Count > 0).ToList();
                if (runs.Count > 0)
                {
                    _lines.Add(new SvgTextLine(_x, _y, _fit, runs));
                }

                _runs.Clear();
            }
        }
    }
}
