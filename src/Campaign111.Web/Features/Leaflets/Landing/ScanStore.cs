using Campaign111.Platform.Data;

namespace Campaign111.Features.Leaflets.Landing;

/// <summary>Adds counts to scan_day, and remembers which journals were added.</summary>
public sealed class ScanStore(Database database, TimeProvider time)
{
    private const string IsWritten = "SELECT COUNT(*) FROM scan_journal WHERE journal_key = @key";

    private const string MarkWritten = "INSERT INTO scan_journal (journal_key, written_at) VALUES (@key, @now)";

    private const string Old = "SELECT journal_key FROM scan_journal WHERE written_at < @before ORDER BY written_at";

    private const string Clear = "DELETE FROM scan_journal WHERE journal_key = @key";

    private const int MostCleared = 10_000;

    private static readonly TimeSpan KeysAreKept = TimeSpan.FromDays(7);

    private const string Add = """
        UPDATE scan_day SET scans = scans + @scans
        WHERE campaign_id = @campaignId AND unit_id = @unitId AND day = @day AND run_id = @runId AND language = @language
        """;

    private const string Insert = """
        INSERT INTO scan_day (campaign_id, unit_id, day, run_id, language, path, scans)
        VALUES (@campaignId, @unitId, @day, @runId, @language, @path, @scans)
        """;

    /// <summary>Whether a journal's counts are in the database already: the process ended after the commit and before the file was deleted.</summary>
    public async Task<bool> HasAsync(Guid journal) => await database.ReadAsync(session => session.ScalarAsync<int>(IsWritten, new { key = journal })) > 0;

    /// <summary>Forgets the keys of a week ago whose files are gone: there is one for each second in which somebody scanned.</summary>
    /// <param name="kept">Keys of files that are still there.</param>
    public Task ClearAsync(IReadOnlyCollection<Guid> kept) => database.WriteAsync(async session =>
    {
        foreach (var key in (await session.PageAsync<Guid>(Old, new { before = time.GetUtcNow() - KeysAreKept }, 0, MostCleared)).Except(kept))
        {
            await session.ExecuteAsync(Clear, new { key });
        }
    });

    /// <summary>Adds the counts in one transaction. No audit event: nobody acts, and a scan must leave no trace but its number.</summary>
    /// <param name="counts">Scans by place and day.</param>
    /// <param name="journal">The journal that held some of them, or null.</param>
    public Task AddAsync(IReadOnlyDictionary<ScanKey, long> counts, Guid? journal) => database.WriteAsync(session => WriteAsync(session, counts, journal));

    /// <summary>The same inside a transaction that is already open.</summary>
    public async Task WriteAsync(DbSession session, IReadOnlyDictionary<ScanKey, long> counts, Guid? journal)
    {
        // In one order on every node, so that two wait for one another instead of blocking each other.
        foreach (var (scan, scans) in counts.OrderBy(count => (count.Key.CampaignId, count.Key.UnitId, count.Key.Day, count.Key.RunId)))
        {
            var row = new { campaignId = scan.CampaignId, unitId = scan.UnitId, day = scan.Day, runId = scan.RunId, language = scan.Language, path = scan.Path, scans };
            if (await session.ExecuteAsync(Add, row) == 0)
            {
                await session.ExecuteAsync(Insert, row);
            }
        }

        if (journal is { } key)
        {
            await session.ExecuteAsync(MarkWritten, new { key, now = time.GetUtcNow() });
        }
    }
}
