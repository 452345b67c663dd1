using Campaign111.Platform.Data;
using Microsoft.Data.SqlClient;

namespace Campaign111.Tests.Infrastructure;

/// <summary>A migrated database of its own for one test: migrated once per run, then copied (SQLite), or created (SQL Server).</summary>
public sealed class TestDatabase : IAsyncDisposable
{
    public const string SqlServerVariable = "CAMPAIGN111_TEST_SQLSERVER";

    private static readonly SemaphoreSlim Gate = new(1, 1);
    private static string? template;
    private readonly string? serverDatabase;

    private TestDatabase(DataOptions options, string? serverDatabase)
    {
        Options = options;
        this.serverDatabase = serverDatabase;
        Database = new Database(options);
    }

    public DataOptions Options { get; }

    public Database Database { get; }

    public static string? SqlServer => Environment.GetEnvironmentVariable(SqlServerVariable) is { Length: > 0 } set ? set : null;

    public static async Task<TestDatabase> CreateAsync(string dialect)
    {
        var folder = Directory.CreateTempSubdirectory("campaign111-test-").FullName;
        if (dialect == "sqlserver")
        {
            return await CreateOnServerAsync(folder);
        }

        await Gate.WaitAsync();
        try
        {
            template ??= await MigrateTemplateAsync();
        }
        finally
        {
            Gate.Release();
        }

        var options = new DataOptions { Folder = folder };
        File.Copy(template, options.SqlitePath);
        return new TestDatabase(options, null);
    }

    public static Migrator MigratorFor(Database database) =>
        new(database, TimeProvider.System, Migration.Embedded(typeof(Migration).Assembly));

    public async ValueTask DisposeAsync()
    {
        await Database.DisposeAsync();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Directory.Delete(Options.Folder, recursive: true);
        if (serverDatabase is not null)
        {
            SqlConnection.ClearAllPools();
            await OnServerAsync($"ALTER DATABASE [{serverDatabase}] SET SINGLE_USER WITH ROLLBACK IMMEDIATE; DROP DATABASE [{serverDatabase}]");
        }
    }

    private static async Task<string> MigrateTemplateAsync()
    {
        var options = new DataOptions { Folder = Directory.CreateTempSubdirectory("campaign111-template-").FullName };
        await using (var database = new Database(options))
        {
            await MigratorFor(database).ApplyAsync();
            await using var connection = await database.OpenAsync();
            await using var command = connection.CreateCommand();
            command.CommandText = string.Join(";\n", SqlServerLengths.Triggers().Append("PRAGMA wal_checkpoint(TRUNCATE)"));
            await command.ExecuteNonQueryAsync();
        }

        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        return options.SqlitePath;
    }

    private static async Task<TestDatabase> CreateOnServerAsync(string folder)
    {
        var name = $"campaign111_test_{Guid.NewGuid():N}";
        await OnServerAsync($"CREATE DATABASE [{name}]");
        var connection = new SqlConnectionStringBuilder(SqlServer) { InitialCatalog = name }.ToString();
        var created = new TestDatabase(new DataOptions { Folder = folder, SqlServer = connection }, name);
        await MigratorFor(created.Database).ApplyAsync();
        return created;
    }

    private static async Task OnServerAsync(string sql)
    {
        await using var connection = new SqlConnection(SqlServer);
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync();
    }
}
