using Campaign111.Features.Coverage.History;
using Campaign111.Platform.Data;

namespace Campaign111.Features.Coverage;

/// <summary>The visits of the households that a transaction touches, and where they stand before and after it.</summary>
internal sealed class HouseholdBook(long campaign)
{
    private const int MostIds = 1000;

    // What was held never counted. A voided one did, until it was taken out.
    private const string Visits = """
        SELECT e.id, e.entry_key, e.household_id, e.outcome, e.captured_at, e.received_at, e.counted_day, e.flags, e.replaces,
               r.voided_at AS replaced_at, v.voided_at
        FROM coverage_entry e LEFT JOIN coverage_void v ON v.entry_key = e.entry_key LEFT JOIN coverage_void r ON r.entry_key = e.replaces
        WHERE e.campaign_id = @campaign AND e.household_id IN @ids AND e.held_reason IS NULL
        """;

    private const string Known = "SELECT household_id FROM household_reach WHERE campaign_id = @campaign AND household_id IN @ids";

    private const string Update = """
        UPDATE household_reach
        SET reached_key = @reachedKey, reached_on = @reachedOn, last_outcome = @last, visits = @visits, absences = @absences, settled = @settled
        WHERE campaign_id = @campaign AND household_id = @household
        """;

    private static readonly string[] Columns =
        ["campaign_id", "household_id", "hamlet_id", "reached_key", "reached_on", "last_outcome", "visits", "absences", "settled"];

    private readonly Dictionary<long, List<BookedVisit>> visits = [];
    private readonly HashSet<long> known = [];
    private readonly Dictionary<long, long> changed = [];

    public async Task LoadAsync(DbSession session, IEnumerable<long> households)
    {
        foreach (var ids in households.Distinct().Chunk(MostIds))
        {
            foreach (var entry in await session.QueryAsync<CoverageEntry>(Visits, new { campaign, ids }))
            {
                Of(entry.HouseholdId!.Value).Add(BookedVisit.Of(entry));
            }

            known.UnionWith(await session.QueryAsync<long>(Known, new { campaign, ids }));
        }
    }

    /// <summary>Adds a visit that came into the books on a day; gives what changes.</summary>
    public HouseholdChanges Add(long household, long hamlet, Visit visit, DateOnly booked) =>
        Change(household, hamlet, list => list.Add(new BookedVisit(visit, booked, null)));

    /// <summary>Takes an entry out from a day on; the next valid "reached" entry, if any, takes its place.</summary>
    public HouseholdChanges Remove(long household, long hamlet, Guid key, DateOnly booked) => Change(household, hamlet, list =>
    {
        var at = list.FindIndex(visit => visit.Visit.Key == key);
        if (at >= 0)
        {
            list[at] = list[at] with { Until = Later(list[at].From, booked) };
        }
    });

    public async Task SaveAsync(DbSession session)
    {
        var added = new List<object?[]>();
        foreach (var (household, hamlet) in changed)
        {
            var state = HouseholdHistory.Now(Of(household));
            if (!known.Contains(household))
            {
                added.Add(
                [
                    campaign, household, hamlet, BulkInsert.Key(state.ReachedKey), state.ReachedOn, state.LastOutcome?.Code(), state.Visits, state.Absences, state.Settled,
                ]);
                continue;
            }

            await session.ExecuteAsync(Update, new
            {
                campaign, household, reachedKey = state.ReachedKey, reachedOn = state.ReachedOn, last = state.LastOutcome?.Code(), visits = state.Visits,
                absences = state.Absences, settled = state.Settled,
            });
        }

        await session.InsertManyAsync("household_reach", Columns, added);
    }

    private static DateOnly Later(DateOnly a, DateOnly b) => a > b ? a : b;

    private List<BookedVisit> Of(long household)
    {
        if (!visits.TryGetValue(household, out var list))
        {
            visits[household] = list = [];
        }

        return list;
    }

    private HouseholdChanges Change(long household, long hamlet, Action<List<BookedVisit>> change)
    {
        var list = Of(household);
        var before = HouseholdHistory.Of(list);
        change(list);
        changed[household] = hamlet;
        return HouseholdHistory.Of(list).Minus(before);
    }
}
