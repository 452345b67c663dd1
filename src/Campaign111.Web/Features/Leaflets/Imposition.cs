using System.Xml.Linq;
using Campaign111.Platform.Pdf;

namespace Campaign111.Features.Leaflets;

/// <summary>
/// Two A5 pages side by side on A4 landscape, with cut marks. Both halves are the same leaflet: printed on both sides and turned over the
/// short edge, each half has its own back behind it, whichever half lands left.
/// </summary>
public static class Imposition
{
    private const double A5Width = 148;
    private const double A5Height = 210;

    // A4 is 297 mm wide, two A5 are 296: half a millimetre stays on each side, the cut is in the middle.
    private const string Sheet = """
        <svg xmlns="http://www.w3.org/2000/svg" width="297mm" height="210mm" viewBox="0 0 297 210">
        <rect x="0" y="0" width="297" height="210" fill="#ffffff"/>
        <path d="M148.5 0V4M148.5 206V210" stroke="#000000" stroke-width="0.2" fill="none"/></svg>
        """;

    /// <summary>The sheet of a page.</summary>
    /// <exception cref="LeafletRefusedException">The page is not A5.</exception>
    public static SvgTemplate TwoUp(LeafletTemplate page)
    {
        if (Math.Abs(page.Template.WidthMm - A5Width) > 0.1 || Math.Abs(page.Template.HeightMm - A5Height) > 0.1)
        {
            throw new LeafletRefusedException("Chỉ ghép được hai trang A5 trên một tờ A4; mẫu này có khổ khác.", "Only A5 pages can be put two on a sheet of A4; this design has another size.");
        }

        var sheet = XDocument.Parse(Sheet);
        var source = XDocument.Parse(page.Svg, LoadOptions.PreserveWhitespace).Root!;
        var marks = sheet.Root!.LastNode!;
        marks.AddBeforeSelf(Half(source, 0.5, keepIds: true), Half(source, 148.5, keepIds: false));
        return SvgTemplate.Parse(sheet.ToString(SaveOptions.DisableFormatting));
    }

    private static XElement Half(XElement source, double x, bool keepIds)
    {
        var half = new XElement(source.Name.Namespace + "g", new XAttribute("transform", FormattableString.Invariant($"translate({x} 0)")));
        half.Add(source.Attributes().Where(attribute => !attribute.IsNamespaceDeclaration && attribute.Name.LocalName is not ("width" or "height" or "viewBox" or "version" or "id")));
        half.Add(source.Nodes().Where(node => node is not XElement { Name.LocalName: "title" or "desc" or "metadata" }));
        if (!keepIds)
        {
            // Gradients and clip paths of both halves are the first half's: an id stands once in a document, but for the code's box.
            half.Descendants().Attributes("id").Where(id => id.Value != "qr").Remove();
        }

        return half;
    }
}
