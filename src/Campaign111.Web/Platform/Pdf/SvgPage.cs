namespace Campaign111.Platform.Pdf;

/// <summary>
/// One page: a template and what fills it. <paramref name="Values"/> holds plain text by placeholder name ("commune.name"); it is escaped here, never by
/// the caller. An empty value prints nothing, a missing one is an error. <paramref name="Qr"/> is drawn into the template's QR box.
/// </summary>
public sealed record SvgPage(SvgTemplate Template, IReadOnlyDictionary<string, string> Values, QrMatrix? Qr = null)
{
    private static readonly Dictionary<string, string> None = [];

    /// <summary>A page without placeholders.</summary>
    public SvgPage(SvgTemplate template) : this(template, None) { }
}
