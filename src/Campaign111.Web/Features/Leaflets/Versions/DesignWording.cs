using System.Text;
using System.Xml.Linq;
using Campaign111.Platform.Pdf;

namespace Campaign111.Features.Leaflets.Versions;

/// <summary>Rewords the texts that a design leaves to an office. The facts are not among them, and a translation whose words or whose original changed waits for a review again.</summary>
public static class DesignWording
{
    /// <summary>Characters of a text.</summary>
    public const int Longest = 300;

    /// <summary>The folder with other words.</summary>
    /// <param name="files">Of the version that is reworded.</param>
    /// <param name="wanted">Text by language and key; what is missing or the same stays.</param>
    /// <exception cref="LeafletRefusedException">A text is empty or too long, or nothing changed.</exception>
    /// <exception cref="PdfException">A sheet or page of the folder cannot be read.</exception>
    public static async Task<DesignFiles> ApplyAsync(DesignFiles files, IReadOnlyDictionary<(string Language, string Key), string> wanted)
    {
        var head = files.Head;
        var original = head.Languages.First(language => language.Value.Review == "original").Key;
        var changes = Changes(files, head, wanted);
        if (changes.Count == 0)
        {
            throw new LeafletRefusedException("Chưa có lời nào được sửa.", "No text was changed.");
        }

        var reworded = changes.Where(change => change.Key.Language == original).ToDictionary(change => change.Key.Key, change => change.Value);
        var written = new List<(string, string)>();
        foreach (var (code, entry) in head.Languages)
        {
            var sheet = TextSheet.Parse(files.Text(Sheet(code)), Sheet(code));
            var lines = sheet.Lines.Select(line => line with
            {
                Text = changes.GetValueOrDefault((code, line.Key), line.Text),
                Original = code != original && reworded.TryGetValue(line.Key, out var now) ? now : line.Original,
            }).ToList();
            if (code != original && !lines.SequenceEqual(sheet.Lines))
            {
                (entry.Review, entry.ReviewedBy) = ("draft", null);
            }

            written.Add((Sheet(code), Encoding.UTF8.GetString(await new TextSheet(lines).ToCsvAsync()).TrimStart('\uFEFF')));
        }

        written.AddRange(head.Variants.Values.SelectMany(variant => variant.Pages.Values).SelectMany(pages => pages).Distinct().Select(page => (page, Resample(files.Text(page), reworded))));
        written.Add(("design.yaml", head.Write()));
        return files.With([.. written]);
    }

    private static Dictionary<(string Language, string Key), string> Changes(DesignFiles files, DesignFile head, IReadOnlyDictionary<(string Language, string Key), string> wanted)
    {
        var changes = new Dictionary<(string, string), string>();
        foreach (var (code, key) in head.Languages.Keys.SelectMany(code => head.Editable.Select(key => (code, key))))
        {
            if (!wanted.TryGetValue((code, key), out var raw))
            {
                continue;
            }

            var text = string.Join(' ', raw.Split([' ', '\t', '\r', '\n'], StringSplitOptions.RemoveEmptyEntries)).Normalize();
            if (text.Length is 0 or > Longest || text.Any(char.IsControl) || text.Contains("{{", StringComparison.Ordinal))
            {
                throw new LeafletRefusedException($"Lời “{key}” ({code}) phải có từ 1 đến {Longest} ký tự và không có dấu {{{{.", $"The text '{key}' ({code}) needs 1 to {Longest} characters and no {{{{.");
            }

            var sheet = TextSheet.Parse(files.Text(Sheet(code)), Sheet(code));
            if (sheet.Texts.GetValueOrDefault(key) != text)
            {
                changes[(code, key)] = text;
            }
        }

        return changes;
    }

    // The sample on the page is what a designer sees in Inkscape: it follows the words.
    private static string Resample(string svg, Dictionary<string, string> reworded)
    {
        var page = XDocument.Parse(svg, LoadOptions.PreserveWhitespace);
        var hit = false;
        foreach (var element in SvgTexts.Keyed(page))
        {
            if (reworded.TryGetValue((string)element.Attribute("data-key")!, out var text))
            {
                element.Value = TextFlow.Shown(text);
                hit = true;
            }
        }

        return hit ? page.ToString(SaveOptions.DisableFormatting) : svg;
    }

    private static string Sheet(string code) => $"texts.{code}.csv";
}
