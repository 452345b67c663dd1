using System.Globalization;
using System.Security;
using System.Text;

namespace Campaign111.Platform.Pdf;

/// <summary>Writes an SVG page by code: all shapes below all text, lengths in mm, words escaped.</summary>
internal sealed class SvgCanvas(double widthMm, double heightMm)
{
    private readonly StringBuilder _shapes = new();
    private readonly StringBuilder _texts = new();

    public void Line(double x1, double y1, double x2, double y2, double width, string colour) =>
        _shapes.Append(CultureInfo.InvariantCulture, $"<path d=\"M{x1:0.###} {y1:0.###}L{x2:0.###} {y2:0.###}\" stroke=\"{colour}\" stroke-width=\"{width}\" fill=\"none\"/>");

    public void Box(double x, double y, double side, string colour) =>
        _shapes.Append(CultureInfo.InvariantCulture, $"<rect x=\"{x:0.###}\" y=\"{y:0.###}\" width=\"{side}\" height=\"{side}\" rx=\"0.6\" stroke=\"{colour}\" stroke-width=\"0.4\" fill=\"none\"/>");

    public void Qr(double x, double y, double side, QrMatrix qr) =>
        _shapes.Append(CultureInfo.InvariantCulture, $"<path transform=\"translate({x:0.###} {y:0.###}) scale({side / qr.Size:0.######})\" d=\"{qr.ToPathData()}\" fill=\"#000000\"/>");

    public void Text(double x, double y, double size, int weight, string colour, string text, CellAlign align = CellAlign.Start, double? fit = null)
    {
        var anchor = align switch { CellAlign.Middle => " text-anchor=\"middle\"", CellAlign.End => " text-anchor=\"end\"", _ => "" };
        var room = fit is { } width ? string.Create(CultureInfo.InvariantCulture, $" data-fit=\"{width:0.###}\"") : "";
        _texts.Append(CultureInfo.InvariantCulture,
            $"<text x=\"{x:0.###}\" y=\"{y:0.###}\" font-size=\"{size}\" font-weight=\"{weight}\" fill=\"{colour}\"{anchor}{room}>{SecurityElement.Escape(Printable(text))}</text>");
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture,
        $"<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{widthMm}mm\" height=\"{heightMm}mm\" viewBox=\"0 0 {widthMm} {heightMm}\" font-family=\"Be Vietnam Pro\">{_shapes}{_texts}</svg>");

    /// <summary>XML holds no control characters and no half of a surrogate pair.</summary>
    private static string Printable(string text) => string.Concat(text.EnumerateRunes().Where(rune => rune.Value >= ' ' && rune.Value is not (0xFFFE or 0xFFFF)));
}
