using Campaign111.Features.Hierarchy;
using Campaign111.Platform.Audit;
using Campaign111.Platform.Data;
using Campaign111.Tests.Infrastructure;
using Microsoft.Extensions.Logging.Abstractions;

namespace Campaign111.Tests.Features.Hierarchy;

/// <summary>A database of its own with the official units: imported once per run, then copied (SQLite).</summary>
public sealed class UnitsDatabase : IAsyncDisposable
{
    private static readonly SemaphoreSlim Gate = new(1, 1);
    private static string? template;
    private readonly TestDatabase test;

    private UnitsDatabase(TestDatabase test)
    {
        this.test = test;
        Directory = new UnitDirectory(test.Database);
        Audit = new AuditLog(TimeProvider.System);
        Seeding = SeedingFor(test.Database);
    }

    public Database Database => test.Database;

    public UnitDirectory Directory { get; }

    public UnitSeeding Seeding { get; }

    public AuditLog Audit { get; }

    public static async Task<UnitsDatabase> SeededAsync(string dialect)
    {
        var test = await TestDatabase.CreateAsync(dialect);
        if (dialect == "sqlserver")
        {
            await SeedingFor(test.Database).EnsureAsync();
            return new UnitsDatabase(test);
        }

        await Gate.WaitAsync();
        try
        {
            template ??= await MakeTemplateAsync();
        }
        finally
        {
            Gate.Release();
        }

        File.Copy(template, test.Options.SqlitePath, overwrite: true);
        return new UnitsDatabase(test);
    }

    public static UnitSeeding SeedingFor(Database database) =>
        new(database, new AuditLog(TimeProvider.System), NullLogger<UnitSeeding>.Instance);

    public Task<T?> ScalarAsync<T>(string sql, object? args = null) => Database.ReadAsync(session => session.ScalarAsync<T>(sql, args));

    public ValueTask DisposeAsync() => test.DisposeAsync();

    private static async Task<string> MakeTemplateAsync()
    {
        var copy = Path.Combine(System.IO.Directory.CreateTempSubdirectory("campaign111-units-").FullName, "units.db");
        await using var test = await TestDatabase.CreateAsync("sqlite");
        await SeedingFor(test.Database).EnsureAsync();
        await using (var connection = await test.Database.OpenAsync())
        {
            await using var command = connection.CreateCommand();
            command.CommandText = "VACUUM INTO $copy";
            var parameter = command.CreateParameter();
            (parameter.ParameterName, parameter.Value) = ("$copy", copy);
            command.Parameters.Add(parameter);
            await command.ExecuteNonQueryAsync();
        }

        return copy;
    }
}
