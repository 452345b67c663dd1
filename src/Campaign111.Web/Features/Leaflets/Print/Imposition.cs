using System.Globalization;
using System.Text;
using System.Xml.Linq;
using Campaign111.Platform.Pdf;

namespace Campaign111.Features.Leaflets.Print;

/// <summary>
/// Sheets around a page: for the office several to an A4 with cut marks, for the print shop one with its bleed and crop marks. Every place of a sheet holds
/// the same leaflet and the block of pages stands in the middle, so that each has its own back behind it however the paper is turned.
/// </summary>
public static class Imposition
{
    /// <summary>Beyond the trimmed edge on each side, mm: 3 bleed, then the marks, which begin where the bleed ends.</summary>
    public const double MarksMm = 8;

    private const double MarkLength = 4;

    /// <summary>Where a print shop's sheet is cut and its bleed ends.</summary>
    public static PdfInsets Insets(DesignPaper paper) => new(MarksMm, MarksMm - paper.Bleed);

    /// <summary>The page laid on its sheet.</summary>
    /// <exception cref="LeafletRefusedException">Two of this size do not fit on A4.</exception>
    public static SvgTemplate On(SheetForm form, LeafletTemplate page, DesignPaper paper, int number) => form switch
    {
        SheetForm.Imposed => Several(page),
        SheetForm.Bleed => WithBleed(page, paper, number),
        _ => page.Template,
    };

    /// <summary>How a page lies on A4.</summary>
    /// <exception cref="LeafletRefusedException">Two of this size do not fit on A4.</exception>
    public static SheetGrid Grid(double width, double height) => SheetGrid.For(width, height) ?? throw new LeafletRefusedException(
        "Mẫu này lớn hơn nửa tờ A4 nên không ghép được nhiều bản trên một tờ. Hãy in đúng khổ.",
        "This design is larger than half of A4, so that several do not fit on a sheet. Print it in its own size.");

    private static SvgTemplate Several(LeafletTemplate page)
    {
        var grid = Grid(page.Template.WidthMm, page.Template.HeightMm);
        var sheet = Sheet(grid.SheetWidth, grid.SheetHeight);
        var source = XDocument.Parse(page.Svg, LoadOptions.PreserveWhitespace).Root!;
        var svg = sheet.Root!.Name.Namespace;
        foreach (var (x, y) in grid.Corners)
        {
            sheet.Root.Add(Copy(source, x, y, first: sheet.Root.Elements(svg + "g").FirstOrDefault() is null, new XAttribute("clip-path", "url(#sheet-page)")));
        }

        sheet.Root.AddFirst(new XElement(svg + "defs", new XElement(
            svg + "clipPath", new XAttribute("id", "sheet-page"), new XElement(svg + "rect", Box(0, 0, grid.PageWidth, grid.PageHeight)))));
        var (cutsX, cutsY) = grid.Cuts;
        var marks = new StringBuilder();
        foreach (var x in cutsX)
        {
            marks.Append(CultureInfo.InvariantCulture, $"M{x} 0V{MarkLength}M{x} {grid.SheetHeight - MarkLength}V{grid.SheetHeight}");
        }

        foreach (var y in cutsY)
        {
            marks.Append(CultureInfo.InvariantCulture, $"M0 {y}H{MarkLength}M{grid.SheetWidth - MarkLength} {y}H{grid.SheetWidth}");
        }

        return Finish(sheet, marks.ToString(), "");
    }

