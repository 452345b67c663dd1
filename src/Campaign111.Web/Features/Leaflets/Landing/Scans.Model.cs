using Campaign111.Features.Campaigns;
using Campaign111.Features.Hierarchy;

namespace Campaign111.Features.Leaflets.Landing;

/// <summary>Model of the scans page.</summary>
public sealed class ScansModel
{
    public required Campaign Campaign { get; init; }

    public required Unit Unit { get; init; }

    /// <summary>Since the campaign's first day.</summary>
    public required long Total { get; init; }

    /// <summary>The business day.</summary>
    public required DateOnly Today { get; init; }

    /// <summary>Scans of the last seven days.</summary>
    public long LastWeek => Days.Where(day => day.Day > Today.AddDays(-7)).Sum(day => day.Scans);

    /// <summary>Newest first, of the last 30 days; days without scans are left out.</summary>
    public required IReadOnlyList<(DateOnly Day, long Scans)> Days { get; init; }

    /// <summary>Most scans first, a page of them. Above: the unit that it lies in, since communes share names.</summary>
    public required IReadOnlyList<(string Name, string? Above, long Scans)> Units { get; init; }

    public required IReadOnlyList<RunScans> Runs { get; init; }

    public required int Page { get; init; }

    public required int Pages { get; init; }

    public required int UnitCount { get; init; }
}
