using Campaign111.Features.Hierarchy;
using Campaign111.Platform.Data;
using Campaign111.Platform.Time;

namespace Campaign111.Features.Coverage;

/// <summary>Counts entries that were corrected or taken back on a day, for dashboards.</summary>
public sealed class CoverageVoidings(Database database)
{
    private const string Count = """
        SELECT COUNT(*) FROM coverage_void v
        JOIN coverage_entry e ON e.entry_key = v.entry_key
        JOIN coverage_total t ON t.campaign_id = e.campaign_id AND t.unit_id = e.hamlet_id
        WHERE v.voided_at >= @first AND v.voided_at < @next AND v.kind IN ('corrected', 'withdrawn') AND e.campaign_id = @campaign AND t.path >= @from AND t.path < @to
        """;

    /// <summary>Entries below a unit that stopped counting on a Vietnam day. Held ones that were discarded never counted.</summary>
    public Task<int> OnAsync(long campaign, Unit unit, DateOnly day) => database.ReadAsync(session => session.ScalarAsync<int>(Count, new
    {
        campaign, from = unit.Path, to = UnitPath.End(unit.Path), first = VietnamTime.At(day, TimeOnly.MinValue), next = VietnamTime.At(day.AddDays(1), TimeOnly.MinValue),
    }));
}
