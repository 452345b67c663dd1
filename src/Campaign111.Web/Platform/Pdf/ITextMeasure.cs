namespace Campaign111.Platform.Pdf;

/// <summary>Extents of a text in user units from its origin on the baseline, y downwards: advance width, and the box that its ink fills.</summary>
public readonly record struct TextExtents(double Width, double Left, double Top, double Right, double Bottom);

/// <summary>Measures text as the engine draws it.</summary>
public interface ITextMeasure
{
    /// <summary>Extents of <paramref name="text"/> in a style, at its own size. May be called from several threads at once.</summary>
    /// <exception cref="PdfException">The family is not in the folder.</exception>
    TextExtents Measure(TextStyle style, string text);
}

/// <summary>By the faces' advance widths: within one per cent for Latin letters, too wide for scripts that stack theirs. For engines that cannot be asked.</summary>
public sealed class FontMeasure(FontLibrary fonts) : ITextMeasure
{
    private const double Ascent = 0.95;
    private const double Descent = 0.27;

    /// <inheritdoc/>
    public TextExtents Measure(TextStyle style, string text)
    {
        var width = fonts.Measure(style, text);
        return text.Length == 0 ? default : new TextExtents(width, 0, -Ascent * style.Size, width, Descent * style.Size);
    }
}
