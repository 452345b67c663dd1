namespace Campaign111.Platform.Pdf.Cairo;

/// <summary>Measures by pango, shaped as it prints. Sizes are scaled up before measuring: pango rounds to 1/1024 unit.</summary>
internal sealed class PangoMeasure(FontLibrary fonts) : ITextMeasure, IDisposable
{
    private readonly Lock gate = new();
    private readonly Lazy<CairoText> text = new(() =>
    {
        NativeLibraries.Register();
        return new CairoText(fonts);
    });

    /// <inheritdoc/>
    public TextExtents Measure(TextStyle style, string words)
    {
        // One size for all: descriptions are kept by size, and fitted lines come in any.
        const double size = 100;
        var scale = style.Size / size;
        lock (gate)
        {
            var extents = text.Value.Measure(style with { Size = size }, words);
            return new TextExtents(extents.Width * scale, extents.Left * scale, extents.Top * scale, extents.Right * scale, extents.Bottom * scale);
        }
    }

    public void Dispose()
    {
        if (text.IsValueCreated)
        {
            text.Value.Dispose();
        }
    }
}
