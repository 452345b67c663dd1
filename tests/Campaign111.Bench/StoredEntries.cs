using Campaign111.Platform.Data;
using Microsoft.Data.Sqlite;

namespace Campaign111.Bench;

/// <summary>Fills the ledger with tally entries of an earlier day, in SQL alone: time-ordered UUIDv7 keys before those of today, spread over all
/// hamlets. Totals and days are left as they are: their rows are as many either way.</summary>
internal static class StoredEntries
{
    // The product works on meanwhile and waits 30 seconds for a write at most.
    private const int Portion = 50_000;

    private const string Fill = """
        INSERT INTO coverage_entry (entry_key, receipt, campaign_id, hamlet_id, origin_id, household_id, outcome, method, households, leaflets, captured_at,
            received_at, counted_day, note, flags, state, held_reason, replaces, account_id, sent_by, on_behalf_of)
        WITH RECURSIVE n (i) AS (SELECT @from UNION ALL SELECT i + 1 FROM n WHERE i + 1 < @to)
        SELECT unhex(printf('%012x7%03x8%015x', 1577836800000 + n.i, n.i % 4096, n.i)), 'R-FILLED', @campaign, h.id, h.id, NULL, 'reached', 'door', 1, 1,
               '2020-08-29 02:12:00.000', '2020-08-29 02:13:00.000', '2020-08-29', NULL, '', 'valid', NULL, NULL, NULL, 'bench', NULL
        FROM n JOIN bench_hamlet h ON h.i = n.i % (SELECT COUNT(*) FROM bench_hamlet)
        """;

    private const string Hamlets = """
        CREATE TEMP TABLE bench_hamlet AS
        SELECT ROW_NUMBER() OVER (ORDER BY id) - 1 AS i, id FROM unit WHERE level = 'hamlet';
        CREATE UNIQUE INDEX temp.ix_bench_hamlet ON bench_hamlet (i);
        """;

    public static async Task FillAsync(string path, long campaign, int count)
    {
        await using var connection = await SqliteConnections.OpenAsync(path, create: false, CancellationToken.None);
        Execute(connection, Hamlets);
        // Only the filling is not durable: the pragma dies with the temporary tables when the pool is cleared.
        Execute(connection, "PRAGMA synchronous = OFF; PRAGMA cache_size = -256000;");
        for (var from = 0; from < count; from += Portion)
        {
            Execute(connection, Fill, ("@from", from), ("@to", Math.Min(count, from + Portion)), ("@campaign", campaign));
            Execute(connection, "PRAGMA wal_checkpoint(PASSIVE);");
        }

        Execute(connection, "PRAGMA wal_checkpoint(TRUNCATE);");
        SqliteConnection.ClearPool(connection);
    }

    private static void Execute(SqliteConnection connection, string sql, params (string Name, object Value)[] values)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.CommandTimeout = 600;
        foreach (var (name, value) in values)
        {
            command.Parameters.AddWithValue(name, value);
        }

        command.ExecuteNonQuery();
    }
}
