namespace Campaign111.Platform.Pdf;

/// <summary>
/// Turns finished SVG pages into PDF or PNG. Two engines draw alike: librsvg, cairo and pango (basic package set) and QuestPDF (full set).
/// Every method may be called from several threads at once.
/// </summary>
public interface IPdfRenderer
{
    /// <summary>Name of the engine for the "doctor" command and the PDF's producer line: "cairo" or "questpdf".</summary>
    string Engine { get; }

    /// <summary>
    /// Writes one PDF. <paramref name="pages"/> is enumerated once, lazily; each page has its own size (of its template, in mm). Fonts are embedded and
    /// subset, text stays text; with insets every page names its trim and bleed. <paramref name="output"/> is written forward only and left open.
    /// </summary>
    /// <exception cref="PdfException">No page, a value missing, a font not in the folder, or the native library failed; the text says what to do.</exception>
    /// <exception cref="OperationCanceledException">Cancelled between two pages; what was written so far is no PDF.</exception>
    void Render(IEnumerable<SvgPage> pages, PdfMetadata metadata, Stream output, CancellationToken cancellationToken = default);

    /// <summary>One page as PNG on white, <paramref name="dpi"/> 24 to 1200 dots per inch.</summary>
    /// <exception cref="PdfException">As <see cref="Render"/>.</exception>
    byte[] RenderPng(SvgPage page, int dpi);
}
