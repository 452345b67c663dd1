namespace Campaign111.Platform.Pdf.Cairo;

/// <summary>
/// What one rendering owns: fonts and prepared templates. Nothing of it is shared, and cairo, pango, fontconfig and librsvg are safe
/// between threads that share no object; so any number of sessions run side by side.
/// </summary>
internal sealed class CairoSession(FontLibrary fonts) : IDisposable
{
    /// <summary>A leaflet has few templates; a table makes one a page, and those must not pile up.</summary>
    private const int Kept = 8;

    private readonly CairoText _text = new(fonts);
    private readonly List<(SvgTemplate Template, PreparedTemplate Prepared)> _prepared = [];

    public void Draw(CairoHandle cr, SvgPage page, bool paper) => Prepare(page.Template).Draw(cr, page, paper);

    public void Dispose()
    {
        _prepared.ForEach(entry => entry.Prepared.Dispose());
        _text.Dispose();
    }

    private PreparedTemplate Prepare(SvgTemplate template)
    {
        foreach (var entry in _prepared)
        {
            if (ReferenceEquals(entry.Template, template))
            {
                return entry.Prepared;
            }
        }

        if (_prepared.Count == Kept)
        {
            _prepared[0].Prepared.Dispose();
            _prepared.RemoveAt(0);
        }

        _prepared.Add((template, new PreparedTemplate(template, _text)));
        return _prepared[^1].Prepared;
    }
}
