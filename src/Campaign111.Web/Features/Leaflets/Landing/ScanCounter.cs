using System.Collections.Concurrent;
using Campaign111.Platform.Time;

namespace Campaign111.Features.Leaflets.Landing;

/// <summary>What is counted: one place, one day. Nothing about who scanned exists, not even in memory.</summary>
public readonly record struct ScanKey(long CampaignId, long UnitId, DateOnly Day, long RunId, string Language, string Path);

/// <summary>A token's scans of one day that were not taken out yet.</summary>
public sealed class ScanCell(ScanKey key)
{
    private long count;

    public ScanKey Key { get; } = key;

    /// <summary>One more; true for the first since the last <see cref="Take"/>: then the cell must be handed to somebody who takes.</summary>
    public bool Add() => Interlocked.Increment(ref count) == 1;

    public long Take() => Interlocked.Exchange(ref count, 0);
}

/// <summary>Counts scans in memory, without a lock: a token keeps the cell of its day, and a cell that holds something waits in a queue.
/// <see cref="ScanFlusher"/> takes them out every second.</summary>
public sealed class ScanCounter(TimeProvider time)
{
    private readonly ConcurrentQueue<ScanCell> filled = new();
    private readonly Lock gate = new();
    private Span day = new(default, 1, 0);

    /// <summary>Days between the business day and the real one: 0 but in the demo, where a scan belongs to the day that the demo assumes.</summary>
    public int DayOffset { get; set; }

    /// <summary>One scan, now.</summary>
    public void Count(TokenPlace place)
    {
        var today = Today().AddDays(DayOffset);
        var cell = place.Cell;
        if (cell is null || cell.Key.Day != today)
        {
            cell = Renew(place, today);
        }

        if (cell.Add())
        {
            filled.Enqueue(cell);
        }
    }

    /// <summary>What was counted since the last call.</summary>
    public IReadOnlyDictionary<ScanKey, long> Take()
    {
        var taken = new Dictionary<ScanKey, long>();
        for (var left = filled.Count; left > 0 && filled.TryDequeue(out var cell); left--)
        {
            // Whoever adds after this line finds zero and queues the cell again.
            taken[cell.Key] = taken.GetValueOrDefault(cell.Key) + cell.Take();
        }

        return taken;
    }

    private ScanCell Renew(TokenPlace place, DateOnly today)
    {
        lock (gate)
        {
            return place.Cell is { } cell && cell.Key.Day == today
                ? cell
                : place.Cell = new ScanCell(new ScanKey(place.CampaignId, place.UnitId, today, place.RunId, place.Language, place.Path));
        }
    }

    // The day in Vietnam changes once in 24 hours: no time zone is asked for each scan.
    private DateOnly Today()
    {
        var now = time.GetUtcNow().UtcTicks;
        var known = day;
        if (now < known.From || now >= known.Until)
        {
            var today = VietnamTime.Day(new DateTimeOffset(now, TimeSpan.Zero));
            day = known = new Span(today, VietnamTime.At(today).UtcTicks, VietnamTime.At(today.AddDays(1)).UtcTicks);
        }

        return known.Day;
    }

    private sealed record Span(DateOnly Day, long From, long Until);
}
