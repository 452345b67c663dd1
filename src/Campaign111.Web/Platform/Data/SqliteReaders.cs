using System.Collections.Concurrent;
using Microsoft.Data.Sqlite;

namespace Campaign111.Platform.Data;

/// <summary>Connections for reading that stay open between requests. A page asks some thirty short questions: opening (a pragma and the functions again, also
/// from the library's own pool) and the parsing of BEGIN and ROLLBACK cost as much as their answers.</summary>
internal sealed class SqliteReaders(string path) : IDisposable
{
    // Each keeps up to 32 MB of pages; more than these are handed to the library's pool, which closes them after some minutes.
    private static readonly int MostIdle = Math.Max(4, Environment.ProcessorCount);

    private const string Begin = "BEGIN";
    private const string End = "ROLLBACK";
    private static readonly TimeSpan LongestIdle = TimeSpan.FromMinutes(2);
    private readonly ConcurrentStack<Idle> idle = [];
    private bool closed;

    /// <summary>Runs a delegate on one snapshot of the database.</summary>
    /// <exception cref="SqliteException">The file cannot be opened or read.</exception>
    public async Task<T> ReadAsync<T>(Func<DbSession, Task<T>> read, CancellationToken cancel)
    {
        var connection = Known() ?? await SqliteConnections.OpenAsync(path, create: false, cancel);
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
            else if (closed || idle.Count >= MostIdle)
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
