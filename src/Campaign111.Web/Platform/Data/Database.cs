using System.Data.Common;
using Microsoft.Data.SqlClient;
using Microsoft.Data.Sqlite;

namespace Campaign111.Platform.Data;

/// <summary>The product's one door to its database. A read sees one snapshot (SQLite) and changes nothing; a write is one transaction
/// that is on the disk when the task completes.</summary>
/// <remarks>A delegate may run twice (it was a deadlock's victim): it keeps side effects out; one that writes does not start another write.</remarks>
public sealed class Database : IAsyncDisposable
{
    private const int DeadlockTries = 5;
    private static readonly AsyncLocal<bool> Writing = new();
    private readonly DataOptions options;
    private readonly SqliteWriter? writer;
    private readonly SqliteReaders? readers;

    public Database(DataOptions options)
    {
        TypeHandlers.Register();
        this.options = options;
        Dialect = options.SqlServer is null ? Dialect.Sqlite : Dialect.SqlServer;
        if (options.SqlServer is null)
        {
            Directory.CreateDirectory(options.Folder);
            writer = new SqliteWriter(options.SqlitePath, options.BusySeconds);
            readers = new SqliteReaders(options.SqlitePath);
        }
    }

    public Dialect Dialect { get; }

    public Task<T> ReadAsync<T>(Func<DbSession, Task<T>> read, CancellationToken cancel = default) =>
        readers is null ? ReadSqlServerAsync(read, cancel) : readers.ReadAsync(read, once: false, cancel);

    /// <summary>The same for a part of a long list, which is read once: keeps nothing of it in memory.</summary>
    public Task<T> ReadOnceAsync<T>(Func<DbSession, Task<T>> read, CancellationToken cancel = default) =>
        readers is null ? ReadSqlServerAsync(read, cancel) : readers.ReadAsync(read, once: true, cancel);

    public async Task<T> WriteAsync<T>(Func<DbSession, Task<T>> write, CancellationToken cancel = default)
    {
        if (Writing.Value)
        {
            throw new InvalidOperationException("A write is already under way here: pass its DbSession on instead of starting another.");
        }

        // Flows into the delegate and ends with this method: an async local never flows out of an async method.
        Writing.Value = true;
        return writer is null ? await WriteSqlServerAsync(write, cancel) : await writer.WriteAsync(write, cancel);
    }

    public Task WriteAsync(Func<DbSession, Task> write, CancellationToken cancel = default) =>
        WriteAsync(
            async session =>
            {
                await write(session);
                return true;
            },
            cancel);

    /// <summary>An open connection with the durability settings of design.md. The caller disposes it.</summary>
    public Task<DbConnection> OpenAsync(CancellationToken cancel = default) => OpenAsync(create: false, cancel);

    /// <summary>The same for the migrations, which make the SQLite file on the first start.</summary>
    public Task<DbConnection> OpenOrCreateAsync(CancellationToken cancel = default) => OpenAsync(create: true, cancel);

    public async ValueTask DisposeAsync()
    {
        if (writer is not null)
        {
            await writer.DisposeAsync();
            readers!.Dispose();
        }
    }

    private async Task<DbConnection> OpenAsync(bool create, CancellationToken cancel)
    {
        if (options.SqlServer is null)
        {
            return await SqliteConnections.OpenAsync(options.SqlitePath, create, cancel);
        }

        var connection = new SqlConnection(options.SqlServer);
        await connection.OpenAsync(cancel);
        return connection;
    }

    // Without row versioning (READ_COMMITTED_SNAPSHOT) a read waits for writers, and may be the one that a deadlock gives up.
    private async Task<T> ReadSqlServerAsync<T>(Func<DbSession, Task<T>> read, CancellationToken cancel)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await using var connection = await OpenAsync(cancel);
                return await read(new DbSession(connection, null, Dialect, cancel));
            }
            catch (DbException error) when (Dialect.IsTransient(error) && attempt < DeadlockTries)
            {
                await Task.Delay(Random.Shared.Next(10, 50) * attempt, cancel);
            }
        }
    }

    private async Task<T> WriteSqlServerAsync<T>(Func<DbSession, Task<T>> write, CancellationToken cancel)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await using var connection = await OpenAsync(cancel);
                await using var transaction = await connection.BeginTransactionAsync(cancel);
                var result = await write(new DbSession(connection, transaction, Dialect, cancel));
                await transaction.CommitAsync(CancellationToken.None);
                return result;
            }
            catch (DbException error) when (Dialect.IsTransient(error) && attempt < DeadlockTries)
            {
                await Task.Delay(Random.Shared.Next(10, 50) * attempt, cancel);
            }
        }
    }
}
