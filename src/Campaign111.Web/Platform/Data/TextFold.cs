using System.Globalization;
using System.Text;

namespace Campaign111.Platform.Data;

/// <summary>
/// Vietnamese text for machines: <see cref="Fold"/> for searching with and without diacritics, <see cref="SortKey"/> for
/// alphabetical order. Both are stored in columns of their own, because neither database folds or sorts Vietnamese alike.
/// Both accept composed (NFC) and decomposed (NFD) input and any other string, broken surrogates included.
/// </summary>
public static partial class TextFold
{
    /// <summary>
    /// Lower case, without diacritics (đ becomes d), apostrophes dropped, every other run of spaces, dashes and punctuation one
    /// space: "Bình Phước" and "BINH-PHUOC" give "binh phuoc". The result holds no LIKE wildcard. Folding twice changes nothing.
    /// </summary>
    public static string Fold(string? text)
    {
        return string.IsNullOrEmpty(text) ? "" : FoldByTable(text) ?? FoldAny(text);
    }

    // The rule, for whatever may come.
    private static string FoldAny(string text)
    {
        var result = new StringBuilder(text.Length);
        var gap = false;
        foreach (var rune in Decompose(text).EnumerateRunes())
        {
            if (IsLatinMark(rune) || IsApostrophe(rune))
            {
                continue;
            }

            if (!IsWordRune(rune))
            {
                gap = result.Length > 0;
                continue;
            }

            if (gap)
            {
                result.Append(' ');
                gap = false;
            }

            result.Append(Rune.ToLowerInvariant(rune.Value is 'đ' or 'Đ' ? new Rune('d') : rune));
        }

        return result.ToString().Normalize(NormalizationForm.FormC);
    }

    // Normalize refuses broken surrogates and noncharacters; a search box must take whatever is typed.
    private static string Decompose(string text)
    {
        var clean = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            var value = rune.Value;
            var noncharacter = (value & 0xFFFE) == 0xFFFE || value is >= 0xFDD0 and <= 0xFDEF;
            clean.Append(noncharacter ? Rune.ReplacementChar : rune);
        }

        return clean.ToString().Normalize(NormalizationForm.FormD);
    }

    private static bool IsLatinMark(Rune rune) => rune.Value is >= 0x0300 and <= 0x036F;

    // Ea H'leo, Đắk R’Lấp: typed with any of these, or with none.
    private static bool IsApostrophe(Rune rune) => rune.Value is '\'' or '`' or '´' or 'ʼ' or '‘' or '’' or '′';

    private static bool IsWordRune(Rune rune) => Rune.IsLetterOrDigit(rune) || Rune.GetUnicodeCategory(rune)
        is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.EnclosingMark;
}
