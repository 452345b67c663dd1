namespace Campaign111.Platform.Data;

public static partial class TextFold
{
    private const int TableSize = 0x1F00;
    private const char Unknown = '\0';
    private const char Dropped = '\u0001';
    private const char Gap = ' ';
    private const int MostOnStack = 512;

    // What the rule makes of each single character of the Latin script; asked of the rule itself, so that there is one. A letter beside it on both
    // sides tells a gap from a character that is dropped.
    private static readonly char[] Table = [.. Enumerable.Range(0, TableSize).Select(code => code is < 0x0250 or >= 0x1E00 ? Single((char)code) : Unknown)];

    private static char Single(char c) => FoldAny($"a{c}a") switch
    {
        "aa" => Dropped,
        "a a" => Gap,
        ['a', var letter, 'a'] when char.IsAsciiLetterOrDigit(letter) => letter,
        _ => Unknown,
    };

    /// <summary>The same as the rule for composed Latin text, at a look-up a character; null when the text holds anything else.</summary>
    private static string? FoldByTable(string text)
    {
        if (text.Length > MostOnStack)
        {
            return null;
        }

        Span<char> folded = stackalloc char[text.Length];
        var (length, gap) = (0, false);
        foreach (var c in text)
        {
            var letter = c < TableSize ? Table[c] : Unknown;
            switch (letter)
            {
                case Unknown:
                    return null;
                case Dropped:
                    break;
                case Gap:
                    gap = length > 0;
                    break;
                default:
                    if (gap)
                    {
                        folded[length++] = Gap;
                        gap = false;
                    }

                    folded[length++] = letter;
                    break;
            }
        }

        return new string(folded[..length]);
    }
}
