using Campaign111.Features.Hierarchy;
using Campaign111.Platform.Audit;
using Campaign111.Platform.Security;

namespace Campaign111.Features.Accounts;

/// <summary>A page of events and where to read on.</summary>
/// <param name="Events">Newest first.</param>
/// <param name="Next">To pass as before for older ones; null when the trail ends.</param>
public sealed record AuditPage(IReadOnlyList<AuditEvent> Events, long? Next);

/// <summary>Reads the trail within what a person may see: events of units inside their own subtree, and for administrators also those of no
/// unit. The trail itself knows no tree, so events are read by key and those outside are left out, a bounded number a page.</summary>
public sealed class AuditTrail(AuditQueries queries, UnitDirectory units)
{
    public const int PageSize = 50;
    private const int Batch = 500;
    private const int MostBatches = 10;

    /// <param name="filter">What to look for.</param>
    /// <param name="reach">Tops of the subtrees that may be read.</param>
    /// <param name="withUnitless">True for administrators: events of no unit, too.</param>
    /// <param name="before">Id of the last event seen, or null.</param>
    /// <param name="cancel">Stops reading.</param>
    public async Task<AuditPage> ReadAsync(AuditFilter filter, IReadOnlyCollection<string> reach, bool withUnitless, long? before, CancellationToken cancel)
    {
        var seen = new List<AuditEvent>();
        for (var batch = 0; batch < MostBatches; batch++)
        {
            var events = await queries.FindAsync(filter, before, Batch, cancel);
            var places = await units.FindAsync(events.Select(happened => happened.UnitId).OfType<long>());
            foreach (var happened in events)
            {
                before = happened.Id;
                if (IsVisible(happened, places, reach, withUnitless))
                {
                    seen.Add(happened);
                }

                if (seen.Count == PageSize)
                {
                    return new AuditPage(seen, before);
                }
            }

            if (events.Count < Batch)
            {
                return new AuditPage(seen, null);
            }
        }

        // Nothing much in so many events: the reader goes on by the link instead of waiting.
        return new AuditPage(seen, before);
    }

    private static bool IsVisible(AuditEvent happened, IReadOnlyDictionary<long, Unit> places, IReadOnlyCollection<string> reach, bool withUnitless) =>
        happened.UnitId is { } id
            ? places.TryGetValue(id, out var unit) && reach.Any(top => unit.Path.StartsWith(top, StringComparison.Ordinal))
            : withUnitless;

    /// <summary>Tops of the subtrees in which these roles read the trail.</summary>
    public static IReadOnlyList<string> Reach(IEnumerable<Membership> memberships) =>
        [.. memberships.Where(membership => RoleGrants.Allows(membership.Role, Permission.ReadAudit)).Select(membership => membership.UnitPath)];
}
