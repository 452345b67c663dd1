using Campaign111.Features.Coverage.History;
using Campaign111.Platform.Data;

namespace Campaign111.Features.Coverage;

/// <summary>Works the figures out anew from the entries and compares: totals, days, households, history and rolled-up rows must say the same (design.md: totals
/// always equal the sum of entries). Reads only; used by the tests and the installation's own check.</summary>
public sealed class CoverageRecount(Database database)
{
    private const int MostIds = 1000;

    private const string Campaigns = "SELECT DISTINCT campaign_id FROM coverage_entry UNION SELECT DISTINCT campaign_id FROM coverage_total";

    private const string Totals = """
        SELECT unit_id, path, target, reached, settled, leaflets, entries, held, last_entry
        FROM coverage_total WHERE campaign_id = @campaign AND level = @level
        """;

    private const string Days = "SELECT path, day, reached, leaflets, entries FROM coverage_day WHERE campaign_id = @campaign AND level = @level";

    private const string Entries = $"SELECT {EntryRows.Columns} FROM coverage_entry WHERE campaign_id = @campaign AND hamlet_id IN @ids ORDER BY id";

    private const string Strays = """
        SELECT COUNT(*) FROM coverage_entry e
        WHERE e.campaign_id = @campaign AND NOT EXISTS
            (SELECT 1 FROM coverage_total t WHERE t.campaign_id = e.campaign_id AND t.unit_id = e.hamlet_id AND t.level = 'hamlet')
        """;

    private const string Unexplained = """
        SELECT COUNT(*) FROM coverage_entry e
        WHERE e.state = 'voided' AND NOT EXISTS (SELECT 1 FROM coverage_void v WHERE v.entry_key = e.entry_key)
        """;

    private const string Reaches = """
        SELECT household_id, reached_key, reached_on, last_outcome, visits, absences, settled FROM household_reach WHERE campaign_id = @campaign
        """;

    /// <summary>One line for each difference; empty when all agree.</summary>
    public async Task<IReadOnlyList<string>> CompareAsync(CancellationToken cancel = default) =>
        await database.ReadAsync(
            async session =>
            {
                var differences = new List<string>();
                if (await session.ScalarAsync<long>(Unexplained) is > 0 and var unexplained)
                {
                    differences.Add($"{unexplained} voided entries have no row in coverage_void");
                }

                foreach (var campaign in await session.QueryAsync<long>(Campaigns))
                {
                    await CompareAsync(session, campaign, differences);
                }

                return differences;
            },
            cancel);

    private static async Task CompareAsync(DbSession session, long campaign, List<string> differences)
    {
        if (await session.ScalarAsync<long>(Strays, new { campaign }) is > 0 and var strays)
        {
            differences.Add($"campaign {campaign}: {strays} entries in hamlets without a total");
        }

        var hamlets = await session.QueryAsync<TotalRow>(Totals, new { campaign, level = "hamlet" });
        var days = await DaysAsync(session, campaign, "hamlet");
        var counted = new Dictionary<string, Recounted>(StringComparer.Ordinal);
        var households = new Dictionary<long, HouseholdState>();
        foreach (var chunk in hamlets.Chunk(MostIds))
        {
            var entries = await session.QueryAsync<CoverageEntry>(Entries, new { campaign, ids = chunk.Select(row => row.UnitId) });
            var byHamlet = entries.ToLookup(entry => entry.HamletId);
            foreach (var row in chunk)
            {
                counted[row.Path] = Recounted.Of([.. byHamlet[row.UnitId]], households) with { Target = row.Target };
            }
        }

        Compare($"campaign {campaign} hamlet", hamlets, days, counted, differences);
        var communes = counted.GroupBy(row => ParentPath(row.Key)).ToDictionary(group => group.Key, group => Recounted.SumOf(group.Select(row => row.Value)));
        Compare(
            $"campaign {campaign} commune",
            await session.QueryAsync<TotalRow>(Totals, new { campaign, level = "commune" }),
            await DaysAsync(session, campaign, "commune"),
            communes,
            differences);
        await CompareHouseholdsAsync(session, campaign, households, differences);
        await HistoryRecount.CompareAsync(session, campaign, differences);
    }

    private static async Task<ILookup<string, (DateOnly Day, Amount Sum)>> DaysAsync(DbSession session, long campaign, string level) =>
        (await session.QueryAsync<DayRow>(Days, new { campaign, level }))
            .ToLookup(row => row.Path, row => (row.Day, new Amount(row.Reached, 0, row.Leaflets, row.Entries)), StringComparer.Ordinal);

    private static void Compare(
        string what, IReadOnlyList<TotalRow> rows, ILookup<string, (DateOnly Day, Amount Sum)> days, Dictionary<string, Recounted> counted, List<string> differences)
    {
        foreach (var row in rows)
        {
            var expected = counted.GetValueOrDefault(row.Path) ?? Recounted.Nothing;
            var stored = new Recounted(new Amount(row.Reached, row.Settled, row.Leaflets, row.Entries, row.Held), row.LastEntry, [])
            {
                Target = row.Target,
                Days = days[row.Path].Where(day => day.Sum != default).ToDictionary(day => day.Day, day => day.Sum),
            };
            if (stored.ToString() != expected.ToString())
            {
                differences.Add($"{what} {row.UnitId}: stored {stored}, recounted {expected}");
            }
        }
    }

    private static async Task CompareHouseholdsAsync(DbSession session, long campaign, Dictionary<long, HouseholdState> expected, List<string> differences)
    {
        var stored = (await session.QueryAsync<ReachRow>(Reaches, new { campaign })).ToDictionary(row => row.HouseholdId);
        differences.AddRange(expected.Where(household => stored.GetValueOrDefault(household.Key)?.State != household.Value)
            .Select(household => $"campaign {campaign} household {household.Key}: stored {stored.GetValueOrDefault(household.Key)?.State}, recounted {household.Value}"));
        differences.AddRange(stored.Values.Where(row => !expected.ContainsKey(row.HouseholdId) && row.State != HouseholdState.Unvisited)
            .Select(row => $"campaign {campaign} household {row.HouseholdId}: stored {row.State}, recounted nothing"));
    }

    private static string ParentPath(string path) => path[..(path.LastIndexOf('/', path.Length - 2) + 1)];

    private sealed class DayRow
    {
        public string Path { get; init; } = "";

        public DateOnly Day { get; init; }

        public long Reached { get; init; }

        public long Leaflets { get; init; }

        public long Entries { get; init; }
    }

    private sealed class ReachRow
    {
        public long HouseholdId { get; init; }

        public Guid? ReachedKey { get; init; }

        public DateOnly? ReachedOn { get; init; }

        public CoverageOutcome? LastOutcome { get; init; }

        public int Visits { get; init; }

        public int Absences { get; init; }

        public bool Settled { get; init; }

        public HouseholdState State => new()
        {
            ReachedKey = ReachedKey, ReachedOn = ReachedOn, LastOutcome = LastOutcome, Visits = Visits, Absences = Absences, Settled = Settled,
        };
    }
}
