using System.Data.Common;
using Campaign111.Platform.Data;

namespace Campaign111.Platform.Security.Events;

/// <summary>Takes the counts to the database every ten seconds and at the stop. While the database is away they wait in memory, which their number bounds.</summary>
public sealed partial class SecurityWriter(Database database, SecurityLog events, TimeProvider time, ILogger<SecurityWriter> log) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(10);

    private const string Add = """
        UPDATE security_event SET times = times + @times, last_at = @last, last_request = @request
        WHERE hour_at = @hour AND kind = @kind AND account_id = @account AND route = @route
        """;

    private const string Insert = """
        INSERT INTO security_event (hour_at, kind, account_id, route, times, first_at, last_at, last_request)
        VALUES (@hour, @kind, @account, @route, @times, @first, @last, @request)
        """;

    /// <summary>Writes what was counted since.</summary>
    public async Task WriteAsync(CancellationToken cancel = default)
    {
        var taken = events.Take();
        if (taken.Count == 0)
        {
            return;
        }

        try
        {
            await database.WriteAsync(session => WriteAsync(session, taken), cancel);
        }
        catch (DbException error)
        {
            // Another node began the same hour's row at this moment, or the database is away: next time.
            events.Return(taken);
            LogWaiting(log, error);
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Pause, time);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                await WriteAsync(CancellationToken.None);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The last ones, below.
        }

        await WriteAsync(CancellationToken.None);
    }

    private static async Task WriteAsync(DbSession session, IReadOnlyDictionary<SecurityCell, SecurityCount> taken)
    {
        foreach (var (cell, count) in taken)
        {
            var args = new { hour = cell.Hour, kind = cell.Kind, account = cell.Account, route = cell.Route, times = count.Times, first = count.First, last = count.Last, request = count.Request };
            if (await session.ExecuteAsync(Add, args) == 0)
            {
                await session.ExecuteAsync(Insert, args);
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Security events wait: they could not be written")]
    private static partial void LogWaiting(ILogger log, Exception error);
}
