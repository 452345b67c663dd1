using Campaign111.Platform.Time;

namespace Campaign111.Features.Leaflets.Landing;

/// <summary>What is counted: one place, one day. Nothing about who scanned exists, not even in memory.</summary>
public readonly record struct ScanKey(long CampaignId, long UnitId, DateOnly Day, long RunId, string Language, string Path);

/// <summary>Counts scans in memory; <see cref="ScanFlusher"/> takes them out every second.</summary>
public sealed class ScanCounter(TimeProvider time)
{
    private readonly Lock gate = new();
    private Dictionary<ScanKey, long> counts = [];

    /// <summary>Days between the business day and the real one: 0 but in the demo, where a scan belongs to the day that the demo assumes.</summary>
    public int DayOffset { get; set; }

    /// <summary>One scan, now.</summary>
    public void Count(TokenPlace place)
    {
        var day = VietnamTime.Day(time.GetUtcNow()).AddDays(DayOffset);
        var key = new ScanKey(place.CampaignId, place.UnitId, day, place.RunId, place.Language, place.Path);
        lock (gate)
        {
            counts[key] = counts.GetValueOrDefault(key) + 1;
        }
    }

    /// <summary>What was counted since the last call.</summary>
    public IReadOnlyDictionary<ScanKey, long> Take()
    {
        lock (gate)
        {
            var taken = counts;
            counts = [];
            return taken;
        }
    }
}
