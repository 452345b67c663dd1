using Campaign111.Features.Hierarchy;
using Campaign111.Platform.Data;

namespace Campaign111.Features.Leaflets;

/// <summary>Scans of one print run in one language.</summary>
public sealed class RunScans
{
    /// <summary>0: codes from before there were runs.</summary>
    public long RunId { get; init; }

    public string Language { get; init; } = "";

    /// <summary>When it was printed; null for run 0.</summary>
    public DateTimeOffset? OpenedAt { get; init; }

    /// <summary>How many units it was printed for; null for run 0.</summary>
    public int? Units { get; init; }

    public long Scans { get; init; }
}

/// <summary>Scans of leaflets in a campaign, for dashboards: numbers by unit and by day. At most a second behind.</summary>
public sealed class ScanCounts(Database database)
{
    private const string UnitSums = """
        SELECT unit_id AS unit, SUM(scans) AS scans FROM scan_day
        WHERE campaign_id = @campaignId AND path >= @from AND path < @to AND day >= @first AND day <= @last
        GROUP BY unit_id
        """;

    private const string DaySums = """
        SELECT day, SUM(scans) AS scans FROM scan_day
        WHERE campaign_id = @campaignId AND path >= @from AND path < @to AND day >= @first AND day <= @last
        GROUP BY day
        ORDER BY day
        """;

    private const string RunSums = """
        SELECT s.run_id, s.language, r.opened_at, r.units, SUM(s.scans) AS scans
        FROM scan_day s LEFT JOIN qr_run r ON r.id = s.run_id
        WHERE s.campaign_id = @campaignId AND s.path >= @from AND s.path < @to AND s.day >= @first AND s.day <= @last
        GROUP BY s.run_id, s.language, r.opened_at, r.units
        ORDER BY s.run_id DESC, s.language
        """;

    private const int MostRuns = 200;

    /// <summary>Scans by print run and language within a subtree, newest run first, both days included; at most 200 lines.</summary>
    public Task<IReadOnlyList<RunScans>> ByRunAsync(long campaignId, string unitPath, DateOnly first, DateOnly last) =>
        database.ReadAsync(session => session.PageAsync<RunScans>(RunSums, new { campaignId, from = unitPath, to = UnitPath.End(unitPath), first, last }, 0, MostRuns));

    /// <summary>Scans by the id of the unit whose leaflet was scanned (a commune, seldom a province), within a subtree, both days included.</summary>
    public async Task<IReadOnlyDictionary<long, long>> ByUnitAsync(long campaignId, string unitPath, DateOnly first, DateOnly last) =>
        (await QueryAsync<UnitSum>(UnitSums, campaignId, unitPath, first, last)).ToDictionary(row => row.Unit, row => row.Scans);

    /// <summary>Scans by day in Vietnam within a subtree, both days included; days without scans are missing.</summary>
    public async Task<IReadOnlyDictionary<DateOnly, long>> ByDayAsync(long campaignId, string unitPath, DateOnly first, DateOnly last) =>
        (await QueryAsync<DaySum>(DaySums, campaignId, unitPath, first, last)).ToDictionary(row => row.Day, row => row.Scans);

    private Task<IReadOnlyList<T>> QueryAsync<T>(string sql, long campaignId, string path, DateOnly first, DateOnly last) =>
        database.ReadAsync(session => session.QueryAsync<T>(sql, new { campaignId, from = path, to = UnitPath.End(path), first, last }));

    private sealed class UnitSum
    {
        public long Unit { get; init; }

        public long Scans { get; init; }
    }

    private sealed class DaySum
    {
        public DateOnly Day { get; init; }

        public long Scans { get; init; }
    }
}
