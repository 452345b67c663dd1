using Campaign111.Features.Materials.Activities;

namespace Campaign111.Features.Dashboards;

/// <summary>What stands beside coverage and never enters it: scans of leaflets, broadcasts and activities, reminders, corrections.</summary>
public sealed record BesideFacts
{
    /// <summary>Scans by day, the last 30 days up to the day shown; days without scans are missing.</summary>
    public IReadOnlyDictionary<DateOnly, long> Scans { get; init; } = new Dictionary<DateOnly, long>();

    /// <summary>Lines, times and people by kind of activity, over the whole campaign.</summary>
    public IReadOnlyList<ActivitySum> Activities { get; init; } = [];

    /// <summary>How often press offices aired or printed, over the whole campaign.</summary>
    public long Airings { get; init; }

    public int Reminders { get; init; }

    public int Corrections { get; init; }

    /// <summary>Scans of so many days up to and with a day.</summary>
    public long ScansOf(DateOnly last, int days) => Scans.Where(scan => scan.Key <= last && scan.Key > last.AddDays(-days)).Sum(scan => scan.Value);
}
