using Campaign111.Features.Hierarchy;
using Campaign111.Platform.Data;
using Campaign111.Platform.Time;

namespace Campaign111.Features.Coverage.History;

/// <summary>The versions of denominators below a unit, as changes by business day.</summary>
internal sealed class TargetVersions
{
    private const string Below = """
        SELECT id, unit_id, households, recorded_at, booked_on FROM place_target WHERE path >= @from AND path < @to ORDER BY unit_id, id
        """;

    private readonly ILookup<long, Version> versions;

    private TargetVersions(IEnumerable<Version> rows) => versions = rows.ToLookup(row => row.UnitId);

    public static async Task<TargetVersions> BelowAsync(DbSession session, string path) =>
        new(await session.QueryAsync<Version>(Below, new { from = path, to = UnitPath.End(path) }));

    /// <summary>Households in force now; null without a version.</summary>
    public long? InForce(long hamlet) => versions[hamlet].LastOrDefault()?.Households;

    /// <summary>What each version adds on its day, and takes away where the next one comes.</summary>
    public IEnumerable<(DateOnly Day, long Change)> ChangesOf(long hamlet)
    {
        Version? before = null;
        foreach (var version in versions[hamlet])
        {
            if (before is not null)
            {
                yield return (VoidDay.Of(before.Booked, version.Booked), -before.Households);
            }

            yield return (version.Booked, version.Households);
            before = version;
        }
    }

    private sealed class Version
    {
        public long Id { get; init; }

        public long UnitId { get; init; }

        public long Households { get; init; }

        public DateTimeOffset RecordedAt { get; init; }

        public DateOnly? BookedOn { get; init; }

        public DateOnly Booked => BookedOn ?? VietnamTime.Day(RecordedAt);
    }
}
