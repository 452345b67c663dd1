using Campaign111.Features.Hierarchy;
using Campaign111.Platform.Data;

namespace Campaign111.Features.Coverage;

/// <summary>An entry as a list of very many shows it: no label, no name of anybody who lives there.</summary>
public sealed record ListedEntry
{
    /// <summary>The received sequence.</summary>
    public long Id { get; init; }

    public long HamletId { get; init; }

    public string Receipt { get; init; } = "";

    public string? HouseholdCode { get; init; }

    /// <summary>reached, absent, refused, vacant.</summary>
    public string Outcome { get; init; } = "";

    public string Method { get; init; } = "";

    public long Households { get; init; }

    public long Leaflets { get; init; }

    public DateTimeOffset CapturedAt { get; init; }

    public DateTimeOffset ReceivedAt { get; init; }

    public DateOnly CountedDay { get; init; }

    /// <summary>Codes of <see cref="EntryFlags"/> with spaces between them.</summary>
    public string Flags { get; init; } = "";

    /// <summary>valid, held, voided.</summary>
    public string State { get; init; } = "";

    public string? Note { get; init; }

    public string SentBy { get; init; } = "";

    public string? OnBehalfOf { get; init; }

    /// <summary>Why it no longer counts, as typed.</summary>
    public string? VoidReason { get; init; }
}

/// <summary>A place in the listing: behind an entry of a hamlet.</summary>
public sealed record EntryPlace(string Path, long Id);

/// <summary>Lists the entries below a unit, hamlet by hamlet in the order of the tree, by key: a page costs the same wherever it stands, and a listing
/// that was broken off goes on behind its last entry. Every state is listed, also what was voided.</summary>
public sealed class EntryListing(Database database)
{
    private const int HamletsAtOnce = 200;

    private const string Hamlets = """
        SELECT path, unit_id FROM coverage_total
        WHERE campaign_id = @campaign AND level = 'hamlet' AND path >= @from AND path < @to ORDER BY path
        """;

    private const string Entries = """
        SELECT e.id, e.hamlet_id, e.receipt, h.code AS household_code, e.outcome, e.method, e.households, e.leaflets, e.captured_at, e.received_at, e.counted_day,
               e.flags, e.state, e.note, e.sent_by, e.on_behalf_of, v.reason
        FROM coverage_entry e
        LEFT JOIN household h ON h.id = e.household_id
        LEFT JOIN coverage_void v ON v.entry_key = e.entry_key
        WHERE e.campaign_id = @campaign AND e.hamlet_id = @hamlet AND e.id > @after AND e.id <= @last ORDER BY e.id
        """;

    private const string Newest = "SELECT COALESCE(MAX(id), 0) FROM coverage_entry";

    private const string Sum = """
        SELECT COALESCE(SUM(entries + held), 0) FROM coverage_total
        WHERE campaign_id = @campaign AND level = 'commune' AND path >= @from AND path < @to
        """;

    private const string SumOfHamlet = "SELECT COALESCE(SUM(entries + held), 0) FROM coverage_total WHERE campaign_id = @campaign AND unit_id = @unit";

    /// <summary>The newest sequence received so far: a listing up to it doesn't grow while it is written.</summary>
    public Task<long> NewestAsync() => database.ReadAsync(session => session.ScalarAsync<long>(Newest));

    /// <summary>About how many entries there are below a unit: those voided are not counted.</summary>
    public Task<long> AboutAsync(long campaign, Unit unit) => database.ReadAsync(session => unit.Level == UnitLevel.Hamlet
        ? session.ScalarAsync<long>(SumOfHamlet, new { campaign, unit = unit.Id })
        : session.ScalarAsync<long>(Sum, new { campaign, from = unit.Path, to = UnitPath.End(unit.Path) }));

    /// <summary>At most so many entries behind a place, and the place behind them; null where the listing ends.</summary>
    /// <param name="last">The highest sequence to list.</param>
    public Task<(IReadOnlyList<ListedEntry> Entries, EntryPlace? Next)> PageAsync(long campaign, Unit unit, EntryPlace? after, long last, int take) => database.ReadOnceAsync(async session =>
    {
        var found = new List<ListedEntry>(take);
        var place = after ?? new EntryPlace(unit.Path, 0);
        for (var more = true; more;)
        {
            var hamlets = await session.RowsAsync(
                Hamlets, [("campaign", campaign), ("from", place.Path), ("to", UnitPath.End(unit.Path))], HamletsAtOnce, row => (Path: row.Text(0), Id: row.Whole(1)));
            foreach (var (path, id) in hamlets)
            {
                var behind = path == place.Path ? place.Id : 0;
                found.AddRange(await session.RowsAsync(
                    Entries, [("campaign", campaign), ("hamlet", id), ("after", behind), ("last", last)], take - found.Count, Read));
                if (found.Count == take)
                {
                    return (found, new EntryPlace(path, found[^1].Id));
                }

                // Behind everything of this hamlet.
                place = new EntryPlace(path, long.MaxValue);
            }

            more = hamlets.Count == HamletsAtOnce;
        }

        return ((IReadOnlyList<ListedEntry>)found, (EntryPlace?)null);
    });

    private static ListedEntry Read(RowReader row) => new()
    {
        Id = row.Whole(0),
        HamletId = row.Whole(1),
        Receipt = row.Text(2),
        HouseholdCode = row.TextOrNull(3),
        Outcome = row.Text(4),
        Method = row.Text(5),
        Households = row.Whole(6),
        Leaflets = row.Whole(7),
        CapturedAt = row.Instant(8),
        ReceivedAt = row.Instant(9),
        CountedDay = row.Day(10),
        Flags = row.Text(11),
        State = row.Text(12),
        Note = row.TextOrNull(13),
        SentBy = row.Text(14),
        OnBehalfOf = row.TextOrNull(15),
        VoidReason = row.TextOrNull(16),
    };
}
