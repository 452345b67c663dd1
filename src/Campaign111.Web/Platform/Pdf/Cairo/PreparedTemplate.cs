using System.Text;

namespace Campaign111.Platform.Pdf.Cairo;

/// <summary>
/// A template made ready for many pages: everything that never changes is recorded once, so that cairo stores it once in the PDF and every page
/// refers to it; only lines with placeholders and the QR code are drawn per page.
/// </summary>
internal sealed class PreparedTemplate : IDisposable
{
    /// <summary>Recorded units in one mm: cairo keeps path coordinates in 1/256 unit.</summary>
    private const double Resolution = 16;

    private static readonly Dictionary<string, string> NoValues = [];
    private readonly SvgTemplate _template;
    private readonly CairoText _text;

    /// <summary>Recorded surfaces, texts and QR boxes in drawing order.</summary>
    private readonly List<object> _steps = [];

    public PreparedTemplate(SvgTemplate template, CairoText text)
    {
        (_template, _text) = (template, text);
        var fixedLayers = new List<SvgLayer>();
        foreach (var layer in template.Layers)
        {
            if (layer is QrLayer or TextLayer { Text.IsVariable: true })
            {
                Record(fixedLayers);
                _steps.Add(layer);
            }
            else
            {
                fixedLayers.Add(layer);
            }
        }

        Record(fixedLayers);
    }

    /// <summary>Draws one page; the user space of <paramref name="cr"/> is mm. <paramref name="paper"/>: the QR code as a 1-bit mask, else as rectangles.</summary>
    public void Draw(CairoHandle cr, SvgPage page, bool paper)
    {
        foreach (var step in _steps)
        {
            switch (step)
            {
                case SurfaceHandle recorded:
                    CairoNative.Save(cr);
                    CairoNative.Scale(cr, 1 / Resolution, 1 / Resolution);
                    CairoNative.SetSource(cr, recorded, 0, 0);
                    CairoNative.Paint(cr);
                    CairoNative.Restore(cr);
                    break;
                case TextLayer layer:
                    _text.Draw(cr, layer.Text, page.Values);
                    break;
                case QrLayer layer when page.Qr is { } qr:
                    CairoQr.Draw(cr, layer, qr, paper);
                    break;
                default:
                    break;
            }
        }
    }

    public void Dispose()
    {
        foreach (var recorded in _steps.OfType<SurfaceHandle>())
        {
            recorded.Dispose();
        }
    }

    private void Record(List<SvgLayer> layers)
    {
        if (layers.Count == 0)
        {
            return;
        }

        const int colourAndAlpha = 0x3000;
        var surface = CairoNative.RecordingSurfaceCreate(colourAndAlpha, new CairoNative.Rectangle(0, 0, _template.WidthMm * Resolution, _template.HeightMm * Resolution));
        _steps.Add(surface);
        using var cr = CairoNative.Create(surface);
        CairoNative.Scale(cr, Resolution, Resolution);
        foreach (var layer in layers)
        {
            if (layer is ShapesLayer shapes)
            {
                DrawShapes(cr, shapes.Svg);
            }
            else if (layer is TextLayer text)
            {
                _text.Draw(cr, text.Text, NoValues);
            }
        }

        CairoNative.Check(CairoNative.Status(cr), "ghi phần cố định của trang");
        layers.Clear();
    }

    private unsafe void DrawShapes(CairoHandle cr, string svg)
    {
        var utf8 = Encoding.UTF8.GetBytes(svg);
        fixed (byte* bytes = utf8)
        {
            using var handle = CairoNative.RsvgNew(bytes, (nuint)utf8.Length, out var error);
            if (handle.IsInvalid)
            {
                throw new PdfException($"librsvg không đọc được trang: {PangoNative.TakeMessage(error)}");
            }

            if (CairoNative.RsvgRender(handle, cr, new CairoNative.Rectangle(0, 0, _template.WidthMm, _template.HeightMm), out error) == 0)
            {
                throw new PdfException($"librsvg không vẽ được trang: {PangoNative.TakeMessage(error)}");
            }
        }
    }
}
