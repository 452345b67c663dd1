using Campaign111.Platform.Data;

namespace Campaign111.Features.Coverage;

/// <summary>Which households of a register are shown.</summary>
public enum HouseholdFilter
{
    /// <summary>Still to be visited.</summary>
    Left,

    Reached,

    /// <summary>Found absent so far.</summary>
    Absent,

    Refused,

    Vacant,

    /// <summary>Out of the register.</summary>
    Closed,

    All,
}

/// <summary>A household with where it stands in a campaign.</summary>
public sealed class HouseholdLine
{
    public long Id { get; init; }

    public long HamletId { get; init; }

    public string Code { get; init; } = "";

    public string Address { get; init; } = "";

    /// <summary>Personal data; shown only while the commune keeps labels.</summary>
    public string? Label { get; init; }

    public DateTimeOffset? ClosedAt { get; init; }

    public DateOnly? ReachedOn { get; init; }

    public CoverageOutcome? LastOutcome { get; init; }

    public int Absences { get; init; }

    public bool Settled { get; init; }

    /// <summary>Reached wins over the last outcome; null when nobody was there.</summary>
    public CoverageOutcome? State => ReachedOn is not null ? CoverageOutcome.Reached : LastOutcome;
}

/// <summary>An entry as a list shows it.</summary>
public sealed class EntryLine
{
    public long Id { get; init; }

    public Guid EntryKey { get; init; }

    public long HamletId { get; init; }

    public string? HouseholdCode { get; init; }

    public CoverageOutcome Outcome { get; init; }

    public string Method { get; init; } = "";

    public long Households { get; init; }

    public long Leaflets { get; init; }

    public DateTimeOffset ReceivedAt { get; init; }

    public DateOnly CountedDay { get; init; }

    public string? Note { get; init; }

    public string Flags { get; init; } = "";

    public EntryState State { get; init; }

    public string? HeldReason { get; init; }

    public string SentBy { get; init; } = "";

    public string? OnBehalfOf { get; init; }

    public string? VoidKind { get; init; }

    public string? VoidReason { get; init; }
}

/// <summary>Lists for the pages and the field pack.</summary>
public sealed class CoverageQueries(Database database)
{
    private const int MostIds = 1000;

    private const string Lines = """
        SELECT h.id, h.hamlet_id, h.code, h.address, h.label, h.closed_at, r.reached_on, r.last_outcome, COALESCE(r.absences, 0) AS absences,
               COALESCE(r.settled, 0) AS settled
        FROM household h LEFT JOIN household_reach r ON r.household_id = h.id AND r.campaign_id = @campaign
        WHERE h.hamlet_id IN @hamlets
        """;

    private const string Open = "AND h.closed_at IS NULL";

    private const string InOrder = "ORDER BY h.hamlet_id, h.code";

    private const string Entries = """
        SELECT e.id, e.entry_key, e.hamlet_id, h.code AS household_code, e.outcome, e.method, e.households, e.leaflets, e.received_at, e.counted_day,
               e.note, e.flags, e.state, e.held_reason, e.sent_by, e.on_behalf_of, v.kind AS void_kind, v.reason AS void_reason
        FROM coverage_entry e
        LEFT JOIN household h ON h.id = e.household_id
        LEFT JOIN coverage_void v ON v.entry_key = e.entry_key
        WHERE e.campaign_id = @campaign AND e.hamlet_id IN @hamlets
        """;

    private const string OnlyHeld = "AND e.state = 'held' ORDER BY e.id";

    private const string ById = "AND e.id = @id";

    private const string NotHeldNewestFirst = "AND e.state <> 'held' AND e.id < @before ORDER BY e.id DESC";

    /// <summary>The open households of hamlets, all of them: for the field pack of a commune.</summary>
    public async Task<IReadOnlyList<HouseholdLine>> OpenHouseholdsAsync(long campaign, IEnumerable<long> of)
    {
        var found = new List<HouseholdLine>();
        foreach (var hamlets in of.Distinct().Chunk(MostIds))
        {
            found.AddRange(await database.ReadAsync(session => session.QueryAsync<HouseholdLine>($"{Lines} {Open} {InOrder}", new { campaign, hamlets })));
        }

        return found;
    }

    /// <summary>The newest entries of a hamlet that are not held, below a sequence.</summary>
    public Task<IReadOnlyList<EntryLine>> EntriesAsync(long campaign, long hamlet, int take, long before = long.MaxValue) => database.ReadAsync(session =>
        session.PageAsync<EntryLine>($"{Entries} {NotHeldNewestFirst}", new { campaign, hamlets = new[] { hamlet }, before }, 0, take));

    /// <summary>Entries that wait for an officer, oldest first.</summary>
    public Task<IReadOnlyList<EntryLine>> HeldAsync(long campaign, IReadOnlyCollection<long> hamlets, int take) => hamlets.Count == 0
        ? Task.FromResult<IReadOnlyList<EntryLine>>([])
        : database.ReadAsync(session => session.PageAsync<EntryLine>($"{Entries} {OnlyHeld}", new { campaign, hamlets = hamlets.Take(MostIds) }, 0, take));

    /// <summary>One entry of a hamlet, or null.</summary>
    public Task<EntryLine?> EntryAsync(long campaign, long hamlet, long id) => database.ReadAsync(session =>
        session.FirstAsync<EntryLine>($"{Entries} {ById}", new { campaign, hamlets = new[] { hamlet }, id }));
}
