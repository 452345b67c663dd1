using System.Data.Common;

namespace Campaign111.Platform.Data;

/// <summary>Named values of the whole installation (mode, the demo's business day), kept in the database so that all nodes agree.</summary>
public sealed class Settings(Database database)
{
    private const string Read = "SELECT [value] FROM app_setting WHERE name = @name";

    private const string Update = "UPDATE app_setting SET [value] = @value WHERE name = @name";

    private const string Insert = "INSERT INTO app_setting (name, [value]) VALUES (@name, @value)";

    public Task<string?> GetAsync(string name, CancellationToken cancel = default) =>
        database.ReadAsync(session => session.FirstAsync<string>(Read, new { name }), cancel);

    public Task SetAsync(string name, string value, CancellationToken cancel = default) =>
        database.WriteAsync(session => SetAsync(session, name, value), cancel);

    /// <summary>The same inside a transaction that is already open.</summary>
    public static async Task SetAsync(DbSession session, string name, string value)
    {
        if (await session.ExecuteAsync(Update, new { name, value }) > 0)
        {
            return;
        }

        try
        {
            await session.ExecuteAsync(Insert, new { name, value });
        }
        catch (DbException error) when (session.Dialect.IsDuplicateKey(error))
        {
            // Another node wrote it between the two (SQL Server): the later one holds.
            await session.ExecuteAsync(Update, new { name, value });
        }
    }
}
