using Campaign111.Platform.Data;
using Campaign111.Tests.Infrastructure;

namespace Campaign111.Tests.Platform.Data;

public class MigratorTests
{
    private static readonly Migration First = Of("0001_first", "CREATE TABLE a (id $(Key), code $(Code 10) NOT NULL, note $(Text) NULL);\nGO\nCREATE TABLE b (id $(Key));\n");

    [Fact]
    public async Task An_older_node_stays_ready_beside_a_newer_schema()
    {
        await using var test = await TestDatabase.CreateAsync("sqlite");
        await test.Database.WriteAsync(session => session.ExecuteAsync("INSERT INTO schema_migration (name, hash, applied_at) VALUES ('9999_future_thing', 'x', '2030-01-01')"));
        var migrator = TestDatabase.MigratorFor(test.Database);

        (await migrator.MissingAsync()).ShouldBeEmpty();
        (await migrator.ApplyAsync()).ShouldBeEmpty();
    }

    /// <summary>The old version still runs while the new one migrates (src/README.md): what it knows must stay where it is.</summary>
    [Fact]
    public void Migrations_from_0035_on_only_add()
    {
        var taking = Migration.Embedded(typeof(Migration).Assembly)
            .Where(migration => string.CompareOrdinal(migration.Name, "0035") >= 0)
            .Where(migration => migration.Texts.Values.Any(TakesAway)).Select(migration => migration.Name);

        taking.ShouldBeEmpty();
        foreach (var text in new[] { "DROP TABLE unit", "ALTER TABLE unit DROP COLUMN name", "ALTER TABLE unit RENAME TO place", "EXEC sp_rename 'unit.name', 'label'", "ALTER TABLE unit ADD code INT NOT NULL" })
        {
            TakesAway(text).ShouldBeTrue(text);
        }
    }

    private static bool TakesAway(string sql) => System.Text.RegularExpressions.Regex.IsMatch(
        sql, @"(?im)^(?!\s*--).*\b(DROP\s+(TABLE|COLUMN|CONSTRAINT)|RENAME\s+(TO|COLUMN)|sp_rename|ALTER\s+TABLE\s+\w+\s+ADD\s+(COLUMN\s+)?\[?\w+\]?\s+[^;\n]*\bNOT\s+NULL)\b");

    [Fact]
    public async Task An_edited_migration_is_refused_with_its_name()
    {
        await using var database = Fresh();
        await ApplyAsync(database, First);

        var error = await Should.ThrowAsync<MigrationException>(() => ApplyAsync(database, Of("0001_first", "CREATE TABLE a (id $(Key));")));

        error.Message.ShouldContain("0001_first");
    }

    [Fact]
    public async Task Line_ends_are_no_edit()
    {
        await using var database = Fresh();
        await ApplyAsync(database, First);

        (await ApplyAsync(database, Of("0001_first", First.Texts[""].ReplaceLineEndings("\r\n")))).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_failing_migration_leaves_nothing()
    {
        await using var database = Fresh();
        var broken = Of("0002_broken", "CREATE TABLE c (id $(Key));\nGO\nCREATE TABLE nonsense nonsense;");

        await Should.ThrowAsync<MigrationException>(() => ApplyAsync(database, First, broken));

        var tables = await database.ReadAsync(session => session.QueryAsync<string>("SELECT name FROM sqlite_master WHERE type = 'table'"));
        tables.ShouldNotContain("c");
        (await ApplyAsync(database, First)).ShouldBe(["0001_first"]);
    }

    [Fact]
    public async Task Two_nodes_that_start_at_once_migrate_once()
    {
        var options = new DataOptions { Folder = Directory.CreateTempSubdirectory("campaign111-migrate-").FullName };
        await using var one = new Database(options);
        await using var two = new Database(options);

        var applied = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => Task.Run(() => TestDatabase.MigratorFor(i % 2 == 0 ? one : two).ApplyAsync())));

        applied.Count(names => names.Count > 0).ShouldBe(1);
    }

    [Fact]
    public void Tokens_become_each_databases_own_types()
    {
        First.Batches(Dialect.Sqlite).First().ShouldContain("INTEGER PRIMARY KEY AUTOINCREMENT");
        First.Batches(Dialect.SqlServer).First().ShouldContain("code NVARCHAR(10) COLLATE Latin1_General_100_BIN2");
        First.Batches(Dialect.SqlServer).Count().ShouldBe(2);
    }

    private static Migration Of(string name, string text) => new(name, new Dictionary<string, string> { [""] = text });

    private static Database Fresh() => new(new DataOptions { Folder = Directory.CreateTempSubdirectory("campaign111-migrate-").FullName });

    private static Task<IReadOnlyList<string>> ApplyAsync(Database database, params Migration[] migrations) =>
        new Migrator(database, TimeProvider.System, migrations).ApplyAsync();
}
