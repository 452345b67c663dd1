namespace Campaign111.Platform.Pdf;

/// <summary>Breaks text into lines by the widths of a face: at blanks, and inside a word that is wider than the line.</summary>
public sealed class TextWrap(FontFile font)
{
    /// <summary>Lines of at most <paramref name="widthEms"/> ems (width divided by font size); an empty text has none.</summary>
    public List<string> Lines(string text, double widthEms)
    {
        var lines = new List<string>();
        foreach (var paragraph in text.Normalize().Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            var line = "";
            foreach (var word in paragraph.Split(' ', StringSplitOptions.RemoveEmptyEntries).SelectMany(word => Cut(word, widthEms)))
            {
                var longer = line.Length == 0 ? word : $"{line} {word}";
                if (line.Length > 0 && font.Measure(longer) > widthEms)
                {
                    lines.Add(line);
                    longer = word;
                }

                line = longer;
            }

            lines.Add(line);
        }

        return lines;
    }

    /// <summary>Pieces of a word that each fit; one letter at least, however narrow the line. Measured letter by letter: linear in the word's length.</summary>
    private IEnumerable<string> Cut(string word, double widthEms)
    {
        var (start, used) = (0, 0.0);
        for (var at = 0; at < word.Length; at += char.IsSurrogatePair(word, at) ? 2 : 1)
        {
            var letter = font.Measure(char.IsSurrogatePair(word, at) ? word.Substring(at, 2) : word.Substring(at, 1));
            if (at > start && used + letter > widthEms)
            {
                yield return word[start..at];
                (start, used) = (at, 0);
            }

            used += letter;
        }

        yield return word[start..];
    }
}
