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

    private IEnumerable<string> Cut(string word, double widthEms)
    {
        while (word.Length > 1 && font.Measure(word) > widthEms)
        {
            var length = word.Length - 1;
            while (length > 1 && font.Measure(word[..length]) > widthEms)
            {
                length--;
            }

            yield return word[..length];
            word = word[length..];
        }

        yield return word;
    }
}
