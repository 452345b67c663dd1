using System.Text.RegularExpressions;

namespace Campaign111.Platform.Privacy;

/// <summary>Takes words out of free text: whole words only, in any case, the longest first.</summary>
public sealed class WordEraser
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(2);

    private readonly Regex? words;

    public WordEraser(IEnumerable<string> words)
    {
        string[] all = [.. words.OrderByDescending(word => word.Length).Select(Regex.Escape)];
        // A user name may hold dots and hyphens: "xa.25318" does not stand in "xa.25318-b", but it does before the dot that ends a sentence.
        this.words = all.Length == 0 ? null : new Regex(
            $@"(?<![\p{{L}}\p{{N}}_])(?<![\p{{L}}\p{{N}}][.@-])(?:{string.Join('|', all)})(?![\p{{L}}\p{{N}}_@-]|\.[\p{{L}}\p{{N}}])",
            RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, Longest);
    }

    public bool Finds(string? text) => text is not null && words?.IsMatch(text) is true;

    public string Erase(string text) => words is null ? text : words.Replace(text, PersonalSubject.Mark);

    /// <summary>Patterns for LIKE under which a text that holds one of the words is found: neither database folds Vietnamese letters alike. They may find too much
    /// (an underscore stands for any letter): <see cref="Finds"/> decides.</summary>
    public static IEnumerable<string> Patterns(IEnumerable<string> words) => words
        .SelectMany(word => new[] { word, word.ToUpperInvariant(), Lower(word) }).Distinct(StringComparer.Ordinal).Select(word => $"%{word.Replace('[', '_')}%");

#pragma warning disable CA1308 // Lower case is what is looked for.
    private static string Lower(string word) => word.ToLowerInvariant();
#pragma warning restore CA1308
}
