using System.Data.Common;

namespace Campaign111.Platform.Data;

/// <summary>Named values of the whole installation (mode, the demo's business day), kept in the database so that all nodes agree.</summary>
public sealed class Settings(Database database)
{
    private const string Read = "SELECT [value] FROM app_setting WHERE name = @name";

    private const string Update = "UPDATE app_setting SET [value] = @value WHERE name = @name";

    private const string Insert = "INSERT INTO app_setting (name, [value]) VALUES (@name, @value)";

    private const string Replace = "UPDATE app_setting SET [value] = @after WHERE name = @name AND [value] = @before";

    private const string Remove = "DELETE FROM app_setting WHERE name = @name";

    public Task<string?> GetAsync(string name, CancellationToken cancel = default) =>
        database.ReadAsync(session => GetAsync(session, name), cancel);

    /// <summary>The same inside a transaction that is already open.</summary>
    public static Task<string?> GetAsync(DbSession session, string name) => session.FirstAsync<string>(Read, new { name });

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

    /// <summary>Adds a value; a duplicate key is the database's to refuse.</summary>
    public static Task AddAsync(DbSession session, string name, string value) => session.ExecuteAsync(Insert, new { name, value });

    /// <summary>Changes a value that is as the caller saw it; false when somebody changed it meanwhile.</summary>
    public static async Task<bool> ReplaceAsync(DbSession session, string name, string before, string after) =>
        await session.ExecuteAsync(Replace, new { name, before, after }) > 0;

    public static Task RemoveAsync(DbSession session, string name) => session.ExecuteAsync(Remove, new { name });
}
