using System.Collections.Concurrent;
using Campaign111.Features.Hierarchy;
using Campaign111.Platform.Data;
using Campaign111.Platform.Localisation;
using Campaign111.Platform.Time;

namespace Campaign111.Features.Coverage;

/// <summary>A source of denominators below a unit: one version, as it was approved.</summary>
public sealed class TargetSource
{
    /// <summary>As recorded: "Tổng điều tra 1/4/2019".</summary>
    public string Source { get; init; } = "";

    /// <summary>The day that it speaks of.</summary>
    public DateOnly AsOf { get; init; }

    /// <summary>Who put it in force.</summary>
    public string ApprovedBy { get; init; } = "";

    /// <summary>Households that rest on it.</summary>
    public long Households { get; init; }

    /// <summary>Hamlets that rest on it.</summary>
    public long Hamlets { get; init; }

    /// <summary>The newest version among them: the number that a report notes.</summary>
    public long Version { get; init; }

    /// <summary>"Tổng điều tra 1/4/2019 (1/4/2019, UBND huyện Đồng Phú)".</summary>
    public string Line => $"{Source} ({AsOf:d/M/yyyy}, {ApprovedBy})";
}

/// <summary>Where the denominators come from that figures rest on, now or on a past day, for pages and reports that say so. Read from all hamlets below a unit
/// once for each change of denominators, and kept.</summary>
public sealed class TargetSources(Database database)
{
    /// <summary>Sources that are named; more are counted.</summary>
    public const int Most = 5;

    private const int MostKept = 20_000;

    // Later than any day on which something was booked.
    private static readonly DateOnly Always = new(9999, 12, 1);

    private const string Newest = "SELECT MAX(id) FROM place_target";

    private const string InForce = """
        SELECT t.source, t.as_of, t.recorded_by AS approved_by, SUM(t.households) AS households, COUNT(*) AS hamlets, MAX(t.id) AS version
        FROM place_target t LEFT JOIN place_target n ON n.id = t.superseded_by
        WHERE t.path >= @from AND t.path < @to AND (t.booked_on <= @day OR (t.booked_on IS NULL AND t.recorded_at < @end))
            AND (n.id IS NULL OR n.booked_on > @day OR (n.booked_on IS NULL AND n.recorded_at >= @end))
        GROUP BY t.source, t.as_of, t.recorded_by ORDER BY SUM(t.households) DESC, t.source
        """;

    private readonly ConcurrentDictionary<(long Unit, DateOnly Day), (long? Newest, IReadOnlyList<TargetSource> Sources)> known = new();

    /// <summary>The five largest sources in force below a unit now, largest first, whoever approved them.</summary>
    public async Task<IReadOnlyList<TargetSource>> BelowAsync(Unit unit) =>
        [.. (await InForceAsync(unit, Always)).GroupBy(source => source.Source, StringComparer.Ordinal)
            .Select(same => new TargetSource
            {
                Source = same.Key, AsOf = same.Max(source => source.AsOf), ApprovedBy = same.First().ApprovedBy, Households = same.Sum(source => source.Households),
                Hamlets = same.Sum(source => source.Hamlets), Version = same.Max(source => source.Version),
            })
            .OrderByDescending(source => source.Households).ThenBy(source => source.Source, StringComparer.Ordinal).Take(Most)];

    /// <summary>All sources in force below a unit at the end of a business day, largest first.</summary>
    public Task<IReadOnlyList<TargetSource>> InForceAsync(Unit unit, DateOnly day) => database.ReadAsync(async session =>
    {
        var newest = await session.ScalarAsync<long?>(Newest);
        if (known.TryGetValue((unit.Id, day), out var kept) && kept.Newest == newest)
        {
            return kept.Sources;
        }

        var sources = await session.QueryAsync<TargetSource>(
            InForce, new { from = unit.Path, to = UnitPath.End(unit.Path), day, end = VietnamTime.At(day.AddDays(1)) });
        if (known.Count >= MostKept)
        {
            known.Clear();
        }

        known[(unit.Id, day)] = (newest, sources);
        return sources;
    });

    /// <summary>One line: the largest source and how many others; the empty text without any.</summary>
    public static string Line(IReadOnlyList<TargetSource> sources) => sources switch
    {
        [] => "",
        [var only] => only.Line,
        [var first, ..] => first.Line + Text.Of($" và {sources.Count - 1} nguồn khác", $" and {sources.Count - 1} more"),
    };
}
