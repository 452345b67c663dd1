using Campaign111.Platform.Data;

namespace Campaign111.Features.Coverage.Register;

/// <summary>The words by which households are found: folded words of the address line and the label, without those that stand in every address.
/// One row a word, so that a search is a range of an index however large the register is.</summary>
public static class HouseholdWords
{
    private const int LongestWord = 30;
    private const int MostWords = 12;

    // Số nhà, tổ, thôn, ấp, khu phố, đường, ngõ, hẻm, xã, phường: in every line, so they tell no household from another.
    private static readonly HashSet<string> Common = new(
        ["so", "nha", "to", "thon", "ap", "khu", "pho", "duong", "ngo", "hem", "xa", "phuong", "kp", "doi", "ban"], StringComparer.Ordinal);

    private static readonly string[] Columns = ["hamlet_id", "word", "code"];

    private static readonly string[] Names = ["hamlet", "word", "code"];

    private const string Delete = "DELETE FROM household_word WHERE hamlet_id = @hamlet AND word = @word AND code = @code";

    /// <summary>The number in a code, as somebody types it: H0012 gives "12"; "" when it has none, or is nothing else.</summary>
    public static string NumberOf(string code)
    {
        var number = code[(code.AsSpan().LastIndexOfAnyExceptInRange('0', '9') + 1)..].TrimStart('0');
        return number == code ? "" : number;
    }

    /// <summary>The words of a line, in its order, each once; at most twelve.</summary>
    public static IReadOnlyList<string> Of(string text) =>
        [.. TextFold.Fold(text).Split(' ', StringSplitOptions.RemoveEmptyEntries).Where(word => !Common.Contains(word)).Select(Cut).Distinct().Take(MostWords)];

    /// <summary>What a search asks for, folded: its words, each with the common ones before it, since "tổ 3" is not a three anywhere.</summary>
    public static IReadOnlyList<string> Terms(string typed)
    {
        var (terms, begun) = (new List<string>(), "");
        foreach (var word in TextFold.Fold(typed).Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            begun = begun.Length == 0 ? word : $"{begun} {word}";
            if (!Common.Contains(word))
            {
                terms.Add(begun);
                begun = "";
            }
        }

        return begun.Length == 0 ? terms : [.. terms, begun];
    }

    /// <summary>Adds the words of households that have none yet, the numbers of their codes among them.</summary>
    internal static Task AddAsync(DbSession session, IEnumerable<(long Hamlet, string Code, string Text)> households) =>
        session.InsertManyAsync("household_word", Columns, [.. Rows(households.Select(household => (household.Hamlet, household.Code, (IReadOnlyList<string>)[.. Of(household.Text).Append(NumberOf(household.Code)).Where(word => word.Length > 0).Distinct()])))]);

    /// <summary>Puts the words of the new text in the place of those of the old one.</summary>
    internal static async Task ReplaceAsync(DbSession session, IReadOnlyCollection<(long Hamlet, string Code, string Old, string New)> households)
    {
        var changed = households.Select(household => (household.Hamlet, household.Code, Number: NumberOf(household.Code), Old: Of(household.Old), New: Of(household.New))).ToList();
        await session.ExecuteEachAsync(Delete, Names, [.. Rows(changed.Select(row => (row.Hamlet, row.Code, (IReadOnlyList<string>)[.. row.Old.Except(row.New).Where(word => word != row.Number)])))]);
        await session.InsertManyAsync("household_word", Columns, [.. Rows(changed.Select(row => (row.Hamlet, row.Code, (IReadOnlyList<string>)[.. row.New.Except(row.Old).Where(word => word != row.Number)])))]);
    }

    private static IEnumerable<object?[]> Rows(IEnumerable<(long Hamlet, string Code, IReadOnlyList<string> Words)> households) =>
        households.SelectMany(household => household.Words.Select(word => new object?[] { household.Hamlet, word, household.Code }));

    private static string Cut(string word) => word.Length <= LongestWord ? word : word[..LongestWord];
}
