using System.Runtime.CompilerServices;
using Microsoft.Data.Sqlite;

namespace Campaign111.Platform.Data;

/// <summary>Opens SQLite connections that keep what they acknowledge: WAL, synchronous=FULL, foreign keys.</summary>
public static class SqliteConnections
{
    private const string Pragmas = """
        PRAGMA journal_mode = WAL;
        PRAGMA synchronous = FULL;
        PRAGMA wal_autocheckpoint = 10000;
        PRAGMA temp_store = MEMORY;
        PRAGMA cache_size = -32000;
        """;

    private const int CannotOpen = 14;

    // The pragmas stay with the handle, which the pool hands out again and again: they would cost more than a short read.
    private static readonly ConditionalWeakTable<object, object> Prepared = [];

    /// <param name="path">The database file.</param>
    /// <param name="create">Make the file when it is missing. Only the migrations do: a file that was moved away is an error to say, not an
    /// empty database to go on with.</param>
    /// <param name="cancel">Ends the waiting.</param>
    public static async Task<SqliteConnection> OpenAsync(string path, bool create, CancellationToken cancel)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder
        {
            DataSource = path,
            Mode = create ? SqliteOpenMode.ReadWriteCreate : SqliteOpenMode.ReadWrite,
            ForeignKeys = true,
            Pooling = true,
            DefaultTimeout = 30,
        }.ToString());
        if (!create && !File.Exists(path))
        {
            // The pool's handles would go on with a file that nobody finds any more.
            SqliteConnection.ClearPool(connection);
            await connection.DisposeAsync();
            throw new SqliteException($"There is no database file {path}.", CannotOpen);
        }

        try
        {
            await connection.OpenAsync(cancel);
            if (!Prepared.TryGetValue(connection.Handle!, out _))
            {
                await using var command = connection.CreateCommand();
                command.CommandText = Pragmas;
                await command.ExecuteNonQueryAsync(cancel);
                Prepared.AddOrUpdate(connection.Handle!, Prepared);
            }

            return connection;
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }
}
