using Campaign111.Features.Campaigns;
using Campaign111.Features.Hierarchy;
using Campaign111.Platform.Data;

namespace Campaign111.Features.Coverage.Register;

/// <summary>One household of a register with its visits, as its own page shows it.</summary>
/// <param name="Household">The household.</param>
/// <param name="Became">Where its entries count when it was merged or moved: the household and its hamlet.</param>
/// <param name="Visits">Its entries in this campaign, newest first, at most 50.</param>
public sealed record HouseholdCard(Household Household, (Household Household, Unit Hamlet)? Became, IReadOnlyList<EntryLine> Visits);

/// <summary>Reads single households of the registers.</summary>
public sealed class HouseholdCards(Database database, UnitDirectory units)
{
    private const int MostVisits = 50;

    private const string ByCode = "SELECT id, hamlet_id, code, address, label, closed_at, merged_into FROM household WHERE hamlet_id = @hamlet AND code = @code";

    private const string OfHamlets = "SELECT id, hamlet_id, code, address, label, closed_at, merged_into FROM household WHERE hamlet_id IN @ids";

    private const string ById = "SELECT id, hamlet_id, code, address, label, closed_at, merged_into FROM household WHERE id = @id";

    private const string Visits = """
        SELECT e.id, e.entry_key, e.hamlet_id, h.code AS household_code, e.outcome, e.method, e.households, e.leaflets, e.received_at, e.counted_day,
               e.note, e.flags, e.state, e.held_reason, e.sent_by, e.on_behalf_of, v.kind AS void_kind, v.reason AS void_reason
        FROM coverage_entry e
        JOIN household h ON h.id = e.household_id
        LEFT JOIN coverage_void v ON v.entry_key = e.entry_key
        WHERE e.campaign_id = @campaign AND e.household_id = @household
        ORDER BY e.id DESC
        """;

    /// <summary>The household of a hamlet with a code, or null.</summary>
    public Task<Household?> FindAsync(long hamlet, string code) => database.ReadAsync(session => session.FirstAsync<Household>(ByCode, new { hamlet, code }));

    /// <summary>All households of hamlets, by hamlet and code.</summary>
    public async Task<IReadOnlyDictionary<(long Hamlet, string Code), Household>> OfHamletsAsync(IEnumerable<long> hamlets)
    {
        var found = new Dictionary<(long, string), Household>();
        foreach (var ids in hamlets.Distinct().Chunk(1000))
        {
            foreach (var row in await database.ReadAsync(session => session.QueryAsync<Household>(OfHamlets, new { ids })))
            {
                found[(row.HamletId, row.Code)] = row;
            }
        }

        return found;
    }

    /// <summary>The household with its visits, or null.</summary>
    public async Task<HouseholdCard?> CardAsync(Campaign campaign, Unit hamlet, string code)
    {
        if (await FindAsync(hamlet.Id, code) is not { } household)
        {
            return null;
        }

        var visits = await database.ReadAsync(session => session.PageAsync<EntryLine>(Visits, new { campaign = campaign.Id, household = household.Id }, 0, MostVisits));
        if (household.MergedInto is not { } id)
        {
            return new HouseholdCard(household, null, visits);
        }

        var became = await database.ReadAsync(session => session.SingleAsync<Household>(ById, new { id }));
        return new HouseholdCard(household, (became, (await units.FindAsync(became.HamletId))!), visits);
    }
}
