using Campaign111.Features.Coverage;
using Campaign111.Platform.Data;

namespace Campaign111.Tests.Drills.Soak;

/// <summary>Compares the database with what the phones know. Opened before the first tap, so that totals are compared as differences.</summary>
internal sealed class SoakCheck : IAsyncDisposable
{
    private const string Stored = "SELECT entry_key AS entrykey, note FROM coverage_entry WHERE note LIKE 'soak-%'";

    private const string Sums = """
        SELECT CONCAT(c.code, '/', h.code) AS place, t.entries, t.leaflets, t.held
        FROM coverage_total t JOIN unit h ON h.id = t.unit_id JOIN unit c ON c.id = h.parent_id WHERE t.level = 'hamlet'
        """;

    private const string Days = """
        SELECT CONCAT(c.code, '/', h.code) AS place, d.day AS counted, d.entries, d.leaflets
        FROM coverage_day d JOIN unit h ON h.id = d.unit_id JOIN unit c ON c.id = h.parent_id WHERE d.level = 'hamlet'
        """;

    private readonly Database database;
    private readonly Dictionary<string, (long Entries, long Leaflets)> before;

    private SoakCheck(Database database, Dictionary<string, (long Entries, long Leaflets)> before) => (this.database, this.before) = (database, before);

    public static async Task<SoakCheck> OpenAsync(string folder)
    {
        var database = new Database(new DataOptions { Folder = folder });
        return new SoakCheck(database, await TotalsAsync(database));
    }

    /// <summary>While phones still have entries: all that was acknowledged is stored; all that is stored is acknowledged or still queued; nothing is
    /// there twice; totals equal the recount. Gives what is wrong, and how many stored entries await their acknowledgement.</summary>
    public async Task<(IReadOnlyList<string> Problems, int Unheard)> NowAsync(IReadOnlyList<SoakPhone> phones)
    {
        var acknowledged = phones.SelectMany(phone => phone.Acknowledged.Keys).ToHashSet();
        var stored = await database.ReadAsync(session => session.QueryAsync<(Guid Key, string Note)>(Stored));
        var known = phones.SelectMany(phone => phone.Queue.Keys).Concat(phones.SelectMany(phone => phone.Acknowledged.Keys)).ToHashSet();
        var problems = new List<string>();
        Note(problems, acknowledged.Except(stored.Select(row => row.Key)).Count(), $"of {acknowledged.Count} acknowledged entries are missing");
        Note(problems, stored.Count(row => !known.Contains(row.Key)), "entries are stored that no phone has");
        Note(problems, stored.GroupBy(row => row.Key).Count(group => group.Count() > 1), "keys are stored more than once");
        Note(problems, stored.GroupBy(row => row.Note).Count(group => group.Count() > 1), "taps are stored more than once");
        problems.AddRange(await new CoverageRecount(database).CompareAsync());
        return (problems, stored.Count(row => !acknowledged.Contains(row.Key)));
    }

    /// <summary>When all queues are empty: the same, and stored is exactly what was tapped, to the last leaflet of each hamlet and day.</summary>
    public async Task<IReadOnlyList<string>> AtTheEndAsync(IReadOnlyList<SoakPhone> phones, int taps)
    {
        var (problems, unheard) = await NowAsync(phones);
        var all = new List<string>(problems);
        Note(all, phones.Sum(phone => phone.Queue.Count), "entries are still queued");
        Note(all, unheard, "entries are stored and not acknowledged");
        var stored = await database.ReadAsync(session => session.QueryAsync<(Guid Key, string Note)>(Stored));
        Note(all, Math.Abs(stored.Count - taps), $"is the difference between {stored.Count} stored and {taps} tapped");
        var expected = Expected(phones.SelectMany(phone => phone.Acknowledged.Values));
        var found = await TotalsAsync(database);
        all.AddRange(found.Keys.Union(expected.Keys).Order(StringComparer.Ordinal)
            .Select(name => (Name: name, Now: found.GetValueOrDefault(name), Before: before.GetValueOrDefault(name), Made: expected.GetValueOrDefault(name)))
            .Where(row => row.Now != (row.Before.Entries + row.Made.Entries, row.Before.Leaflets + row.Made.Leaflets))
            .Select(row => $"{row.Name}: {row.Now} in the table, {row.Before} before and {row.Made} tapped"));
        return all;
    }

    public ValueTask DisposeAsync() => database.DisposeAsync();

    private static void Note(List<string> problems, int count, string what)
    {
        if (count > 0)
        {
            problems.Add($"{count} {what}");
        }
    }

    // By hamlet, by hamlet and day; held ones count nowhere but as held.
    private static Dictionary<string, (long Entries, long Leaflets)> Expected(IEnumerable<SoakTap> taps) => taps
        .SelectMany(tap => (tap.IsHeld ? new[] { $"{tap.Place} held" } : [tap.Place, $"{tap.Place} {tap.Day:yyyy-MM-dd}"])
            .Select(name => (Name: name, Leaflets: tap.IsHeld ? 0L : tap.Leaflets)))
        .GroupBy(line => line.Name)
        .ToDictionary(group => group.Key, group => (group.LongCount(), group.Sum(line => line.Leaflets)));

    private static async Task<Dictionary<string, (long Entries, long Leaflets)>> TotalsAsync(Database database)
    {
        var (sums, days) = await database.ReadAsync(async session => (
            await session.QueryAsync<(string Place, long Entries, long Leaflets, long Held)>(Sums),
            await session.QueryAsync<(string Place, DateOnly Counted, long Entries, long Leaflets)>(Days)));
        return sums.Select(row => (Name: row.Place, row.Entries, row.Leaflets))
            .Concat(sums.Select(row => (Name: $"{row.Place} held", Entries: row.Held, Leaflets: 0L)))
            .Concat(days.Select(row => (Name: $"{row.Place} {row.Counted:yyyy-MM-dd}", row.Entries, row.Leaflets)))
            .ToDictionary(row => row.Name, row => (row.Entries, row.Leaflets));
    }
}
