using Campaign111.Features.Hierarchy;
using Campaign111.Platform.Data;

namespace Campaign111.Features.Coverage;

/// <summary>A valid entry as questions about figures read it.</summary>
public sealed class EntrySign
{
    public long HamletId { get; init; }

    /// <summary>Null in a tally.</summary>
    public long? HouseholdId { get; init; }

    public CoverageOutcome Outcome { get; init; }

    public string Method { get; init; } = "";

    public long Households { get; init; }

    public DateTimeOffset CapturedAt { get; init; }

    public DateOnly CountedDay { get; init; }

    /// <summary>Space-separated <see cref="EntryFlags"/>.</summary>
    public string Flags { get; init; } = "";

    public long? AccountId { get; init; }
}

/// <summary>Entries of a commune's hamlets over some days, for the feature that asks about figures.</summary>
public sealed class CoverageSigns(Database database)
{
    private const int MostIds = 1000;

    private const string Entries = """
        SELECT hamlet_id, household_id, outcome, method, households, captured_at, counted_day, flags, account_id
        FROM coverage_entry
        WHERE campaign_id = @campaign AND hamlet_id IN @hamlets AND state = 'valid' AND counted_day >= @first AND counted_day <= @last
        ORDER BY id
        """;

    private const string Busy = """
        SELECT DISTINCT unit_id FROM coverage_day
        WHERE campaign_id = @campaign AND level = 'commune' AND path >= @from AND path < @to AND day >= @first AND day <= @last
        """;

    /// <summary>All valid entries of these hamlets that count on a day of the window, in the order in which they came.</summary>
    public async Task<IReadOnlyList<EntrySign>> OfAsync(long campaign, IEnumerable<long> of, DateOnly first, DateOnly last)
    {
        var found = new List<EntrySign>();
        foreach (var hamlets in of.Distinct().Chunk(MostIds))
        {
            found.AddRange(await database.ReadAsync(session => session.QueryAsync<EntrySign>(Entries, new { campaign, hamlets, first, last })));
        }

        return found;
    }

    /// <summary>Ids of the communes below a unit that logged something in the window.</summary>
    public Task<IReadOnlyList<long>> BusyAsync(long campaign, string path, DateOnly first, DateOnly last) =>
        database.ReadAsync(session => session.QueryAsync<long>(Busy, new { campaign, from = path, to = UnitPath.End(path), first, last }));
}
