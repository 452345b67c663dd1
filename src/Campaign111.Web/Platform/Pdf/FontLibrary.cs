using System.Collections.Concurrent;

namespace Campaign111.Platform.Pdf;

/// <summary>
/// The TTF files of one folder, and no others: pages look the same on every machine, whatever fonts it has. By default the folder "fonts" beside
/// the program, which the build fills from the npm packages.
/// </summary>
public sealed class FontLibrary(string folder)
{
    private readonly Lazy<List<FontFile>> _files = new(() => Load(folder));
    private readonly ConcurrentDictionary<(string Family, int Weight, bool Italic), FontFile> _found = new();

    /// <summary>The folder beside the program.</summary>
    public static string DefaultFolder => Path.Combine(AppContext.BaseDirectory, "fonts");

    /// <summary>Where the files are.</summary>
    public string Folder => folder;

    /// <summary>Every face found.</summary>
    /// <exception cref="PdfException">The folder is missing or holds no TTF file.</exception>
    public IReadOnlyList<FontFile> Files => _files.Value;

    /// <summary>The face for a style: that family, its slant, the nearest weight.</summary>
    /// <exception cref="PdfException">The family is not in the folder.</exception>
    public FontFile Find(TextStyle style) => Find(style.Family, style.Weight, style.Italic);

    /// <inheritdoc cref="Find(TextStyle)"/>
    public FontFile Find(string family, int weight, bool italic = false) => _found.GetOrAdd((family, weight, italic), key =>
        Files.Where(file => string.Equals(file.Family, key.Family, StringComparison.OrdinalIgnoreCase))
            .OrderBy(file => file.Italic == key.Italic ? 0 : 1).ThenBy(file => Math.Abs(file.Weight - key.Weight)).FirstOrDefault()
        ?? throw new PdfException($"Không có phông chữ \"{key.Family}\" trong thư mục phông: hãy thêm tệp .ttf của phông đó vào {folder}, hoặc đổi phông trong tệp SVG."));

    /// <summary>Advance width of <paramref name="text"/> in user units. Letters that the style's face lacks are measured in one that has them, as the engines draw them.</summary>
    /// <exception cref="PdfException">The family is not in the folder.</exception>
    public double Measure(TextStyle style, string text)
    {
        var face = Find(style);
        if (face.Has(text))
        {
            return face.Measure(text) * style.Size;
        }

        return style.Size * text.EnumerateRunes().Sum(rune =>
        {
            var letter = rune.ToString();
            return (face.Has(letter) ? face : Substitute(letter, style.Weight) ?? face).Measure(letter);
        });
    }

    /// <summary>Letters of <paramref name="text"/> that no face draws.</summary>
    public IReadOnlyList<string> Missing(string text) => [.. text.EnumerateRunes().Where(rune => !NeedsNoGlyph(rune)).Select(rune => rune.ToString()).Distinct().Where(letter => Substitute(letter, 400) is null)];

    private static bool NeedsNoGlyph(System.Text.Rune rune) => System.Text.Rune.GetUnicodeCategory(rune) is System.Globalization.UnicodeCategory.Format or System.Globalization.UnicodeCategory.Control;

    private FontFile? Substitute(string letter, int weight) => Files.Where(file => file.Has(letter)).OrderBy(file => Math.Abs(file.Weight - weight)).FirstOrDefault();

    private static List<FontFile> Load(string folder)
    {
        var files = Directory.Exists(folder) ? Directory.EnumerateFiles(folder, "*.ttf").Order(StringComparer.Ordinal).Select(FontFile.Read).ToList() : [];
        return files.Count > 0 ? files
            : throw new PdfException($"Không tìm thấy tệp .ttf nào trong {folder}: hãy build lại dự án web (npm ci chép phông vào đó).");
    }
}
