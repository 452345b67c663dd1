using QuestPDF;
using QuestPDF.Drawing;
using QuestPDF.Fluent;
using QuestPDF.Infrastructure;

namespace Campaign111.Platform.Pdf.QuestPdf;

/// <summary>
/// The full set's engine: each page is filled as SVG and handed to QuestPDF. It keeps a whole document in memory (20 MB per 1,000 pages), so a long run
/// is made in parts that are merged on disk.
/// </summary>
public sealed class QuestPdfRenderer : IPdfRenderer
{
    /// <summary>Pages a part; a part of 500 stays near 10 MB.</summary>
    private const int PartPages = 500;

    private readonly FontLibrary _fonts;
    private readonly Lazy<bool> _registered;

    public QuestPdfRenderer(FontLibrary fonts)
    {
        _fonts = fonts;
        _registered = new Lazy<bool>(Register);
    }

    /// <inheritdoc/>
    public string Engine => "questpdf";

    /// <summary>Sets the licence under which QuestPDF runs: "Community" (default), "Professional" or "Enterprise"; see QuestPDF's licence for which applies.</summary>
    /// <exception cref="PdfException">Another word.</exception>
    public static void UseLicense(string? configured) => Settings.License = Enum.TryParse<LicenseType>(configured ?? nameof(LicenseType.Community), true, out var license)
        ? license
        : throw new PdfException($"Campaign111:QuestPdfLicense là \"{configured}\": hãy dùng Community, Professional hoặc Enterprise.");

    /// <inheritdoc/>
    public void Render(IEnumerable<SvgPage> pages, PdfMetadata metadata, Stream output, CancellationToken cancellationToken = default)
    {
        _ = _registered.Value;
        var folder = Directory.CreateTempSubdirectory("c111-pdf-");
        try
        {
            var parts = new List<string>();
            foreach (var part in pages.Chunk(PartPages))
            {
                cancellationToken.ThrowIfCancellationRequested();
                parts.Add(Path.Combine(folder.FullName, $"{parts.Count:D5}.pdf"));
                Compose(part, metadata, cancellationToken).GeneratePdf(parts[^1]);
            }

            var merged = Merge(parts, Path.Combine(folder.FullName, "all.pdf"));
            if (metadata.Insets is { } insets)
            {
                PdfBoxes.Write(File.ReadAllBytes(merged), insets, output);
                return;
            }

            using var file = File.OpenRead(merged);
            file.CopyTo(output);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    /// <inheritdoc/>
    public byte[] RenderPng(SvgPage page, int dpi)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(dpi, 24);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(dpi, 1200);
        _ = _registered.Value;
        var metadata = new PdfMetadata("", "", "", DateTimeOffset.UnixEpoch);
        return Compose([page], metadata, CancellationToken.None).GenerateImages(new ImageGenerationSettings { ImageFormat = ImageFormat.Png, RasterDpi = dpi }).Single();
    }

    private static string Merge(List<string> parts, string target)
    {
        if (parts.Count == 0)
        {
            throw new PdfException("Không có trang nào để in.");
        }

        if (parts.Count == 1)
        {
            return parts[0];
        }

        parts.Skip(1).Aggregate(DocumentOperation.LoadFile(parts[0]), (all, part) => all.MergeFile(part)).Save(target);
        return target;
    }

    private Document Compose(SvgPage[] pages, PdfMetadata metadata, CancellationToken cancellationToken) => Document
        .Create(document =>
        {
            foreach (var page in pages)
            {
                cancellationToken.ThrowIfCancellationRequested();
                var svg = page.Template.ToSvg(page.Values, page.Qr, _fonts);
                document.Page(paper =>
                {
                    paper.Size((float)page.Template.WidthMm, (float)page.Template.HeightMm, Unit.Millimetre);
                    paper.Content().Svg(svg);
                });
            }
        })
        .WithMetadata(new DocumentMetadata
        {
            Title = metadata.Title,
            Author = metadata.Author,
            Subject = metadata.Subject,
            Creator = "Campaign 111",
            CreationDate = metadata.Created,
            ModifiedDate = metadata.Created,
        });

    /// <summary>QuestPDF's fonts are global to the process; only those of the folder are known to it.</summary>
    private bool Register()
    {
        Settings.UseEnvironmentFonts = false;
        foreach (var file in _fonts.Files)
        {
            using var stream = File.OpenRead(file.Path);
            FontManager.RegisterFont(stream);
        }

        return true;
    }
}
