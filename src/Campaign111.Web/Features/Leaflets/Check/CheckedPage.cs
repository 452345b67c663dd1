using System.Xml;
using System.Xml.Linq;
using Campaign111.Platform.Pdf;

namespace Campaign111.Features.Leaflets.Check;

/// <summary>A rectangle on the page, mm.</summary>
internal readonly record struct PageBox(double Left, double Top, double Right, double Bottom)
{
    public PageBox With(PageBox other) => new(Math.Min(Left, other.Left), Math.Min(Top, other.Top), Math.Max(Right, other.Right), Math.Max(Bottom, other.Bottom));

    /// <summary>How far two boxes reach into one another: the smaller of both overlaps, negative when they are apart.</summary>
    public double Overlap(PageBox other) => Math.Min(Math.Min(Right, other.Right) - Math.Max(Left, other.Left), Math.Min(Bottom, other.Bottom) - Math.Max(Top, other.Top));
}

/// <summary>A run of a printed line: where its ink is, its colour, its size in mm.</summary>
internal sealed record PrintedRun(PageBox Ink, int Rgb, double Opacity, double SizeMm);

/// <summary>
/// A line as it prints with the longest values. <paramref name="Element"/>: number of its text element; <paramref name="Source"/>: line in the file;
/// <paramref name="Width"/> and <paramref name="Room"/>: in user units, room null when unlimited.
/// </summary>
internal sealed record PrintedLine(int Element, int Source, string Text, double Width, double? Room, IReadOnlyList<PrintedRun> Runs)
{
    public PageBox Ink => Runs.Select(run => run.Ink).Aggregate((one, other) => one.With(other));
}

/// <summary>A page in one language with the longest values filled in, measured.</summary>
internal sealed class CheckedPage
{
    private readonly ITextMeasure measure;
    private readonly FontLibrary fonts;

    public CheckedPage(string file, int number, bool mono, string language, XDocument document, IReadOnlyDictionary<string, string> values, ITextMeasure measure, FontLibrary fonts)
    {
        (File, Number, Mono, Language, Document, Values, this.measure, this.fonts) = (file, number, mono, language, document, values, measure, fonts);
        Template = SvgTemplate.Parse(document.ToString(SaveOptions.DisableFormatting));
        Elements = [.. SvgTemplate.Leaves(document).Where(leaf => leaf.Name.LocalName == "text")];
        Lines = [.. Template.Layers.OfType<TextLayer>().SelectMany((layer, index) => layer.Text.Lines.Select(line => Print(index, layer.Text.ToMillimetres, line))).OfType<PrintedLine>()];
    }

    public string File { get; }

    /// <summary>Page of the leaflet from 1.</summary>
    public int Number { get; }

    public bool Mono { get; }

    public string Language { get; }

    public XDocument Document { get; }

    public SvgTemplate Template { get; }

    public IReadOnlyDictionary<string, string> Values { get; }

    /// <summary>Text elements in the order of <see cref="PrintedLine.Element"/>.</summary>
    public IReadOnlyList<XElement> Elements { get; }

    public IReadOnlyList<PrintedLine> Lines { get; }

    /// <summary>All words on the page, in order.</summary>
    public string Words => string.Join(' ', Lines.Select(line => line.Text)).Replace('\u00A0', ' ');

    /// <summary>The code's box, or null.</summary>
    public PageBox? Qr => Template.Layers.OfType<QrLayer>().Select(layer => (PageBox?)Map(layer.ToMillimetres, layer.X, layer.Y, layer.X + layer.Side, layer.Y + layer.Side)).FirstOrDefault();

    /// <summary>The page without its words and its code.</summary>
    public string WordlessSvg()
    {
        var copy = new XDocument(Document);
        SvgTemplate.Leaves(copy).Where(leaf => leaf.Name.LocalName == "text" || SvgTemplate.IsQr(leaf)).ToList().ForEach(leaf => leaf.Remove());
        return copy.ToString(SaveOptions.DisableFormatting);
    }

    private PrintedLine? Print(int element, SvgMatrix matrix, SvgTextLine line)
    {
        var scale = line.FitScale(Values, fonts);
        var shaped = line.Runs.Select(run => (run.Style, Text: run.Fill(Values))).Where(run => run.Text.Length > 0)
            .Select(run => (run.Style, run.Text, Extents: measure.Measure(run.Style with { Size = run.Style.Size * scale }, run.Text))).ToList();
        if (shaped.Count == 0)
        {
            return null;
        }

        var width = shaped.Sum(run => run.Extents.Width);
        var x = line.X - (line.Runs[0].Style.Anchor switch { TextAnchor.Middle => width / 2, TextAnchor.End => width, _ => 0 });
        var runs = new List<PrintedRun>();
        foreach (var (style, _, extents) in shaped)
        {
            var ink = Map(matrix, x + extents.Left, line.Y + extents.Top, x + extents.Right, line.Y + extents.Bottom);
            runs.Add(new PrintedRun(ink, style.Rgb, style.Opacity, style.Size * scale * Math.Sqrt(Math.Abs((matrix.A * matrix.D) - (matrix.B * matrix.C)))));
            x += extents.Width;
        }

        var source = Elements[element];
        var room = line.FitWidth ?? (source.Attribute("data-wrap") is null ? null : SvgTextReader.Number(source, "data-wrap", 0));
        return new PrintedLine(element, ((IXmlLineInfo)source).LineNumber, string.Concat(shaped.Select(run => run.Text)), width, room, runs);
    }

    private static PageBox Map(SvgMatrix m, double left, double top, double right, double bottom)
    {
        var corners = new[] { (left, top), (right, top), (left, bottom), (right, bottom) }.Select(corner => (X: (m.A * corner.Item1) + (m.C * corner.Item2) + m.E, Y: (m.B * corner.Item1) + (m.D * corner.Item2) + m.F)).ToList();
        return new PageBox(corners.Min(corner => corner.X), corners.Min(corner => corner.Y), corners.Max(corner => corner.X), corners.Max(corner => corner.Y));
    }
}
