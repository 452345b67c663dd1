using System.Collections.Concurrent;
using Microsoft.Data.Sqlite;

namespace Campaign111.Platform.Data;

/// <summary>Connections for reading that stay open between requests. A page asks some thirty short questions: opening (a pragma and the functions again, also
/// from the library's own pool) and the parsing of BEGIN and ROLLBACK cost as much as their answers.</summary>
internal sealed class SqliteReaders(string path) : IDisposable
{
    // More than these are handed to the library's pool, which closes them after some minutes.
    private static readonly int MostIdle = Math.Max(4, Environment.ProcessorCount);

    private const string Cache = "PRAGMA cache_size = -32000";

    // What a long list reads once would else push out what pages read again and again, and fill another 32 MB.
    private const string SmallCache = "PRAGMA cache_size = -2000";
    private const string Begin = "BEGIN";
    private const string End = "ROLLBACK";
    private static readonly TimeSpan LongestIdle = TimeSpan.FromMinutes(2);
    private readonly ConcurrentStack<Idle> idle = [];
    private bool closed;

    /// <summary>Runs a delegate on one snapshot of the database.</summary>
    /// <param name="read">What to do.</param>
    /// <param name="once">True for a part of a long list: read once, on a connection with a small cache that is not kept.</param>
    /// <param name="cancel">Ends the waiting.</param>
    /// <exception cref="SqliteException">The file cannot be opened or read.</exception>
    public async Task<T> ReadAsync<T>(Func<DbSession, Task<T>> read, bool once, CancellationToken cancel)
    {
        var connection = (once ? null : Known()) ?? await OpenAsync(once, cancel);
        var whole = false;
        try
        {
            SqliteRows.Execute(connection, Begin);
            var result = await read(new DbSession(connection, null, Dialect.Sqlite, cancel));
            SqliteRows.Execute(connection, End);
            whole = true;
            return result;
        }
        finally
        {
            if (!whole)
            {
                GiveUp(connection);
            }
            else if (once || closed || idle.Count >= MostIdle)
            {
                connection.Dispose();
            }
            else
            {
                idle.Push(new Idle(connection, TimeProvider.System.GetTimestamp()));
            }
        }
    }

    public void Dispose()
    {
        closed = true;
        Clear();
    }

    private async Task<SqliteConnection> OpenAsync(bool once, CancellationToken cancel)
    {
        var connection = await SqliteConnections.OpenAsync(path, create: false, cancel);
        try
        {
            SqliteRows.Execute(connection, once ? SmallCache : Cache);
            return connection;
        }
        catch (SqliteException)
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    // A file that was moved away is gone for its readers too, although the handle would still read it.
    private SqliteConnection? Known()
    {
        if (idle.IsEmpty || !File.Exists(path))
        {
            Clear();
            return null;
        }

        while (idle.TryPop(out var kept))
        {
            if (TimeProvider.System.GetElapsedTime(kept.Since) < LongestIdle)
            {
                return kept.Connection;
            }

            kept.Connection.Dispose();
        }

        return null;
    }

    // The library's pool would hand it out with its snapshot still open, or broken.
    private static void GiveUp(SqliteConnection connection)
    {
        SqliteConnection.ClearPool(connection);
        connection.Dispose();
    }

    private void Clear()
    {
        while (idle.TryPop(out var kept))
        {
            kept.Connection.Dispose();
        }
    }

    private readonly record struct Idle(SqliteConnection Connection, long Since);
}
