using System.Buffers;
using System.Text;

namespace Campaign111.Platform.Office;

/// <summary>What is done to every cell that is read, whatever the format.</summary>
internal static class CellText
{
    // Without one of these nothing below can be found: control characters, lost ones, and the first letters of what a wrong encoding leaves.
    private static readonly SearchValues<char> Suspicious = SearchValues.Create(
        [.. Enumerable.Range(0, 0x20).Concat(Enumerable.Range(0x7F, 0x21)).Select(code => (char)code), '\uFFFD', '\uFFFE', '\uFFFF', 'á', 'Æ', 'Ä']);

    private static readonly SearchValues<char> Unprintable = SearchValues.Create(
        [.. Enumerable.Range(0, 0x20).Concat(Enumerable.Range(0xD800, 0x800)).Select(code => (char)code).Except(['\t', '\n', '\r']), '\uFFFE', '\uFFFF']);

    /// <summary>Composed (NFC) and trimmed, zero-width characters and byte-order marks at the ends included.</summary>
    public static string Clean(string text)
    {
        if (text.Length == 0)
        {
            return text;
        }

        var trimmed = text.AsSpan().Trim();
        while (trimmed.Length > 0 && (IsInvisible(trimmed[0]) || IsInvisible(trimmed[^1])))
        {
            trimmed = trimmed.TrimStart("\uFEFF\u200B\u200C\u200D\u2060").TrimEnd("\uFEFF\u200B\u200C\u200D\u2060").Trim();
        }

        var result = trimmed.Length == text.Length ? text : trimmed.ToString();
        return IsComposed(result) || result.IndexOfAny(['\uFFFE', '\uFFFF']) >= 0 ? result : result.Normalize(NormalizationForm.FormC);
    }

    /// <summary>Text that cannot be meant: control characters, lost characters (U+FFFD), Vietnamese read in a wrong encoding and saved so ("BÃ¬nh PhÆ°á»›c").</summary>
    public static BilingualText? Problem(string text)
    {
        if (!text.AsSpan().ContainsAny(Suspicious))
        {
            return null;
        }

        if (text.Any(c => char.IsControl(c) && c is not ('\n' or '\r' or '\t') || c is '\uFFFE' or '\uFFFF'))
        {
            return new("Ô có ký tự điều khiển không nhìn thấy. Gõ lại giá trị của ô.", "The cell holds an invisible control character. Type its value again.");
        }

        var garbled = text.Contains('\uFFFD') || text.Contains("á»", StringComparison.Ordinal)
            || text.Contains("áº", StringComparison.Ordinal) || text.Contains("Æ°", StringComparison.Ordinal) || text.Contains("Ä‘", StringComparison.Ordinal);
        return garbled
            ? new($"Chữ bị lỗi phông hoặc lỗi bảng mã: '{TableRow.Short(text)}'. Mở tệp gốc và lưu lại bằng UTF-8.",
                $"The text is garbled by a wrong encoding: '{TableRow.Short(text)}'. Open the original and save it as UTF-8.")
            : null;
    }

    /// <summary>Without what no cell of a workbook can hold (XML 1.0, 2.2): control characters but tab and line breaks; half a character becomes U+FFFD.</summary>
    public static string Printable(string text)
    {
        if (!text.AsSpan().ContainsAny(Unprintable))
        {
            return text;
        }

        var result = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes().Where(rune => rune.Value is '\t' or '\n' or '\r' or >= 0x20 and not (0xFFFE or 0xFFFF)))
        {
            result.Append(rune);
        }

        return result.ToString();
    }

    /// <summary>Letters of a spreadsheet column, from index 0: A, B, ..., Z, AA.</summary>
    public static string ColumnLetters(int index)
    {
        var letters = "";
        for (var rest = index + 1; rest > 0; rest = (rest - 1) / 26)
        {
            letters = (char)('A' + (rest - 1) % 26) + letters;
        }

        return letters;
    }

    // Below the combining marks, and in the block of the Vietnamese letters, every character is composed and none joins its neighbour.
    private static bool IsComposed(string text)
    {
        foreach (var c in text)
        {
            if (c is (>= '\u0300' and < '\u1EA0') or > '\u1EF9')
            {
                return false;
            }
        }

        return true;
    }

    private static bool IsInvisible(char c) => c is '\uFEFF' or '\u200B' or '\u200C' or '\u200D' or '\u2060';
}
