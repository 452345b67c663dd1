using System.Text.RegularExpressions;
using System.Xml.Linq;
using Campaign111.Features.Leaflets.Artwork;
using Campaign111.Platform.Pdf;

namespace Campaign111.Features.Leaflets.Check;

/// <summary>
/// Refuses a design that would fail on paper: files out of the subset of SVG, required facts or the address in plain text missing, text that overflows in
/// any language with the longest names of the country, contrast under 4.5:1, a code under 22 mm or without its quiet zone, greys in the copier variant.
/// </summary>
public sealed partial class DesignLinter(FontLibrary fonts, IPdfRenderer renderer, ITextMeasure measure)
{
    private const int Dpi = 100;
    private readonly LongestValues longest = new(fonts);
    private readonly SvgTexts texts = new(fonts);

    /// <summary>Checks a folder. Never throws for what is in it, however hostile; time and memory are bounded by the limits of <see cref="SvgSubset"/>.</summary>
    public DesignReport Check(string folder)
    {
        var findings = new Findings();
        var id = Path.GetFileName(Path.TrimEndingDirectorySeparator(folder));
        if (DesignFolder.Open(folder, findings) is not { } files)
        {
            return new DesignReport(id, findings.Problems, 0);
        }

        if (files.File.Artwork is { } artwork)
        {
            return new DesignReport(id, CheckArtwork(folder, files.File, artwork, findings), files.Pages.Count);
        }

        SheetRules.Check(files, findings);
        try
        {
            return findings.Any ? new DesignReport(id, findings.Problems, 0) : Check(new DesignReader(fonts).Read(folder), files.File.Qr.BoxMm, findings);
        }
        catch (PdfException error)
        {
            findings.Add("design.yaml", 0, "files", error.Message, error.Message);
            return new DesignReport(id, findings.Problems, 0);
        }
    }

    /// <summary>Checks a design with a language that is not in its folder, as a translation sheet brings it.</summary>
    public DesignReport Check(LeafletDesign design, DesignLanguage language)
    {
        var findings = new Findings();
        var boxMm = design.Pages.Values.SelectMany(pages => pages).Select(page => page.Template.QrBoxMm).OfType<double>().First();
        return Check(new DesignReader(fonts).With(design, language), boxMm, findings, [language.Code]);
    }

    // What official artwork says and how it looks is its makers' business; ours is the box that is laid over it.
    private IReadOnlyList<DesignProblem> CheckArtwork(string folder, DesignFile file, DesignFile.ArtworkEntry artwork, Findings findings)
    {
        try
        {
            var design = new DesignReader(fonts).Read(folder);
            var overlay = ArtworkOverlay.Alone(file.Size, artwork);
            var page = new CheckedPage($"page-{design.QrPage}.svg", design.QrPage, false, design.Original.Code, overlay, longest.ForOverlay(), measure, fonts);
            if (ArtworkRules.Check(page, file, artwork, findings))
            {
                QrRules.Check(page, design, file.Qr.BoxMm, renderer, findings);
            }

            ArtworkRules.Look(design, renderer, findings);
        }
        catch (PdfException error)
        {
            findings.Add("design.yaml", 0, "files", error.Message, error.Message);
        }

        return findings.Problems;
    }

    private DesignReport Check(LeafletDesign design, double boxMm, Findings findings, IReadOnlyList<string>? only = null)
    {
        var values = longest.For(design);
        var pages = design.Pages.Keys.Where(key => only?.Contains(key.Language) != false)
            .OrderBy(key => key.Mono).ThenBy(key => key.Language, StringComparer.Ordinal).SelectMany(key => Pages(design, key, values)).ToList();
        FactRules.Check(design, pages, findings);
        var wordless = new Dictionary<string, PixelPicture>();
        foreach (var page in pages)
        {
            TextRules.Check(page, design, fonts, findings);
            Mono(page, findings);
            if (!wordless.TryGetValue(page.File, out var picture))
            {
                wordless[page.File] = picture = PixelPicture.Decode(renderer.RenderPng(new SvgPage(SvgTemplate.Parse(page.WordlessSvg())), Dpi));
                BleedRule.Check(page, design.Paper.Bleed, renderer, findings);
            }

            ContrastRule.Check(page, picture, findings);
            QrRules.Check(page, design, boxMm, renderer, findings);
        }

        return new DesignReport(design.Id, findings.Problems, pages.Count);
    }

    private IEnumerable<CheckedPage> Pages(LeafletDesign design, (bool Mono, string Language) key, IReadOnlyDictionary<string, string> values)
    {
        var sources = design.Sources.GetValueOrDefault(key) ?? design.Sources[(key.Mono, DesignReader.Default)];
        var language = design.Texts[key.Language];
        return sources.Select((source, index) => new CheckedPage(source.File, index + 1, key.Mono, key.Language, texts.Fill(source.Svg, language.Texts, language.Font), values, measure, fonts));
    }

    // A copier turns grey into dots or into nothing.
    private static void Mono(CheckedPage page, Findings findings)
    {
        var wrong = !page.Mono ? [] : page.Document.Descendants().Attributes()
            .Where(attribute => (Colour().IsMatch(attribute.Value) && attribute.Value is not ("#000000" or "#ffffff" or "#000" or "#fff")) || attribute.Name.LocalName.EndsWith("opacity", StringComparison.Ordinal))
            .Concat<XObject>(page.Document.Descendants().Where(element => element.Name.LocalName is "image" or "linearGradient" or "radialGradient")).ToList();
        foreach (var item in wrong.Take(1))
        {
            var line = ((System.Xml.IXmlLineInfo)(item as XElement ?? item.Parent!)).LineNumber;
            findings.Add(page.File, line, "mono", "bản để photocopy chỉ dùng đen và trắng, không xám, không màu, không trong suốt", "the variant for copiers uses black and white only: no grey, no colour, no transparency");
        }
    }

    [GeneratedRegex("^#[0-9a-fA-F]{3,6}$")]
    private static partial Regex Colour();
}
