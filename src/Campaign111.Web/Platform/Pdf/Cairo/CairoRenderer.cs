using System.Globalization;

namespace Campaign111.Platform.Pdf.Cairo;

/// <summary>The basic set's engine: librsvg for shapes, pango for text, cairo for PDF and PNG, all from the operating system.</summary>
public sealed class CairoRenderer : IPdfRenderer
{
    private const double PointsPerMm = 72 / 25.4;
    private const int Title = 0;
    private const int Author = 1;
    private const int Subject = 2;
    private const int Creator = 4;
    private const int Created = 5;
    private readonly FontLibrary _fonts;

    public CairoRenderer(FontLibrary fonts)
    {
        _fonts = fonts;
        NativeLibraries.Register();
    }

    /// <inheritdoc/>
    public string Engine => "cairo";

    /// <inheritdoc/>
    public void Render(IEnumerable<SvgPage> pages, PdfMetadata metadata, Stream output, CancellationToken cancellationToken = default)
    {
        using var each = pages.GetEnumerator();
        if (!each.MoveNext())
        {
            throw new PdfException("Không có trang nào để in.");
        }

        using var session = new CairoSession(_fonts);
        using var sink = new StreamSink(output);
        using var surface = Open(each.Current, sink);
        try
        {
            Describe(surface, metadata);
            using (var cr = CairoNative.Create(surface))
            {
                do
                {
                    cancellationToken.ThrowIfCancellationRequested();
                    DrawPage(session, surface, cr, each.Current);
                    sink.ThrowIfFailed();
                }
                while (each.MoveNext());
            }
        }
        finally
        {
            // Even after a failure: cairo writes its last bytes here, while the sink still lives.
            CairoNative.SurfaceFinish(surface);
        }

        sink.Finish();
        CairoNative.Check(CairoNative.SurfaceStatus(surface), "ghi xong tệp PDF");
    }

    /// <inheritdoc/>
    public byte[] RenderPng(SvgPage page, int dpi)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(dpi, 24);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(dpi, 1200);
        const int rgb24 = 1;
        var pixels = dpi / 25.4;
        using var session = new CairoSession(_fonts);
        using var surface = CairoNative.ImageSurfaceCreate(rgb24, (int)Math.Round(page.Template.WidthMm * pixels), (int)Math.Round(page.Template.HeightMm * pixels));
        using (var cr = CairoNative.Create(surface))
        {
            CairoNative.SetSource(cr, 1, 1, 1, 1);
            CairoNative.Paint(cr);
            CairoNative.Scale(cr, pixels, pixels);
            session.Draw(cr, page, paper: false);
            CairoNative.Check(CairoNative.Status(cr), "vẽ trang");
        }

        var png = new MemoryStream();
        using var sink = new StreamSink(png);
        unsafe
        {
            CairoNative.Check(CairoNative.WritePng(surface, &CairoNative.Write, sink.Closure), "ghi ảnh PNG");
        }

        sink.Finish();
        return png.ToArray();
    }

    private static unsafe SurfaceHandle Open(SvgPage first, StreamSink sink)
    {
        var surface = CairoNative.PdfSurfaceCreate(&CairoNative.Write, sink.Closure, first.Template.WidthMm * PointsPerMm, first.Template.HeightMm * PointsPerMm);
        CairoNative.Check(CairoNative.SurfaceStatus(surface), "mở tệp PDF");
        return surface;
    }

    private static void Describe(SurfaceHandle surface, PdfMetadata metadata)
    {
        CairoNative.PdfSetMetadata(surface, Title, metadata.Title);
        CairoNative.PdfSetMetadata(surface, Author, metadata.Author);
        CairoNative.PdfSetMetadata(surface, Subject, metadata.Subject);
        CairoNative.PdfSetMetadata(surface, Creator, "Campaign 111");
        CairoNative.PdfSetMetadata(surface, Created, metadata.Created.ToString("yyyy-MM-ddTHH:mm:sszzz", CultureInfo.InvariantCulture));
    }

    private static void DrawPage(CairoSession session, SurfaceHandle surface, CairoHandle cr, SvgPage page)
    {
        CairoNative.PdfSetSize(surface, page.Template.WidthMm * PointsPerMm, page.Template.HeightMm * PointsPerMm);
        CairoNative.Save(cr);
        CairoNative.Scale(cr, PointsPerMm, PointsPerMm);
        session.Draw(cr, page, paper: true);
        CairoNative.Restore(cr);
        CairoNative.ShowPage(cr);
        CairoNative.Check(CairoNative.Status(cr), "vẽ trang");
    }
}
