using System.Threading.Channels;
using Microsoft.Data.Sqlite;

namespace Campaign111.Platform.Data;

/// <summary>The one writer of the SQLite file in this process. Requests that wait are committed in groups, each behind a savepoint
/// of its own, so that a refused one does not harm its neighbours: contending writers starve one another, one writer does not
/// (design.md, Data: 10,600 against 4,500 single-row commits/s).</summary>
internal sealed class SqliteWriter : IAsyncDisposable
{
    private const int MostInGroup = 256;
    private const string Savepoint = "SAVEPOINT request";
    private const string Release = "RELEASE request";
    private const string TakeBack = "ROLLBACK TO request";
    private static readonly TimeSpan LongestGroup = TimeSpan.FromMilliseconds(200);
    private readonly string path;
    private readonly int busySeconds;
    private readonly Channel<Request> queue = Channel.CreateBounded<Request>(new BoundedChannelOptions(10_000) { SingleReader = true });
    private readonly Task loop;

    /// <param name="path">The database file.</param>
    /// <param name="busySeconds">How long it waits for another process's lock.</param>
    public SqliteWriter(string path, int busySeconds)
    {
        (this.path, this.busySeconds) = (path, busySeconds);
        loop = Task.Run(LoopAsync);
    }

    public async Task<T> WriteAsync<T>(Func<DbSession, Task<T>> write, CancellationToken cancel)
    {
        var request = new Request(async session => await write(session), cancel);
        await queue.Writer.WriteAsync(request, cancel);
        return (T)(await request.Done.Task)!;
    }

    public async ValueTask DisposeAsync()
    {
        queue.Writer.TryComplete();
        await loop;
    }

    private async Task LoopAsync()
    {
        SqliteConnection? connection = null;
        var group = new List<Request>();
        while (await queue.Reader.WaitToReadAsync())
        {
            group.Clear();
            try
            {
                if (connection is not null && !File.Exists(path))
                {
                    // Moved away under our hands: what is written into the open file would be acknowledged and gone.
                    connection.Dispose();
                    connection = null;
                }

                connection ??= await OpenAsync();
                await CommitGroupAsync(connection, group);
            }
#pragma warning disable CA1031 // Whatever went wrong, the loop goes on: without it no write would ever be answered again.
            catch (Exception error)
#pragma warning restore CA1031
            {
                // Nothing of the group is on the disk: all who wait are told, and the next group starts on a fresh connection.
                FailAll(group, error);
                connection?.Dispose();
                connection = null;
            }
        }

        connection?.Dispose();
    }

    private async Task<SqliteConnection> OpenAsync()
    {
        var connection = await SqliteConnections.OpenAsync(path, create: false, CancellationToken.None);
        connection.DefaultTimeout = busySeconds;
        return connection;
    }

    private void FailAll(List<Request> group, Exception error)
    {
        while (queue.Reader.TryRead(out var waiting))
        {
            group.Add(waiting);
        }

        group.ForEach(request => request.Done.TrySetException(request.Error ?? error));
    }

    private async Task CommitGroupAsync(SqliteConnection connection, List<Request> group)
    {
        await using var transaction = connection.BeginTransaction(deferred: false);
        var started = TimeProvider.System.GetTimestamp();
        while (group.Count < MostInGroup && TimeProvider.System.GetElapsedTime(started) < LongestGroup && queue.Reader.TryRead(out var request))
        {
            if (request.Cancel.IsCancellationRequested)
            {
                request.Done.TrySetCanceled(request.Cancel);
                continue;
            }

            group.Add(request);
            await RunOneAsync(connection, transaction, request);
        }

        transaction.Commit();
        group.ForEach(request => request.Answer());
    }

    private static async Task RunOneAsync(SqliteConnection connection, SqliteTransaction transaction, Request request)
    {
        SqliteRows.Execute(connection, Savepoint);
        try
        {
            await request.RunAsync(new DbSession(connection, transaction, Dialect.Sqlite, request.Cancel));
            SqliteRows.Execute(connection, Release);
        }
#pragma warning disable CA1031 // Whatever the delegate threw belongs to its caller; the group must go on.
        catch (Exception error)
#pragma warning restore CA1031
        {
            request.Error = error;
            if (StorageTroubles.Of(error) is not (StorageTrouble.None or StorageTrouble.Busy) && error is SqliteException)
            {
                // The disk is full or gone: SQLite has taken the whole transaction back, or will not commit it. All of the group hear why.
                throw;
            }

            SqliteRows.Execute(connection, TakeBack);
            SqliteRows.Execute(connection, Release);
        }
    }

    private sealed class Request(Func<DbSession, Task<object?>> write, CancellationToken cancel)
    {
        // The caller's culture and the "already writing" mark live in its execution context, not in the loop's.
        private readonly ExecutionContext? context = ExecutionContext.Capture();
        private object? result;

        public CancellationToken Cancel { get; } = cancel;

        public TaskCompletionSource<object?> Done { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Exception? Error { get; set; }

        public async Task RunAsync(DbSession session)
        {
            Task<object?>? running = null;
            if (context is null)
            {
                running = write(session);
            }
            else
            {
                ExecutionContext.Run(context, _ => running = write(session), null);
            }

            result = await running!;
        }

        public void Answer()
        {
            if (Error is null)
            {
                Done.TrySetResult(result);
            }
            else
            {
                Done.TrySetException(Error);
            }
        }
    }
}
