namespace Campaign111.Platform.Jobs;

/// <summary>Holds the clock of the wall against the machine's own count of time. When somebody or something sets it, that is said in the log; when it was set
/// back, the engine's next runs lie where nobody comes for as long, so the schedule is worked out anew.</summary>
public sealed partial class ClockWatch(IJobEngine engine, TimeProvider time, ILogger<ClockWatch> log) : BackgroundService
{
    /// <summary>NTP moves a clock by less.</summary>
    public static readonly TimeSpan Tolerance = TimeSpan.FromMinutes(1);

    private static readonly TimeSpan Beat = TimeSpan.FromSeconds(30);
    private DateTimeOffset wall = time.GetUtcNow();
    private long mark = time.GetTimestamp();
    private bool owed;

    /// <summary>Looks once. How far the clock was moved since the last look; zero when it went as it should.</summary>
    public async Task<TimeSpan> LookAsync(CancellationToken cancel)
    {
        var (now, count) = (time.GetUtcNow(), time.GetTimestamp());
        var moved = now - wall - time.GetElapsedTime(mark, count);
        (wall, mark) = (now, count);
        if (moved.Duration() >= Tolerance)
        {
            LogMoved(log, moved);
            owed |= moved < TimeSpan.Zero;
        }

        if (owed)
        {
            await RescheduleAsync(cancel);
        }

        return moved.Duration() >= Tolerance ? moved : TimeSpan.Zero;
    }

    private async Task RescheduleAsync(CancellationToken cancel)
    {
        try
        {
            await engine.RescheduleAsync(cancel);
            owed = false;
        }
        catch (Exception error) when (error is not (OperationCanceledException or OutOfMemoryException))
        {
            // The schedule's database is away: tried again at the next beat, and no reason to end the host.
            LogNotRescheduled(log, error);
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            await Task.Delay(Beat, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (!stoppingToken.IsCancellationRequested)
            {
                await LookAsync(stoppingToken);
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The clock was moved by {Moved}. Leases and schedules are taken from the new time; run 'doctor' to see whether the trail lies ahead of it")]
    private static partial void LogMoved(ILogger logger, TimeSpan moved);

    [LoggerMessage(Level = LogLevel.Error, Message = "The schedule could not be worked out anew after the clock was set back; tried again in half a minute")]
    private static partial void LogNotRescheduled(ILogger logger, Exception error);
}
