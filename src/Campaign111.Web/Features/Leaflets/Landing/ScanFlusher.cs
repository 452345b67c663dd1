using Campaign111.Platform.Cli;
using Campaign111.Platform.Time;

namespace Campaign111.Features.Leaflets.Landing;

/// <summary>
/// Every second two things, neither of which waits for the other: what was counted goes into a journal on this machine's disk, so that a power cut
/// costs the last second at most, even while the database hangs; and a journal that is closed goes into the database, once, under its key. Also
/// keeps the tokens fresh and the demo's day at hand, so that a request needs neither.
/// </summary>
public sealed partial class ScanFlusher(
    ScanCounter counter, ScanJournal journal, ScanStore store, TokenTable tokens, BusinessClock clock, TimeProvider time, ILogger<ScanFlusher> log) : BackgroundService, IForgetsDemo
{
    private static readonly TimeSpan Beat = TimeSpan.FromSeconds(1);
    private const int BeatsBetweenRefreshes = 15;
    private const int BeatsBetweenClearings = 3600;

    // Never disposed: a host may stop a service once more after it was disposed, and the semaphore holds nothing until its wait handle is asked for.
    private readonly SemaphoreSlim one = new(1, 1);
    private readonly Lock gate = new();
    private readonly List<Guid> finished = [];
    private Batch? open;
    private List<Batch>? closed;
    private bool away;

    /// <summary>Before the first request: tokens, and the demo's day.</summary>
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

    /// <summary>Lets the journal's files go: whoever starts next may take them in.</summary>
    public override void Dispose()
    {
        journal.Dispose();
        base.Dispose();
    }

    /// <summary>Keeps what was counted and writes it. When the database is away, it is kept, and tried again with the next call.</summary>
    public async Task FlushAsync()
    {
        Keep();
        await WriteAsync();
    }

    /// <summary>What was counted belongs to units that are gone.</summary>
    public void ForgetDemo()
    {
        lock (gate)
        {
            counter.Take();
            (open, closed) = (null, []);
            finished.Clear();
            foreach (var key in journal.Keys())
            {
                journal.Delete(key);
            }
        }
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Task.WhenAll(
        EachBeatAsync(_ => { Keep(); return Task.CompletedTask; }, stoppingToken),
        EachBeatAsync(WriteAndRefreshAsync, stoppingToken));

    private static async Task EachBeatAsync(Func<int, Task> act, CancellationToken stop)
    {
        using var timer = new PeriodicTimer(Beat);
        for (var beat = 1; !stop.IsCancellationRequested; beat++)
        {
            try
            {
                await timer.WaitForNextTickAsync(stop);
            }
            catch (OperationCanceledException)
            {
                return;
            }

            await act(beat);
        }
    }

    private async Task WriteAndRefreshAsync(int beat)
    {
        await WriteAsync();
        if (beat % BeatsBetweenRefreshes == 0)
        {
            await tokens.RefreshAsync();
            await ReadClockAsync();
        }

        if (beat % BeatsBetweenClearings == 0)
        {
            await ClearAsync();
        }
    }

    // Into the open journal, on the disk when this returns.
    private void Keep()
    {
        lock (gate)
        {
            var fresh = counter.Take();
            if (fresh.Count == 0)
            {
                return;
            }

            open ??= new Batch(Guid.CreateVersion7(time.GetUtcNow()), []);
            open.Add(fresh);
            try
            {
                journal.Append(open.Key, fresh);
            }
            catch (Exception error) when (error is IOException or UnauthorizedAccessException)
            {
                // The disk is full or away: memory still holds them.
                LogNoJournal(log, error);
            }
        }
    }

    private async Task WriteAsync()
    {
        await one.WaitAsync();
        try
        {
            while (Next() is { } batch)
            {
                await WriteAsync(batch);
            }

            away = false;
        }
        catch (Exception error) when (TokenTable.IsAway(error))
        {
            SayAway(error);
        }
        finally
        {
            one.Release();
        }
    }

    // What earlier processes left comes first. While a closed journal cannot be written the open one stays open: an outage makes two files, not
    // one a second.
    private Batch? Next()
    {
        lock (gate)
        {
            closed ??= [.. journal.ReadAll().Where(left => left.Key != open?.Key).Select(left => new Batch(left.Key, new(left.Counts)) { IsKnown = true })];
            if (closed.Count == 0 && open is not null)
            {
                closed.Add(open);
                open = null;
            }

            return closed.Count == 0 ? null : closed[0];
        }
    }

    // Once, whatever ended between the commit and the deletion of the file, and whether or not the commit's answer arrived.
    private async Task WriteAsync(Batch batch)
    {
        if (!batch.IsKnown || !await store.HasAsync(batch.Key))
        {
            batch.IsKnown = true;
            await store.AddAsync(batch.Counts, batch.Key);
        }

        lock (gate)
        {
            closed!.Remove(batch);
            finished.Add(batch.Key);
        }

        Forget();
    }

    private void Forget()
    {
        try
        {
            foreach (var key in finished.ToList())
            {
                journal.Delete(key);
                finished.Remove(key);
            }
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // Tried again with the next one; the database knows the key, so that the next start leaves the file out.
            LogNoJournal(log, error);
        }
    }

    private async Task ClearAsync()
    {
        try
        {
            await store.ClearAsync(journal.Keys());
        }
        catch (Exception error) when (TokenTable.IsAway(error))
        {
            SayAway(error);
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

    [LoggerMessage(Level = LogLevel.Warning, Message = "Leaflet scans: the database is away; counts wait in the journal")]
    private static partial void LogAway(ILogger logger, Exception error);

    [LoggerMessage(Level = LogLevel.Error, Message = "Leaflet scans: the journal cannot be written; counts wait in memory only")]
    private static partial void LogNoJournal(ILogger logger, Exception error);

    private sealed class Batch(Guid key, Dictionary<ScanKey, long> counts)
    {
        public Guid Key { get; } = key;

        public Dictionary<ScanKey, long> Counts { get; } = counts;

        /// <summary>Whether it may be in the database already: an earlier process or attempt may have written it.</summary>
        public bool IsKnown { get; set; }

        public void Add(IReadOnlyDictionary<ScanKey, long> more)
        {
            foreach (var (scan, count) in more)
            {
                Counts[scan] = Counts.GetValueOrDefault(scan) + count;
            }
        }
    }
}
