using System.Text;

namespace Campaign111.Platform.Office.Csv;

/// <summary>Encoding and separator of a CSV file.</summary>
internal static class CsvText
{
    private const int SampleBytes = 1 << 16;
    private static readonly char[] Delimiters = [';', '\t', ','];

    /// <summary>By byte-order mark; without one, UTF-8. Decoding is strict: what is neither is refused later with its line.</summary>
    public static Encoding DetectEncoding(Stream file)
    {
        Span<byte> mark = stackalloc byte[2];
        file.Position = 0;
        var read = file.ReadAtLeast(mark, 2, throwOnEndOfStream: false);
        return read < 2 ? new UTF8Encoding(false, true)
            : mark is [0xFF, 0xFE] ? new UnicodeEncoding(false, true, true)
            : mark is [0xFE, 0xFF] ? new UnicodeEncoding(true, true, true)
            : new UTF8Encoding(false, true);
    }

    /// <summary>
    /// Semicolon, tab or comma: Excel in Vietnamese writes semicolons, because its decimal mark is the comma. A "sep=" line decides; else
    /// among those of the first line that holds any, the one that most lines hold equally often.
    /// </summary>
    public static char DetectDelimiter(Stream file, Encoding encoding)
    {
        var lines = SampleLines(file, encoding);
        if (lines.Count > 0 && lines[0] is ['s', 'e', 'p', '=', var named] && Delimiters.Contains(named))
        {
            return named;
        }

        var first = lines.FirstOrDefault(line => line.IndexOfAny(Delimiters) >= 0);
        return first is null ? ',' : Delimiters.Where(first.Contains).MaxBy(delimiter => Score(lines, delimiter));
    }

    private static int Score(List<string> lines, char delimiter)
    {
        var counts = lines.Select(line => line.Count(c => c == delimiter)).Where(count => count > 0);
        return counts.GroupBy(count => count).Max(group => group.Key * group.Count());
    }

    /// <summary>The first lines with quoted parts left out.</summary>
    private static List<string> SampleLines(Stream file, Encoding encoding)
    {
        var buffer = new byte[SampleBytes];
        file.Position = 0;
        var read = file.ReadAtLeast(buffer, buffer.Length, throwOnEndOfStream: false);
        var lenient = encoding is UTF8Encoding ? Encoding.UTF8 : Encoding.GetEncoding(encoding.CodePage);
        var quoted = false;
        var text = new StringBuilder();
        foreach (var c in lenient.GetString(buffer, 0, read).TrimStart('\uFEFF'))
        {
            quoted ^= c == '"';
            if (!quoted && c != '"')
            {
                text.Append(c);
            }
        }

        return [.. text.ToString().Split(['\n', '\r'], StringSplitOptions.RemoveEmptyEntries)];
    }
}
