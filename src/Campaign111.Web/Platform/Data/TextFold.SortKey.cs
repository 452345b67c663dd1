using System.Globalization;
using System.Text;

namespace Campaign111.Platform.Data;

public static partial class TextFold
{
    /// <summary>Longest key that <see cref="SortKey"/> returns: the size of a <c>sort_key</c> column.</summary>
    public const int SortKeyMaxLength = 400;

    private const string Alphabet = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz";
    private const char WordBreak = '!';
    private const char ToneBreak = ' ';

    /// <summary>
    /// A key whose ordinal (binary) order is Vietnamese alphabetical order: a ă â b c d đ e ê ... o ô ơ ... u ư ..., then by the tones
    /// ngang, huyền, hỏi, ngã, sắc, nặng (the order of CLDR's vi collation), numbers by value ("Thôn 2" before "Thôn 10"), case and
    /// punctuation ignored. ASCII only, at most <see cref="SortKeyMaxLength"/> characters; keep it in a binary-collated column, <c>$(Code 400)</c>.
    /// </summary>
    public static string SortKey(string? name)
    {
        var letters = new StringBuilder();
        var tones = new StringBuilder();
        foreach (var word in Words(name))
        {
            if (tones.Length > 0)
            {
                letters.Append(WordBreak);
            }

            tones.Append(AppendWord(word, letters));
        }

        // The break is lower than anything in the letters: "An" comes before "An Giang".
        var key = letters.Append(ToneBreak).Append(tones.ToString().TrimEnd('0')).ToString();
        return key.Length <= SortKeyMaxLength ? key : key[..SortKeyMaxLength];
    }

    private static List<Rune[]> Words(string? name)
    {
        var words = new List<Rune[]>();
        var word = new List<Rune>();
        foreach (var rune in Decompose(name ?? "").EnumerateRunes())
        {
            if (IsWordRune(rune) || IsLatinMark(rune))
            {
                word.Add(rune);
            }
            else if (!IsApostrophe(rune) && word.Count > 0)
            {
                words.Add([.. word]);
                word.Clear();
            }
        }

        return word.Count == 0 ? words : [.. words, [.. word]];
    }

    /// <summary>Writes the word's letters and numbers; returns its tone, 0 to 5. One tone a word: "Hoà" equals "Hòa".</summary>
    private static char AppendWord(Rune[] word, StringBuilder letters)
    {
        var tone = '0';
        for (var i = 0; i < word.Length;)
        {
            if (IsDigit(word[i]))
            {
                i = AppendNumber(word, i, letters);
                continue;
            }

            var letter = word[i++];
            var shape = '\0';
            for (; i < word.Length && IsLatinMark(word[i]); i++)
            {
                tone = Tone(word[i]) is var found and not '0' ? found : tone;
                shape = word[i].Value is 0x0302 or 0x0306 or 0x031B ? (char)word[i].Value : shape;
            }

            AppendLetter(letter, shape, letters);
        }

        return tone;
    }

    private static char Tone(Rune mark) => mark.Value switch
    {
        0x0300 => '1', // huyền
        0x0309 => '2', // hỏi
        0x0303 => '3', // ngã
        0x0301 => '4', // sắc
        0x0323 => '5', // nặng
        _ => '0',
    };

    private static void AppendLetter(Rune letter, char shape, StringBuilder letters)
    {
        if (IsLatinMark(letter))
        {
            return; // a stray mark without a letter has no place in the alphabet
        }

        var plain = Rune.ToLowerInvariant(letter);
        var shaped = (plain.Value, shape) switch
        {
            ('a', '\u0306') => 'ă',
            ('a', '\u0302') => 'â',
            ('e', '\u0302') => 'ê',
            ('o', '\u0302') => 'ô',
            ('o', '\u031B') => 'ơ',
            ('u', '\u031B') => 'ư',
            _ => plain.Value <= char.MaxValue ? (char)plain.Value : '\0',
        };
        var place = Alphabet.IndexOf(shaped, StringComparison.Ordinal);
        if (place >= 0)
        {
            letters.Append((char)('A' + place));
        }
        else
        {
            letters.Append('~').Append(plain.Value.ToString("x6", CultureInfo.InvariantCulture)); // other scripts come last
        }
    }

    private static bool IsDigit(Rune rune) => Rune.GetUnicodeCategory(rune) == UnicodeCategory.DecimalDigitNumber;

    // The number's length goes before it, so that more digits sort later: 2 is "12", 10 is "210".
    private static int AppendNumber(Rune[] word, int from, StringBuilder letters)
    {
        var digits = new StringBuilder();
        var i = from;
        for (; i < word.Length && IsDigit(word[i]); i++)
        {
            var digit = (char)('0' + (int)Rune.GetNumericValue(word[i]));
            if (digits.Length > 0 || digit != '0')
            {
                digits.Append(digit);
            }
        }

        if (digits.Length <= 15)
        {
            letters.Append((char)('0' + digits.Length));
        }
        else
        {
            letters.Append('@').Append(digits.Length.ToString("d9", CultureInfo.InvariantCulture));
        }

        letters.Append(digits);
        return i;
    }
}
