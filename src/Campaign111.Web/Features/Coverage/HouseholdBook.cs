using Campaign111.Platform.Data;

namespace Campaign111.Features.Coverage;

/// <summary>The visits of the households that a transaction touches, and where they stand before and after it.</summary>
internal sealed class HouseholdBook(long campaign)
{
    private const int MostIds = 1000;

    private const string Visits = """
        SELECT id, entry_key, household_id, outcome, captured_at, received_at, counted_day, flags
        FROM coverage_entry WHERE campaign_id = @campaign AND household_id IN @ids AND state = 'valid'
        """;

    private const string Known = "SELECT household_id FROM household_reach WHERE campaign_id = @campaign AND household_id IN @ids";

    private const string Update = """
        UPDATE household_reach
        SET reached_key = @reachedKey, reached_on = @reachedOn, last_outcome = @last, visits = @visits, absences = @absences, settled = @settled
        WHERE campaign_id = @campaign AND household_id = @household
        """;

    private static readonly string[] Columns =
        ["campaign_id", "household_id", "hamlet_id", "reached_key", "reached_on", "last_outcome", "visits", "absences", "settled"];

    private readonly Dictionary<long, List<Visit>> visits = [];
    private readonly HashSet<long> known = [];
    private readonly Dictionary<long, long> changed = [];

    public async Task LoadAsync(DbSession session, IEnumerable<long> households)
    {
        foreach (var ids in households.Distinct().Chunk(MostIds))
        {
            foreach (var entry in await session.QueryAsync<CoverageEntry>(Visits, new { campaign, ids }))
            {
                Of(entry.HouseholdId!.Value).Add(new Visit(entry.EntryKey, entry.Outcome, entry.CountedDay, entry.CountedAt, entry.Id));
            }

            known.UnionWith(await session.QueryAsync<long>(Known, new { campaign, ids }));
        }
    }

    /// <summary>Adds a visit; gives the states before and after.</summary>
    public (HouseholdState Before, HouseholdState After) Add(long household, long hamlet, Visit visit) =>
        Change(household, hamlet, list => list.Add(visit));

    /// <summary>Takes an entry out; the next valid "reached" entry, if any, takes its place.</summary>
    public (HouseholdState Before, HouseholdState After) Remove(long household, long hamlet, Guid key) =>
        Change(household, hamlet, list => list.RemoveAll(visit => visit.Key == key));

    public async Task SaveAsync(DbSession session)
    {
        var added = new List<object?[]>();
        foreach (var (household, hamlet) in changed)
        {
            var state = HouseholdRule.Of(Of(household));
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

    private List<Visit> Of(long household)
    {
        if (!visits.TryGetValue(household, out var list))
        {
            visits[household] = list = [];
        }

        return list;
    }

    private (HouseholdState Before, HouseholdState After) Change(long household, long hamlet, Action<List<Visit>> change)
    {
        var list = Of(household);
        var before = HouseholdRule.Of(list);
        change(list);
        changed[household] = hamlet;
        return (before, HouseholdRule.Of(list));
    }
}
