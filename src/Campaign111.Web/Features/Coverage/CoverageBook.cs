using Campaign111.Features.Coverage.History;
using Campaign111.Platform.Data;

namespace Campaign111.Features.Coverage;

/// <summary>What an entry weighs, wherever it comes from: one being stored, or a stored one that is voided.</summary>
/// <param name="Key">Of the entry.</param>
/// <param name="Place">Where it counts.</param>
/// <param name="HouseholdId">Null in a tally.</param>
/// <param name="Outcome">What happened.</param>
/// <param name="Households">Of a tally.</param>
/// <param name="Leaflets">Handed over.</param>
/// <param name="Day">The captured day on which it counts.</param>
/// <param name="Booked">The business day on which it came into the books.</param>
/// <param name="Held">Counts nowhere.</param>
internal sealed record Weight(Guid Key, Place Place, long? HouseholdId, CoverageOutcome Outcome, long Households, long Leaflets, DateOnly Day, DateOnly Booked, bool Held);

/// <summary>One campaign's figures inside one transaction: locked, read, changed in memory, saved once.</summary>
internal sealed class CoverageBook(long campaign)
{
    private const int MostIds = 1000;

    private const string ModesSql = "SELECT hamlet_id, mode FROM coverage_mode WHERE campaign_id = @campaign AND hamlet_id IN @ids";

    private readonly CoverageDeltas deltas = new(campaign);
    private readonly HouseholdBook households = new(campaign);
    private readonly Dictionary<long, CoverageMode> modes = [];
    private Dictionary<long, TotalRow> totals = [];
    private long sequence = long.MaxValue / 2;

    /// <summary>Locks the communes, then reads everything that the entries can touch.</summary>
    public async Task OpenAsync(DbSession session, IReadOnlyCollection<Place> places, IEnumerable<long> touchedHouseholds)
    {
        await TotalRows.LockAsync(session, campaign, places.Select(place => place.Commune));
        totals = await TotalRows.ReadAsync(session, campaign, places.SelectMany(place => new[] { place.Hamlet.Id, place.Commune.Id }));
        foreach (var ids in places.Select(place => place.Hamlet.Id).Distinct().Chunk(MostIds))
        {
            foreach (var (hamlet, mode) in await session.QueryIdsAsync(ModesSql, campaign, ids, row => (row.Whole(0), row.Text(1))))
            {
                modes[hamlet] = mode == CoverageMode.Register.Code() ? CoverageMode.Register : CoverageMode.Tally;
            }
        }

        await households.LoadAsync(session, touchedHouseholds);
    }

    public CoverageMode ModeOf(long hamlet) => modes.GetValueOrDefault(hamlet, CoverageMode.Tally);

    /// <summary>Counts an entry. True when it lifts the hamlet's reached households above its target.</summary>
    public bool Add(Weight entry, Visit visit, DateTimeOffset receivedAt)
    {
        var before = deltas.ReachedAt(entry.Place.Hamlet);
        Weigh(entry, 1, entry.Booked, receivedAt);
        if (entry is { HouseholdId: { } household, Held: false })
        {
            Move(entry.Place, households.Add(household, entry.Place.Hamlet.Id, visit with { Sequence = sequence++ }, entry.Booked));
        }

        var after = deltas.ReachedAt(entry.Place.Hamlet);
        var total = totals.GetValueOrDefault(entry.Place.Hamlet.Id);
        return after > before && total?.Target > 0 && total.Reached + after > total.Target;
    }

    /// <summary>Takes a voided entry out of the count, from the business day of the voiding on.</summary>
    public void Remove(Weight entry, DateOnly voided)
    {
        Weigh(entry, -1, VoidDay.Of(entry.Booked, voided), null);
        if (entry is { HouseholdId: { } household, Held: false })
        {
            Move(entry.Place, households.Remove(household, entry.Place.Hamlet.Id, entry.Key, voided));
        }
    }

    public async Task SaveAsync(DbSession session)
    {
        await deltas.SaveAsync(session);
        await households.SaveAsync(session);
    }

    private void Weigh(Weight entry, int sign, DateOnly booked, DateTimeOffset? receivedAt)
    {
        if (entry.Held)
        {
            deltas.Add(entry.Place, booked, sign * new Amount(Held: 1), receivedAt);
            return;
        }

        var tally = entry.HouseholdId is null ? entry.Households : 0;
        var amount = sign * new Amount(TallyRule.Reached(entry.Outcome, tally), TallyRule.Settled(entry.Outcome, tally), entry.Leaflets, 1);
        deltas.Add(entry.Place, booked, amount, receivedAt);
        deltas.AddDay(entry.Place, entry.Day, booked, amount with { Settled = 0 });
    }

    private void Move(Place place, HouseholdChanges changes)
    {
        foreach (var (booked, amount) in changes.Totals)
        {
            deltas.Add(place, booked, amount);
        }

        foreach (var ((day, booked), amount) in changes.Days)
        {
            deltas.AddDay(place, day, booked, amount);
        }
    }
}
