using Campaign111.Platform.Time;

namespace Campaign111.Features.Leaflets.Landing;

/// <summary>
/// Every second: counts into the database, in one write. While that is away they wait in memory and in the journal. Also keeps the tokens
/// fresh and the demo's day at hand, so that a request needs neither.
/// </summary>
public sealed partial class ScanFlusher(
    ScanCounter counter, ScanJournal journal, ScanStore store, TokenTable tokens, BusinessClock clock, TimeProvider time, ILogger<ScanFlusher> log) : BackgroundService
{
    private static readonly TimeSpan Beat = TimeSpan.FromSeconds(1);
    private const int BeatsBetweenRefreshes = 15;

    // Never disposed: a host may stop a service once more after it was disposed, and the semaphore holds nothing until its wait handle is asked for.
    private readonly SemaphoreSlim one = new(1, 1);
    private Dictionary<ScanKey, long> waiting = [];
    private Guid? journalKey;
    private List<(Guid Key, IReadOnlyDictionary<ScanKey, long> Counts)>? left;
    private bool away;

    /// <summary>Before the first request: tokens, and what an earlier run left waiting.</summary>
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        await tokens.RefreshAsync();
        await ReadClockAsync();
        await base.StartAsync(cancellationToken);
    }

    /// <summary>A graceful stop loses nothing.</summary>
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        await FlushAsync();
    }

    /// <summary>Writes what was counted. When the database is away, it is kept, and tried again with the next call.</summary>
    public async Task FlushAsync()
    {
        await one.WaitAsync();
        try
        {
            await FlushOnceAsync();
        }
        finally
        {
            one.Release();
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Beat);
        for (var beat = 1; !stoppingToken.IsCancellationRequested; beat++)
        {
            try
            {
                await timer.WaitForNextTickAsync(stoppingToken);
            }
            catch (OperationCanceledException)
            {
                return;
            }

            await FlushAsync();
            if (beat % BeatsBetweenRefreshes == 0)
            {
                await tokens.RefreshAsync();
                await ReadClockAsync();
            }
        }
    }

    private async Task FlushOnceAsync()
    {
        var fresh = counter.Take();
        try
        {
            await RecoverAsync();
            await WriteAsync(fresh);
            away = false;
        }
        catch (Exception error) when (TokenTable.IsAway(error))
        {
            SayAway(error);
            Keep(fresh);
        }
    }

    // What earlier processes left: each journal once, whatever ended between its commit and the deletion of its file.
    private async Task RecoverAsync()
    {
        left ??= [.. journal.ReadAll()];
        while (left.Count > 0)
        {
            var (key, counts) = left[^1];
            if (!await store.HasAsync(key))
            {
                await store.AddAsync(counts, key);
            }

            left.RemoveAt(left.Count - 1);
            Forget(key);
        }
    }

    private async Task WriteAsync(IReadOnlyDictionary<ScanKey, long> fresh)
    {
        // A write whose answer was lost may have been committed all the same.
        if (journalKey is { } key && await store.HasAsync(key))
        {
            waiting = [];
            journalKey = null;
            Forget(key);
        }

        var all = Sum(waiting, fresh);
        if (all.Count == 0)
        {
            return;
        }

        await store.AddAsync(all, journalKey);
        waiting = [];
        if (journalKey is { } written)
        {
            journalKey = null;
            Forget(written);
        }
    }

    private void Keep(IReadOnlyDictionary<ScanKey, long> fresh)
    {
        waiting = Sum(waiting, fresh);
        if (fresh.Count == 0)
        {
            return;
        }

        try
        {
            journal.Append(journalKey ??= Guid.CreateVersion7(time.GetUtcNow()), fresh);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // The disk is full or away as well: memory still holds them.
            LogNoJournal(log, error);
        }
    }

    private void Forget(Guid key)
    {
        try
        {
            journal.Delete(key);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // Harmless: the database knows the key, so the next start leaves the file out.
            LogNoJournal(log, error);
        }
    }

    // Once an outage, not once a second.
    private void SayAway(Exception error)
    {
        if (!away)
        {
            away = true;
            LogAway(log, error);
        }
    }

    private async Task ReadClockAsync()
    {
        try
        {
            var real = VietnamTime.Day(time.GetUtcNow());
            counter.DayOffset = (await clock.TodayAsync()).DayNumber - real.DayNumber;
        }
        catch (Exception error) when (TokenTable.IsAway(error))
        {
            SayAway(error);
        }
    }

    private static Dictionary<ScanKey, long> Sum(IReadOnlyDictionary<ScanKey, long> some, IReadOnlyDictionary<ScanKey, long> more)
    {
        var sum = new Dictionary<ScanKey, long>(some);
        foreach (var (key, count) in more)
        {
            sum[key] = sum.GetValueOrDefault(key) + count;
        }

        return sum;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Leaflet scans: the database is away; counts wait")]
    private static partial void LogAway(ILogger logger, Exception error);

    [LoggerMessage(Level = LogLevel.Error, Message = "Leaflet scans: the journal cannot be written; counts wait in memory only")]
    private static partial void LogNoJournal(ILogger logger, Exception error);
}
