using System.Globalization;

namespace Campaign111.Platform.Pdf.Cairo;

/// <summary>The basic set's engine: librsvg for shapes, pango for text, cairo for PDF and PNG, all from the operating system.</summary>
public sealed class CairoRenderer : IPdfRenderer, IDisposable
{
    private const double PointsPerMm = 72 / 25.4;
    private const int Version14 = 0;

    // From 1.17.6 on cairo packs page objects away, where PdfBoxes cannot read them, unless it writes PDF 1.4 (which loses the plain text of Khmer clusters).
    private const int PacksObjects = 11706;
    private const int Title = 0;
    private const int Author = 1;
    private const int Subject = 2;
    private const int Creator = 4;
    private const int Created = 5;
    private readonly CairoSessions _sessions;

    public CairoRenderer(FontLibrary fonts)
    {
        NativeLibraries.Register();
        _sessions = new CairoSessions(fonts);
    }

    /// <inheritdoc/>
    public string Engine => "cairo";

    /// <inheritdoc/>
    public void Render(IEnumerable<SvgPage> pages, PdfMetadata metadata, Stream output, CancellationToken cancellationToken = default)
    {
        if (metadata.Insets is not { } insets)
        {
            Write(pages, metadata, output, cancellationToken);
            return;
        }

        using var pdf = new MemoryStream();
        Write(pages, metadata, pdf, cancellationToken);
        PdfBoxes.Write(pdf.ToArray(), insets, output);
    }

    private void Write(IEnumerable<SvgPage> pages, PdfMetadata metadata, Stream output, CancellationToken cancellationToken)
    {
        using var each = pages.GetEnumerator();
        if (!each.MoveNext())
        {
            throw new PdfException("Không có trang nào để in.");
        }

        using var sink = new StreamSink(output);
        using var surface = Open(each.Current, sink);
        var session = _sessions.Take();
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
        _sessions.GiveBack(session);
    }

    /// <inheritdoc/>
    public byte[] RenderPng(SvgPage page, int dpi)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(dpi, 24);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(dpi, 1200);
        const int rgb24 = 1;
        var pixels = dpi / 25.4;
        var session = _sessions.Take();
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
        _sessions.GiveBack(session);
        return png.ToArray();
    }

    public void Dispose() => _sessions.Dispose();

    private static unsafe SurfaceHandle Open(SvgPage first, StreamSink sink)
    {
        var surface = CairoNative.PdfSurfaceCreate(&CairoNative.Write, sink.Closure, first.Template.WidthMm * PointsPerMm, first.Template.HeightMm * PointsPerMm);
        CairoNative.Check(CairoNative.SurfaceStatus(surface), "mở tệp PDF");
        return surface;
    }

    private static void Describe(SurfaceHandle surface, PdfMetadata metadata)
    {
        if (metadata.Insets is not null && CairoNative.Version() >= PacksObjects)
        {
            CairoNative.PdfRestrictToVersion(surface, Version14);
        }

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
