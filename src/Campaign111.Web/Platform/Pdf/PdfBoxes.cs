using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Campaign111.Platform.Pdf;

/// <summary>
/// Says in a PDF where its pages are trimmed and how far their bleed reaches (TrimBox, BleedBox: ISO 32000-1, 14.11.2), which no engine here can write. It
/// is an incremental update (7.5.6): the file stays byte for byte as it was, changed page objects and a table of them follow at its end.
/// </summary>
public static partial class PdfBoxes
{
    private const double PointsPerMm = 72 / 25.4;

    // One byte a letter and back without loss: offsets in the text are offsets in the file.
    private static readonly Encoding Bytes = Encoding.Latin1;

    /// <summary>Writes <paramref name="pdf"/> with both boxes on every page.</summary>
    /// <param name="pdf">As an engine wrote it, with a plain table of its objects.</param>
    /// <param name="insets">Where they lie.</param>
    /// <param name="output">Is left open.</param>
    /// <exception cref="PdfException">The file is laid out in a way that this does not read.</exception>
    public static void Write(byte[] pdf, PdfInsets insets, Stream output)
    {
        var text = Bytes.GetString(pdf);
        var (table, trailer) = Tail(text);
        var update = new StringBuilder("\n");
        var entries = new StringBuilder("xref\n");
        var pages = 0;
        foreach (var (number, at) in Objects(text[table..trailer.Index]))
        {
            if (Page(text, at, insets) is { } page)
            {
                entries.Append(CultureInfo.InvariantCulture, $"{number} 1\n{pdf.Length + update.Length:D10} 00000 n \n");
                update.Append(page);
                pages++;
            }
        }

        if (pages == 0)
        {
            throw Unreadable();
        }

        update.Append(entries).Append(CultureInfo.InvariantCulture, $"trailer\n<< {trailer.Groups["entries"].Value.Trim()} /Prev {table} >>\nstartxref\n{pdf.Length + update.Length}\n%%EOF\n");
        output.Write(pdf);
        output.Write(Bytes.GetBytes(update.ToString()));
    }

    // Number and offset of every object in use.
    private static IEnumerable<(int Number, int At)> Objects(string table) =>
        from section in Section().Matches(table)
        let first = int.Parse(section.Groups["first"].Value, CultureInfo.InvariantCulture)
        from entry in section.Groups["entry"].Captures.Select((entry, index) => (entry.Value, Number: first + index))
        where entry.Value[17] == 'n'
        select (entry.Number, int.Parse(entry.Value.AsSpan(0, 10), CultureInfo.InvariantCulture));

    private static (int Table, Match Trailer) Tail(string text)
    {
        var trailer = Trailer().Match(text, Math.Max(0, text.LastIndexOf("trailer", StringComparison.Ordinal)));
        return trailer.Success && int.TryParse(trailer.Groups["table"].Value, out var table) && table < trailer.Index
            && string.CompareOrdinal(text, table, "xref", 0, 4) == 0 && !trailer.Groups["entries"].Value.Contains("/Prev", StringComparison.Ordinal)
            ? (table, trailer) : throw Unreadable();
    }

    // The object as it stands with both boxes added, or null when it is no page.
    private static string? Page(string text, int at, PdfInsets insets)
    {
        var end = text.IndexOf("endobj", at, StringComparison.Ordinal);
        var page = end < 0 ? throw Unreadable() : text[at..(end + 6)];
        if (page.Contains("stream", StringComparison.Ordinal) || !IsPage().IsMatch(page))
        {
            return null;
        }

        var media = MediaBox().Match(page) is { Success: true } box ? box : throw Unreadable();
        var (width, height) = (Number(media, "width"), Number(media, "height"));
        return page.Insert(page.LastIndexOf(">>", StringComparison.Ordinal), $"{Box("TrimBox", insets.TrimMm, width, height)}{Box("BleedBox", insets.BleedMm, width, height)}") + "\n";
    }

    private static string Box(string name, double insetMm, double width, double height)
    {
        var inset = insetMm * PointsPerMm;
        return string.Create(CultureInfo.InvariantCulture, $"   /{name} [ {inset:F4} {inset:F4} {width - inset:F4} {height - inset:F4} ]\n");
    }

    private static double Number(Match match, string group) => double.Parse(match.Groups[group].Value, CultureInfo.InvariantCulture);

    private static PdfException Unreadable() => new("Không ghi được khổ cắt vào tệp PDF: cấu trúc tệp khác với dự kiến. Hãy báo cho người quản trị.");

    [GeneratedRegex(@"(?<first>\d+) \d+ ?\r?\n(?<entry>\d{10} \d{5} [nf](?: \r| \n|\r\n))+")]
    private static partial Regex Section();

    [GeneratedRegex(@"\Gtrailer\s*<<(?<entries>.*)>>\s*startxref\s+(?<table>\d+)\s+%%EOF\s*$", RegexOptions.Singleline)]
    private static partial Regex Trailer();

    [GeneratedRegex(@"/Type\s*/Page\b")]
    private static partial Regex IsPage();

    [GeneratedRegex(@"/MediaBox\s*\[\s*0(?:\.0*)?\s+0(?:\.0*)?\s+(?<width>[\d.]+)\s+(?<height>[\d.]+)\s*\]")]
    private static partial Regex MediaBox();
}
