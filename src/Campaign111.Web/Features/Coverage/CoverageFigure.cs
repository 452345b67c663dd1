namespace Campaign111.Features.Coverage;

/// <summary>Where a unit stands in a campaign, summed over the hamlets below it.</summary>
public sealed class CoverageFigure
{
    public long UnitId { get; init; }

    /// <summary>Households to reach: the denominator versions in force; null when no place below has one.</summary>
    public long? Target { get; init; }

    /// <summary>Households reached, each once.</summary>
    public long Reached { get; init; }

    /// <summary>Reached, vacant, refused, or absent after three visits.</summary>
    public long Settled { get; init; }

    public long Leaflets { get; init; }

    /// <summary>Valid entries behind the figure.</summary>
    public long Entries { get; init; }

    /// <summary>Entries that wait for an officer (other mode than the hamlet's).</summary>
    public long Held { get; init; }

    /// <summary>When the newest entry was received; null without any.</summary>
    public DateTimeOffset? LastEntryAt { get; init; }

    /// <summary>Reached of target in percent; null without a target. May exceed 100.</summary>
    public decimal? Percent => Target > 0 ? 100m * Reached / Target : null;

    public bool IsCompleted => Target > 0 && Settled >= Target;

    public static CoverageFigure Empty(long unitId) => new() { UnitId = unitId };

    /// <summary>The sum of figures of disjoint units, under the id of the unit that contains them.</summary>
    public static CoverageFigure Sum(long unitId, IReadOnlyCollection<CoverageFigure> parts) => new()
    {
        UnitId = unitId,
        Target = parts.Any(part => part.Target is not null) ? parts.Sum(part => part.Target ?? 0) : null,
        Reached = parts.Sum(part => part.Reached),
        Settled = parts.Sum(part => part.Settled),
        Leaflets = parts.Sum(part => part.Leaflets),
        Entries = parts.Sum(part => part.Entries),
        Held = parts.Sum(part => part.Held),
        LastEntryAt = parts.Max(part => part.LastEntryAt),
    };
}

/// <summary>Households reached on one captured day.</summary>
public sealed class CoverageDay
{
    public DateOnly Day { get; init; }

    public long Reached { get; init; }

    public long Leaflets { get; init; }

    /// <summary>From the first to the last day that has any, in order.</summary>
    internal static IReadOnlyList<CoverageDay> WithoutGaps(IReadOnlyList<CoverageDay> days)
    {
        var some = days.Where(day => day.Reached != 0 || day.Leaflets != 0).ToDictionary(day => day.Day);
        if (some.Count == 0)
        {
            return [];
        }

        var first = some.Keys.Min();
        return [.. Enumerable.Range(0, some.Keys.Max().DayNumber - first.DayNumber + 1).Select(first.AddDays).Select(day => some.GetValueOrDefault(day) ?? new CoverageDay { Day = day })];
    }
}

/// <summary>Figures for the other features. A unit is given as it stands in the campaign's tree.</summary>
public interface ICoverageFigures
{
    Task<CoverageFigure> OfAsync(long campaignId, Hierarchy.Unit unit);

    /// <summary>One figure for each given unit (any level, also without entries), in the given order.</summary>
    Task<IReadOnlyList<CoverageFigure>> OfEachAsync(long campaignId, IReadOnlyList<Hierarchy.Unit> units);

    /// <summary>Figures of all communes below a unit that have any, by unit id: for a whole province or nation, in one query.</summary>
    Task<IReadOnlyDictionary<long, CoverageFigure>> OfCommunesAsync(long campaignId, string path);

    /// <summary>Daily reached households below a unit, days with none left out, by day.</summary>
    Task<IReadOnlyList<CoverageDay>> DaysAsync(long campaignId, Hierarchy.Unit unit);
}
