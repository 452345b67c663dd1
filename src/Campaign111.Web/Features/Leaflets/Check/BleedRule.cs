using System.Globalization;
using System.Xml.Linq;
using Campaign111.Platform.Pdf;

namespace Campaign111.Features.Leaflets.Check;

/// <summary>
/// Artwork that reaches the edge of the paper goes on for 3 mm beyond it: a knife that is a little off leaves no white line. Measured on a picture of the
/// page with its view enlarged by the bleed, as print shops get it.
/// </summary>
internal static class BleedRule
{
    private const int Dpi = 60;

    /// <summary>Where it is looked, mm from the edge: inside the paper, and outside within the bleed.</summary>
    private const double Inside = 0.8;
    private const double Outside = 2;

    /// <summary>Length of an edge, mm, that may lack its bleed: the tip of a leaf that ends beyond the edge.</summary>
    private const double Spared = 4;

    public static void Check(CheckedPage page, double bleed, IPdfRenderer renderer, Findings findings)
    {
        var picture = PixelPicture.Decode(renderer.RenderPng(new SvgPage(Enlarged(page, bleed)), Dpi));
        var scale = picture.Width / (page.Template.WidthMm + (2 * bleed));
        bool White(double x, double y) => IsWhite(picture[Math.Clamp((int)((x + bleed) * scale), 0, picture.Width - 1), Math.Clamp((int)((y + bleed) * scale), 0, picture.Height - 1)]);
        var (width, height) = (page.Template.WidthMm, page.Template.HeightMm);
        Edge(page, "trái", "left", height, at => !White(Inside, at) && White(-Outside, at), findings);
        Edge(page, "phải", "right", height, at => !White(width - Inside, at) && White(width + Outside, at), findings);
        Edge(page, "trên", "top", width, at => !White(at, Inside) && White(at, -Outside), findings);
        Edge(page, "dưới", "bottom", width, at => !White(at, height - Inside) && White(at, height + Outside), findings);
    }

    // The soft rim of a shape beside the place is no artwork.
    private static bool IsWhite(int rgb) => Math.Min((rgb >> 16) & 255, Math.Min((rgb >> 8) & 255, rgb & 255)) > 244;

    /// <summary>The page without words, its paper larger by <paramref name="bleed"/> mm on every side.</summary>
    private static SvgTemplate Enlarged(CheckedPage page, double bleed)
    {
        var copy = XDocument.Parse(page.WordlessSvg());
        var view = ((string)copy.Root!.Attribute("viewBox")!).Split([' ', ','], StringSplitOptions.RemoveEmptyEntries).Select(number => double.Parse(number, CultureInfo.InvariantCulture)).ToArray();
        var unit = bleed * view[2] / page.Template.WidthMm;
        copy.Root.SetAttributeValue("width", FormattableString.Invariant($"{page.Template.WidthMm + (2 * bleed)}mm"));
        copy.Root.SetAttributeValue("height", FormattableString.Invariant($"{page.Template.HeightMm + (2 * bleed)}mm"));
        copy.Root.SetAttributeValue("viewBox", FormattableString.Invariant($"{view[0] - unit} {view[1] - unit} {view[2] + (2 * unit)} {view[3] + (2 * unit)}"));
        return SvgTemplate.Parse(copy.ToString(SaveOptions.DisableFormatting));
    }

    private static void Edge(CheckedPage page, string vi, string en, double length, Func<double, bool> bare, Findings findings)
    {
        const double step = 0.5;
        var lacking = step * Enumerable.Range(0, (int)(length / step)).Count(at => bare(at * step));
        if (lacking > Spared)
        {
            findings.Add(page.File, 0, "bleed", $"hình chạm mép {vi} nhưng không vẽ tràn 3 mm ra ngoài ({lacking.ToString("0", CultureInfo.InvariantCulture)} mm của mép): kéo hình qua mép giấy", $"artwork touches the {en} edge without 3 mm of bleed (along {lacking.ToString("0", CultureInfo.InvariantCulture)} mm): draw it beyond the paper");
        }
    }
}