    private static SvgTemplate WithBleed(LeafletTemplate page, DesignPaper paper, int number)
    {
        var (width, height) = (page.Template.WidthMm, page.Template.HeightMm);
        var sheet = Sheet(width + (2 * MarksMm), height + (2 * MarksMm));
        var source = XDocument.Parse(page.Svg, LoadOptions.PreserveWhitespace).Root!;
        sheet.Root!.Add(Copy(source, MarksMm, MarksMm, first: true, null));
        var (right, bottom, from, to) = (MarksMm + width, MarksMm + height, MarksMm - MarkLength - 1, MarksMm - paper.Bleed - 0.5);
        string Upright(double x) => string.Create(CultureInfo.InvariantCulture, $"M{x} {from}V{to}M{x} {bottom + paper.Bleed + 0.5}V{bottom + MarkLength + 1}");
        string Level(double y) => string.Create(CultureInfo.InvariantCulture, $"M{from} {y}H{to}M{right + paper.Bleed + 0.5} {y}H{right + MarkLength + 1}");
        var cuts = Upright(MarksMm) + Upright(right) + Level(MarksMm) + Level(bottom);
        var folds = string.Concat((paper.Folds.GetValueOrDefault(number) ?? []).Select(x => Upright(MarksMm + x)));
        return Finish(sheet, cuts, folds);
    }

    private static XDocument Sheet(double width, double height) => XDocument.Parse(string.Create(
        CultureInfo.InvariantCulture,
        $"""<svg xmlns="http://www.w3.org/2000/svg" width="{width}mm" height="{height}mm" viewBox="0 0 {width} {height}"><rect x="0" y="0" width="{width}" height="{height}" fill="#ffffff"/></svg>"""));

    private static SvgTemplate Finish(XDocument sheet, string cuts, string folds)
    {
        var svg = sheet.Root!.Name.Namespace;
        void Draw(string path, params object[] more) => sheet.Root.Add(new XElement(
            svg + "path", new XAttribute("d", path), new XAttribute("stroke", "#000000"), new XAttribute("stroke-width", "0.2"), new XAttribute("fill", "none"), more));
        if (cuts.Length > 0)
        {
            Draw(cuts);
        }

        if (folds.Length > 0)
        {
            Draw(folds, new XAttribute("stroke-dasharray", "0.8 0.6"));
        }

        return SvgTemplate.Parse(sheet.ToString(SaveOptions.DisableFormatting));
    }

    // A page's bleed would lie over its neighbour: what holds no text is clipped to the page. (Text never reaches the edge, and may not stand under a clip path.)
    private static XElement Copy(XElement source, double x, double y, bool first, XAttribute? clip)
    {
        var svg = source.Name.Namespace;
        var copy = new XElement(svg + "g", new XAttribute("transform", FormattableString.Invariant($"translate({x} {y})")));
        copy.Add(source.Attributes().Where(attribute => !attribute.IsNamespaceDeclaration && attribute.Name.LocalName is not ("width" or "height" or "viewBox" or "version" or "id")));
        foreach (var node in source.Nodes().Where(node => node is not XElement { Name.LocalName: "title" or "desc" or "metadata" }))
        {
            var isArt = node is XElement element && element.Name.LocalName != "defs" && !element.DescendantsAndSelf().Any(part => part.Name.LocalName == "text" || SvgTemplate.IsQr(part));
            if (clip is not null && isArt && IsPicture(node))
            {
                // A photograph stands once in the sheet, however many leaflets lie on it.
                var name = $"sheet-art-{copy.Elements().Count()}";
                copy.Add(first ? new XElement(svg + "defs", new XElement(svg + "g", new XAttribute("id", name), node)) : new XElement(svg + "defs"));
                copy.Add(new XElement(svg + "g", clip, new XElement(svg + "use", new XAttribute("href", $"#{name}"))));
                continue;
            }

            copy.Add(clip is not null && isArt ? new XElement(svg + "g", clip, node) : node);
        }

        if (!first)
        {
            // Gradients and clip paths of all copies are the first one's: an id stands once in a document, but for the code's box.
            copy.Descendants().Attributes("id").Where(id => id.Value != "qr").Remove();
        }

        return copy;
    }

    private static bool IsPicture(XNode node) => node is XElement element
        && element.DescendantsAndSelf().Any(part => part.Name.LocalName == "image") && !element.DescendantsAndSelf().Any(part => part.Name.LocalName == "use");

    private static IEnumerable<XAttribute> Box(double x, double y, double width, double height) =>
        new[] { ("x", x), ("y", y), ("width", width), ("height", height) }.Select(side => new XAttribute(side.Item1, side.Item2.ToString(CultureInfo.InvariantCulture)));
}
