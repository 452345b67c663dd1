using System.Text.RegularExpressions;
using Campaign111.Platform.Data;
using Campaign111.Tests.Infrastructure;
using Dapper;
using Microsoft.Data.Sqlite;

namespace Campaign111.Tests.Architecture;

/// <summary>One SQL text serves SQLite and SQL Server (design.md, "Data"): every statement is parsed in both dialects, prepared by SQLite on
/// the real schema, and read for constructs that only one of them knows.</summary>
public class SqlTests
{
    /// <summary>What npm's node-sql-parser 5.4.0 does not know although the database does. Rewritten for the parser only; the rules of
    /// <see cref="SqlRules"/> read the text as it is.</summary>
    private static readonly (string Database, string Pattern, string Instead, string Reason)[] ParserGaps =
    [
        (SqlTexts.Sqlite, @"\[(\w+)\]", "\"$1\"", "SQLite takes [x] for a name as it takes \"x\"; the parser knows only the latter"),
        (SqlTexts.Sqlite, @"\bDATETIME2\(\d\)", "DATETIME", "SQLite takes any word for a type"),
        (SqlTexts.Sqlite, @"\bNVARCHAR\(", "VARCHAR(", "SQLite takes any word for a type"),
        (SqlTexts.Sqlite, @"\bBIT\b", "INTEGER", "SQLite takes any word for a type"),
        (SqlTexts.Sqlite, @"\bBINARY\(\d+\)", "BLOB", "SQLite takes any word for a type"),
        (SqlTexts.Sqlite, @"\bTEXT COLLATE BINARY\b", "TEXT", "a collation before NOT NULL"),
        (SqlTexts.SqlServer, @"(?<=NULL) REFERENCES \w+ \(\w+\)", "", "a foreign key written at its column"),
    ];

    private static readonly IReadOnlyList<SqlText> Product = SqlTexts.Statements(typeof(Program).Assembly);

    [Fact]
    public void The_product_has_its_SQL_in_constants()
    {
        Product.Count.ShouldBeGreaterThan(100);
        Product.ShouldContain(sql => sql.Place == "Features.Hierarchy.UnitDirectory.ById");
        Product.ShouldContain(sql => sql.Place == "Platform.Audit.AuditLog.Insert");
    }

    [Theory]
    [InlineData(SqlTexts.Sqlite)]
    [InlineData(SqlTexts.SqlServer)]
    public async Task Every_statement_parses_in_each_dialect(string database) =>
        (await ComplaintsAsync(Product, database)).ShouldBeEmpty();

    [Theory]
    [InlineData(SqlTexts.Sqlite)]
    [InlineData(SqlTexts.SqlServer)]
    public async Task Every_migration_parses_in_each_dialect(string database)
    {
        var batches = SqlTexts.Migrations(database == SqlTexts.Sqlite ? Dialect.Sqlite : Dialect.SqlServer);

        (await ComplaintsAsync(batches, database)).ShouldBeEmpty();
    }

    [Fact]
    public async Task SQLite_prepares_every_statement_on_the_migrated_schema()
    {
        await using var test = await TestDatabase.CreateAsync("sqlite");

        (await UnpreparedAsync(test, Product)).ShouldBeEmpty();
    }

    [Fact]
    public void No_statement_uses_what_only_one_database_knows() =>
        Broken(Product, SqlRules.ForStatements).ShouldBeEmpty();

    [Fact]
    public void No_migration_uses_what_only_one_database_knows() =>
        Broken(CommonMigrations(), SqlRules.ForMigrations).ShouldBeEmpty();

    [Fact]
    public void Every_parser_gap_is_still_needed()
    {
        var texts = new Dictionary<string, string>
        {
            [SqlTexts.Sqlite] = string.Join('\n', Product.Concat(SqlTexts.Migrations(Dialect.Sqlite)).Select(sql => sql.Text)),
            [SqlTexts.SqlServer] = string.Join('\n', Product.Concat(SqlTexts.Migrations(Dialect.SqlServer)).Select(sql => sql.Text)),
        };

        ParserGaps.Where(gap => !Regex.IsMatch(texts[gap.Database], gap.Pattern)).Select(gap => gap.Pattern).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("SELECT a FROM dbo.unit")]
    [InlineData("SELECT id FROM unit WHERE name = N'x'")]
    [InlineData("SELECT TOP 1 id FROM unit")]
    [InlineData("SELECT id FROM unit ORDER BY id OFFSET 0 ROWS FETCH NEXT 1 ROWS ONLY")]
    [InlineData("SELECT id FROM unit LIMIT 1")]
    [InlineData("INSERT INTO unit (name) OUTPUT inserted.id VALUES (@name)")]
    [InlineData("INSERT INTO unit (name) VALUES (@name) RETURNING id")]
    [InlineData("MERGE INTO unit USING x ON 1 = 1")]
    [InlineData("SELECT ISNULL(name, '') FROM unit")]
    [InlineData("SELECT IFNULL(name, '') FROM unit")]
    [InlineData("SELECT DATEDIFF(day, a, b) AS d FROM unit")]
    [InlineData("SELECT id FROM unit WHERE valid_from < CURRENT_TIMESTAMP")]
    [InlineData("INSERT INTO unit (id) VALUES (1) ON CONFLICT DO NOTHING")]
    [InlineData("INSERT OR IGNORE INTO unit (id) VALUES (1)")]
    [InlineData("SELECT name || code FROM unit")]
    [InlineData("SELECT name + ' ' + code FROM unit")]
    [InlineData("SELECT STRING_AGG(name, ',' ORDER BY name) FROM unit")]
    [InlineData("SELECT STRING_AGG(name, ',') WITHIN GROUP (ORDER BY name) FROM unit")]
    [InlineData("CREATE OR ALTER VIEW v AS SELECT 1")]
    [InlineData("ALTER TABLE unit ALTER COLUMN name NVARCHAR(10)")]
    [InlineData("WITH RECURSIVE x AS (SELECT 1 AS n) SELECT n FROM x")]
    [InlineData("SELECT id FROM unit WHERE name = 'Bình Phước'")]
    [InlineData("SELECT * FROM unit")]
    [InlineData("SELECT u.* FROM unit u")]
    [InlineData("SELECT u.id, u.* FROM unit u")]
    [InlineData("SELECT id FROM unit WHERE (id, code) IN (SELECT 1, 2)")]
    [InlineData("SELECT COUNT(DISTINCT id, code) FROM unit")]
    [InlineData("SELECT percent FROM milestone")]
    [InlineData("SELECT id AS [key], name AS plan FROM unit")]
    [InlineData("SELECT CAST(id AS TEXT) FROM unit")]
    [InlineData("SELECT id FROM unit WITH (NOLOCK)")]
    [InlineData("SELECT \"id\" FROM unit")]
    public void A_planted_construct_of_one_database_is_found(string sql) =>
        Broken([new SqlText("planted", sql)], SqlRules.ForStatements).ShouldNotBeEmpty();

