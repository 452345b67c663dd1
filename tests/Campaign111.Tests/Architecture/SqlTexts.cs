using System.Diagnostics;
using System.Reflection;
using System.Text.Json;
using System.Text.RegularExpressions;
using Campaign111.Platform.Data;

namespace Campaign111.Tests.Architecture;

/// <summary>A piece of SQL of the product, with the place where it is written.</summary>
/// <param name="Place">"UnitSearch.Matching", "sql/Report.sql", "0002_hierarchy #3".</param>
/// <param name="Text">The statement as it is sent; in a migration with its tokens replaced.</param>
internal sealed record SqlText(string Place, string Text);

/// <summary>What a parser said of a statement.</summary>
internal sealed record Parsed(string Name, string Database, string? Error, IReadOnlyList<string> Broken);

/// <summary>All SQL of the product: constants, embedded files, migrations; and the parser of npm that reads it in both dialects.</summary>
internal static partial class SqlTexts
{
    public const string Sqlite = "sqlite";
    public const string SqlServer = "transactsql";

    private const BindingFlags Declared =
        BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static | BindingFlags.Instance | BindingFlags.DeclaredOnly;

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    /// <summary>Constants of any type of the assembly that begin like a statement, and its embedded files below sql/.</summary>
    public static IReadOnlyList<SqlText> Statements(Assembly assembly)
    {
        var constants =
            from type in assembly.GetTypes()
            from field in type.GetFields(Declared)
            where field.IsLiteral && field.FieldType == typeof(string)
            let text = (string?)field.GetRawConstantValue()
            where text is not null && Statement().IsMatch(text)
            select new SqlText($"{type.FullName!["Campaign111.".Length..]}.{field.Name}", text);
        var files =
            from name in assembly.GetManifestResourceNames()
            where name.StartsWith("sql/", StringComparison.Ordinal)
            select new SqlText(name, Read(assembly, name));
        return [.. constants.Concat(files).OrderBy(sql => sql.Place, StringComparer.Ordinal)];
    }

    /// <summary>Every batch of every migration, as one database gets it.</summary>
    public static IEnumerable<SqlText> Migrations(Dialect dialect) =>
        Migration.Embedded(typeof(Migration).Assembly)
            .SelectMany(migration => migration.Batches(dialect).Select((batch, at) => new SqlText($"{migration.Name} #{at + 1}", batch)));

    /// <summary>Reads statements with node-sql-parser, in a dialect.</summary>
    public static async Task<IReadOnlyList<Parsed>> ParseAsync(IEnumerable<SqlText> statements, string database)
    {
        var start = new ProcessStartInfo("node") { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        start.ArgumentList.Add(Path.Combine(Source.Root, "tests", "Campaign111.Tests", "Architecture", "parse-sql.mjs"));
        start.ArgumentList.Add(Source.Web);
        using var node = Process.Start(start)!;
        var output = node.StandardOutput.ReadToEndAsync();
        var errors = node.StandardError.ReadToEndAsync();
        var input = statements.Select(sql => new { name = sql.Place, database, sql = DapperList().Replace(sql.Text, "($1)") });
        await node.StandardInput.WriteAsync(JsonSerializer.Serialize(input));
        node.StandardInput.Close();
        await node.WaitForExitAsync();
        node.ExitCode.ShouldBe(0, await errors);
        return JsonSerializer.Deserialize<List<Parsed>>(await output, Json)!;
    }

    /// <summary>Parameters that a statement names, without the sign.</summary>
    public static IEnumerable<string> Parameters(string sql) => Parameter().Matches(sql).Select(match => match.Groups[1].Value).Distinct();

    /// <summary>Dapper's <c>IN @ids</c> as a list of one.</summary>
    public static string WithLists(string sql) => DapperList().Replace(sql, "($1)");

    private static string Read(Assembly assembly, string name)
    {
        using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!);
        return reader.ReadToEnd();
    }

    [GeneratedRegex(@"^(\s|--[^\n]*\n)*(SELECT|INSERT|UPDATE|DELETE|WITH)\s")]
    private static partial Regex Statement();

    [GeneratedRegex(@"(?<=\bIN\s+)(@\w+)")]
    private static partial Regex DapperList();

    [GeneratedRegex(@"@(\w+)")]
    private static partial Regex Parameter();
}
