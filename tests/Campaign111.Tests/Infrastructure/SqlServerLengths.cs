using System.Text.RegularExpressions;
using Campaign111.Platform.Data;

namespace Campaign111.Tests.Infrastructure;

/// <summary>SQLite keeps a text of any length in NVARCHAR(n); SQL Server refuses one that is longer. In the tests SQLite refuses it, too.</summary>
internal static partial class SqlServerLengths
{
    /// <summary>Triggers for every column whose length SQL Server would hold, by the migrations themselves.</summary>
    public static IEnumerable<string> Triggers() =>
        from batch in Migration.Embedded(typeof(Migration).Assembly).SelectMany(migration => migration.Batches(Dialect.SqlServer))
        let table = Table().Match(batch)
        where table.Success
        let tooLong = string.Join(" OR ", Column().Matches(batch).Select(column => $"length(NEW.{column.Groups["name"]}) > {column.Groups["length"]}"))
        where tooLong.Length > 0
        from act in new[] { "INSERT", "UPDATE" }
        select $"""
            CREATE TRIGGER length_{table.Groups["name"]}_{act} BEFORE {act} ON {table.Groups["name"]} WHEN {tooLong}
            BEGIN SELECT RAISE(ABORT, 'a text is longer than its column in {table.Groups["name"]}'); END
            """;

    [GeneratedRegex(@"\bCREATE\s+TABLE\s+(?<name>\w+)")]
    private static partial Regex Table();

    [GeneratedRegex(@"^\s*(?<name>\[?\w+\]?)\s+NVARCHAR\((?<length>\d+)\)", RegexOptions.Multiline)]
    private static partial Regex Column();
}