    [Theory]
    [InlineData("CREATE TABLE t (id INTEGER PRIMARY KEY AUTOINCREMENT)")]
    [InlineData("CREATE TABLE t (name TEXT NOT NULL)")]
    [InlineData("CREATE TABLE t (name NVARCHAR(MAX) NULL)")]
    [InlineData("CREATE TABLE IF NOT EXISTS t (id BIGINT)")]
    [InlineData("CREATE TABLE t (share FLOAT NOT NULL)")]
    public void A_planted_construct_in_a_migration_is_found(string sql) =>
        Broken([new SqlText("planted", sql)], SqlRules.ForMigrations).ShouldNotBeEmpty();

    [Theory]
    [InlineData("SELECT id FROM")]
    [InlineData("SELECT code = name AS same FROM unit")]
    [InlineData("SELECT id FROM campaign WHERE is_illustrative")]
    [InlineData("SELECT CASE WHEN is_illustrative THEN 1 ELSE 0 END AS n FROM campaign")]
    [InlineData("SELECT SUM(level = 'commune') AS n FROM unit")]
    [InlineData("SELECT id FROM unit WHERE parent_id IN (SELECT id FROM unit ORDER BY code)")]
    [InlineData("SELECT SUM((SELECT COUNT(*) FROM unit)) AS n FROM unit")]
    [InlineData("SELECT code, COUNT(*) AS n FROM unit")]
    [InlineData("SELECT code, name, COUNT(*) AS n FROM unit GROUP BY code")]
    [InlineData("SELECT DISTINCT code FROM unit ORDER BY name")]
    public async Task A_planted_statement_that_SQL_Server_refuses_is_found(string sql) =>
        (await ComplaintsAsync([new SqlText("planted", sql)], SqlTexts.SqlServer)).ShouldHaveSingleItem();

    [Fact]
    public async Task Planted_unknown_names_are_found()
    {
        await using var test = await TestDatabase.CreateAsync("sqlite");
        SqlText[] planted =
        [
            new("table", "SELECT id FROM units"),
            new("column", "UPDATE unit SET title = @title WHERE id IN @ids"),
            new("sound", "SELECT id, parent_id FROM unit WHERE id IN @ids AND code = @code"),
        ];

        (await UnpreparedAsync(test, planted)).Select(line => line.Split(':')[0]).ShouldBe(["table", "column"]);
    }

    private static async Task<IReadOnlyList<string>> ComplaintsAsync(IEnumerable<SqlText> statements, string database)
    {
        var known = statements.Select(sql => sql with { Text = WithoutGaps(SqlRules.WithoutComments(sql.Text), database) });
        return
        [
            .. from parsed in await SqlTexts.ParseAsync(known, database)
               from complaint in parsed.Error is null ? parsed.Broken : [parsed.Error]
               select $"{parsed.Name}: {complaint}",
        ];
    }

    private static string WithoutGaps(string sql, string database) =>
        ParserGaps.Where(gap => gap.Database == database).Aggregate(sql, (text, gap) => Regex.Replace(text, gap.Pattern, gap.Instead));

    private static IEnumerable<string> Broken(IEnumerable<SqlText> statements, IReadOnlyList<SqlRule> rules) =>
        from sql in statements
        from rule in rules
        where rule.IsBrokenBy(sql.Text)
        select $"{sql.Place}: {rule.Name}";

    // A text for one database alone may use all of that database: that is what the pair is for.
    private static IEnumerable<SqlText> CommonMigrations() =>
        from migration in Migration.Embedded(typeof(Migration).Assembly)
        from text in migration.Texts
        where text.Key.Length == 0
        select new SqlText(migration.Name, text.Value);

    private static async Task<IReadOnlyList<string>> UnpreparedAsync(TestDatabase test, IEnumerable<SqlText> statements)
    {
        var refused = new List<string>();
        await using var connection = await test.Database.OpenAsync();
        foreach (var sql in statements)
        {
            var values = new DynamicParameters();
            foreach (var parameter in SqlTexts.Parameters(sql.Text))
            {
                values.Add(parameter, 1L);
            }

            try
            {
                await connection.QueryAsync($"EXPLAIN {SqlTexts.WithLists(sql.Text)}", values);
            }
            catch (SqliteException error)
            {
                refused.Add($"{sql.Place}: {error.Message}");
            }
        }

        return refused;
    }
}
