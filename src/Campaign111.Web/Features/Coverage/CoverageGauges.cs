using Campaign111.Platform.Data;
using Campaign111.Platform.Operations.Metrics;

namespace Campaign111.Features.Coverage;

/// <summary>What phones and desks sent, for the monitoring.</summary>
public sealed class CoverageGauges : IGaugeSource
{
    private const string Stored = "SELECT COALESCE(MAX(id), 0) FROM coverage_entry";

    private const string Held = "SELECT COALESCE(SUM(held), 0) FROM coverage_total WHERE level = 'commune'";

    public async Task<IReadOnlyList<Gauge>> ReadAsync(DbSession session) =>
    [
        new("campaign111_sync_entries", "Coverage entries stored so far, by received sequence", await session.ScalarAsync<long>(Stored)),
        new("campaign111_sync_held", "Entries that wait for an officer", await session.ScalarAsync<long>(Held)),
    ];
}
