using System.Text.RegularExpressions;
using Campaign111.Platform.Data;

namespace Campaign111.Platform.Cli;

/// <summary>Which tables a reset of the demo empties, in an order that no foreign key refuses: a table refers only to tables made before it, so the
/// youngest comes first.</summary>
public static partial class DemoTables
{
    // Loaded again by a startup step, so that holidays entered by hand go too.
    private static readonly string[] PlatformsOwn = ["special_day"];

    /// <summary>All tables of the features. The platform's stay: settings, the trail and its seals, the notes of the jobs, keys.</summary>
    public static IReadOnlyList<string> ToEmpty(IEnumerable<Migration> migrations) =>
        [.. migrations.OrderBy(migration => migration.Name, StringComparer.Ordinal)
            .SelectMany(migration => TablesOf(migration).Where(table => !IsPlatforms(migration) || PlatformsOwn.Contains(table)))
            .Distinct().Reverse()];

    /// <summary>Empties them.</summary>
    public static async Task EmptyAsync(DbSession session)
    {
        foreach (var table in ToEmpty(Migration.Embedded(typeof(DemoTables).Assembly)))
        {
            await session.ExecuteAsync($"DELETE FROM {table}");
        }
    }

    private static bool IsPlatforms(Migration migration) => migration.Name.Length > 5 && migration.Name[5..].Split('_')[0] == "platform";

    // A migration in two texts makes the same tables in both.
    private static IEnumerable<string> TablesOf(Migration migration) =>
        CreateTable().Matches(migration.Texts.OrderBy(text => text.Key, StringComparer.Ordinal).First().Value).Select(match => match.Groups["name"].Value);

    [GeneratedRegex(@"^\s*CREATE\s+TABLE\s+\[?(?<name>\w+)\]?", RegexOptions.IgnoreCase | RegexOptions.Multiline)]
    private static partial Regex CreateTable();
}
