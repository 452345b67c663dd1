using System.Text.RegularExpressions;
using Campaign111.Platform.Data;

namespace Campaign111.Tests.Architecture;

/// <summary>What counts as text in the wrong language: Vietnamese letters for a reader of English, common English words for a reader of Vietnamese. Values of the database
/// (names, wordings of dispatches) are data, whoever reads them.</summary>
internal sealed partial class Languages
{
    // A dispatch words its deadline in Vietnamese, whoever reads it (domain.md): the examples beside the field stay as they are typed.
    private static readonly string[] Wordings =
        ["trước ngày 30/9/2020", "đến hết tháng 8 năm 2020", "chậm nhất là ngày 15/11/2020", "chậm nhất ngày 15/11/2020", "trong tháng 6 năm 2020"];

    private readonly HashSet<string> whole;
    private readonly List<string> longestFirst;

    /// <param name="data">Texts that are data.</param>
    public Languages(IEnumerable<string> data)
    {
        // Longest first, so that no part of a name remains.
        longestFirst = [.. data.Where(value => Vietnamese().IsMatch(value)).Select(Plain).Distinct().OrderByDescending(value => value.Length)];
        whole = longestFirst.ToHashSet(StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>Takes every Vietnamese text of the database for data.</summary>
    public static async Task<Languages> OfAsync(Database database) => await database.ReadAsync(async session =>
    {
        var columns = await session.QueryAsync<Column>("""
            SELECT m.name AS [table], c.name AS [name] FROM sqlite_master m, pragma_table_info(m.name) c
            WHERE m.type = 'table' AND (c.type LIKE 'NVARCHAR%' OR c.type = 'TEXT') AND c.name NOT IN ('search_text', 'sort_key') AND m.name NOT LIKE 'sqlite%'
            """);
        var values = new HashSet<string>(Wordings, StringComparer.Ordinal);
        foreach (var column in columns)
        {
            values.UnionWith(await session.QueryAsync<string>($"SELECT DISTINCT [{column.Name}] FROM [{column.Table}] WHERE [{column.Name}] IS NOT NULL"));
        }

        return new Languages(values);
    });

    /// <summary>What of these texts is not in the language.</summary>
    /// <param name="texts">Of a page, a mail or a document.</param>
    /// <param name="language">vi or en.</param>
    public IEnumerable<string> Wrong(IEnumerable<string> texts, string language) => language == "en" ? Untranslated(texts) : texts.Select(Plain).Where(text => English().IsMatch(text)).Distinct();

    /// <summary>Vietnamese that is no data, whole texts with their data taken out.</summary>
    public IEnumerable<string> Untranslated(IEnumerable<string> texts) =>
        texts.Select(Plain).Where(text => Vietnamese().IsMatch(text) && !whole.Contains(text))
            .Select(text => WithoutData(text).Trim())
            .Where(text => Vietnamese().IsMatch(text))
            .Distinct();

    /// <summary>Whether a letter of it is written in Vietnamese only.</summary>
    public static bool IsVietnamese(string text) => Vietnamese().IsMatch(text);

    private static string Plain(string text) => Blanks().Replace(text, " ").Trim();

    private string WithoutData(string text) =>
        longestFirst.Aggregate(text, (rest, value) => rest.Contains(value, StringComparison.OrdinalIgnoreCase) ? WithoutWords(rest, value) : rest);

    // Whole words only: the commune "An" says nothing about "Bản đồ".
    private static string WithoutWords(string text, string words) =>
        Regex.Replace(text, $@"(?<!\w){Regex.Escape(words)}(?!\w)", "", RegexOptions.IgnoreCase);

    private sealed class Column
    {
        public string Table { get; init; } = "";

        public string Name { get; init; } = "";
    }

    [GeneratedRegex(@"[\u00C0-\u00D6\u00D8-\u00F6\u00F8-\u024F\u1E00-\u1EFF]")]
    private static partial Regex Vietnamese();

    // Words that no Vietnamese sentence has: "an", "in", "to", "can", "do" and their like are Vietnamese too.
    [GeneratedRegex(@"(?<![\w./?&-])(the|and|of|with|this|that|are|is|was|were|your|please|not|has|have|from|for|by|no|will|cannot|nothing|only|each|every)(?![\w./=-])", RegexOptions.IgnoreCase)]
    private static partial Regex English();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Blanks();
}
