using System.Text;

namespace Campaign111.Platform.Pdf.Cairo;

/// <summary>
/// Draws text elements by pango, so that text stays text in a PDF (librsvg turns it into outlines on a recording surface). Its font map knows the
/// files of the library and nothing of the machine. For one thread at a time: each <see cref="CairoSession"/> has its own.
/// </summary>
internal sealed class CairoText : IDisposable
{
    private const int HintNone = 1;
    private static readonly Dictionary<string, string> NoValues = [];
    private const int HintMetricsOff = 1;
    private readonly FontLibrary _fonts;
    private readonly FontConfigHandle _config = PangoNative.ConfigCreate();
    private readonly GObjectHandle _map = PangoNative.FontMapNew();
    private readonly GObjectHandle _context;
    private readonly GObjectHandle _layout;
    private readonly Dictionary<(string Family, double Size, int Weight, bool Italic), FontDescriptionHandle> _descriptions = [];

    public CairoText(FontLibrary fonts)
    {
        _fonts = fonts;
        foreach (var file in fonts.Files)
        {
            if (PangoNative.ConfigAddFile(_config, file.Path) == 0)
            {
                throw new PdfException($"fontconfig không đọc được tệp phông {file.Path}: hãy cài lại gói phông.");
            }
        }

        PangoNative.FontMapSetConfig(_map, _config);
        _context = PangoNative.ContextNew(_map);
        using var options = CairoNative.FontOptionsCreate();
        CairoNative.FontOptionsSetHintStyle(options, HintNone);
        CairoNative.FontOptionsSetHintMetrics(options, HintMetricsOff);
        PangoNative.ContextSetFontOptions(_context, options);
        PangoNative.ContextSetRounding(_context, 0);
        _layout = PangoNative.LayoutNew(_context);
        PangoNative.LayoutSetSingleParagraph(_layout, 1);
    }

    /// <summary>Draws a text element; the user space of <paramref name="cr"/> is the page in mm.</summary>
    public void Draw(CairoHandle cr, SvgText text, IReadOnlyDictionary<string, string> values)
    {
        var m = text.ToMillimetres;
        CairoNative.Save(cr);
        CairoNative.Transform(cr, new CairoNative.Matrix(m.A, m.B, m.C, m.D, m.E, m.F));
        PangoNative.UpdateContext(cr, _context);
        foreach (var line in text.Lines)
        {
            DrawLine(cr, line, values);
        }

        CairoNative.Restore(cr);
    }

    /// <summary>Extents of a shaped text at a style's own size.</summary>
    public TextExtents Measure(TextStyle style, string text)
    {
        var (line, width) = Shape(new SvgTextRun(style, [new SvgTextPiece(text, false)]), 1, NoValues);
        if (line == 0)
        {
            return default;
        }

        PangoNative.LineInkExtents(line, out var ink, out _);
        return new TextExtents(width, ink.X / PangoNative.Units, ink.Y / PangoNative.Units, (ink.X + ink.Width) / PangoNative.Units, (ink.Y + ink.Height) / PangoNative.Units);
    }

    public void Dispose()
    {
        foreach (var description in _descriptions.Values)
        {
            description.Dispose();
        }

        _layout.Dispose();
        _context.Dispose();
        _map.Dispose();
        _config.Dispose();
    }

    private void DrawLine(CairoHandle cr, SvgTextLine line, IReadOnlyDictionary<string, string> values)
    {
        var scale = line.FitScale(values, _fonts);
        var x = line.X;
        var anchor = line.Runs[0].Style.Anchor;
        if (anchor != TextAnchor.Start)
        {
            var width = line.Runs.Sum(run => Shape(run, scale, values).Width);
            x -= anchor == TextAnchor.Middle ? width / 2 : width;
        }

        foreach (var run in line.Runs)
        {
            var (shaped, width) = Shape(run, scale, values);
            if (shaped != 0)
            {
                var (style, rgb) = (run.Style, run.Style.Rgb);
                CairoNative.SetSource(cr, (rgb >> 16) / 255.0, ((rgb >> 8) & 255) / 255.0, (rgb & 255) / 255.0, style.Opacity);
                CairoNative.MoveTo(cr, x, line.Y);
                PangoNative.ShowLine(cr, shaped);
                x += width;
            }
        }
    }

    /// <summary>The run as a pango line (valid until the next call) and its width; an empty run is none.</summary>
    private unsafe (nint Line, double Width) Shape(SvgTextRun run, double scale, IReadOnlyDictionary<string, string> values)
    {
        var text = run.Fill(values);
        if (text.Length == 0)
        {
            return (0, 0);
        }

        PangoNative.LayoutSetFont(_layout, Description(run.Style, scale));
        var utf8 = Encoding.UTF8.GetBytes(text);
        fixed (byte* bytes = utf8)
        {
            PangoNative.LayoutSetText(_layout, bytes, utf8.Length);
        }

        var line = PangoNative.LayoutLine(_layout, 0);
        PangoNative.LineExtents(line, 0, out var logical);
        return (line, logical.Width / PangoNative.Units);
    }

    private FontDescriptionHandle Description(TextStyle style, double scale)
    {
        var key = (style.Family, style.Size * scale, style.Weight, style.Italic);
        if (_descriptions.TryGetValue(key, out var known))
        {
            return known;
        }

        _ = _fonts.Find(style);
        var description = PangoNative.FontDescriptionNew();
        PangoNative.FontDescriptionSetFamily(description, style.Family);
        PangoNative.FontDescriptionSetWeight(description, style.Weight);
        PangoNative.FontDescriptionSetStyle(description, style.Italic ? 2 : 0);
        PangoNative.FontDescriptionSetSize(description, key.Item2 * PangoNative.Units);
        _descriptions[key] = description;
        return description;
    }
}
