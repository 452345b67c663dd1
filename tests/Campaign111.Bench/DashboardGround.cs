using System.Diagnostics;
using Campaign111.Features.Campaigns;
using Campaign111.Features.Coverage;
using Campaign111.Features.Coverage.History;
using Campaign111.Features.Hierarchy;
using Campaign111.Platform.Data;
using Microsoft.Data.Sqlite;

namespace Campaign111.Bench;

/// <summary>A national campaign of a year on the official tree of 2020, with denominators in every hamlet and entries on a dozen days of each: in SQL alone, then
/// opened and summed by the product's own code.</summary>
internal static class DashboardGround
{
    public const string Slug = "toan-quoc-2020";

    private const int Portion = 250_000;

    // The demo's hamlets exist; every other commune gets nine.
    private const string Country = """
        INSERT INTO unit (id, parent_id, level, code, unit_type, name, name_en, path, valid_from, valid_to, sort_key, search_text)
        WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 9),
            c AS (SELECT id, path, ROW_NUMBER() OVER (ORDER BY path) - 1 AS at FROM unit u WHERE level = 'commune' AND valid_from <= '2020-07-28'
                  AND (valid_to IS NULL OR valid_to > '2020-07-28') AND NOT EXISTS (SELECT 1 FROM unit h WHERE h.parent_id = u.id)),
            f AS (SELECT MAX(id) AS id FROM unit)
        SELECT f.id + c.at * 9 + n.i, c.id, 'hamlet', printf('thon-%d', n.i), 'Thôn', CAST(n.i AS TEXT), CAST(n.i AS TEXT), printf('%s%d/', c.path, f.id + c.at * 9 + n.i),
               '2019-01-01', NULL, printf('%02d', n.i), printf('thon %d', n.i)
        FROM f, c, n;
        INSERT INTO place_target (unit_id, commune_id, path, households, source, as_of, account_id, recorded_by, recorded_at, booked_on)
        SELECT id, parent_id, path, 150 + (id * 7919) % 273, 'Tổng điều tra 1/4/2019', '2019-04-01', NULL, 'bench', '2019-09-01 02:00:00.000', '2019-09-01'
        FROM unit h WHERE level = 'hamlet' AND NOT EXISTS (SELECT 1 FROM place_target t WHERE t.unit_id = h.id);
        INSERT INTO campaign (slug, name, name_en, unit_id, unit_path, tree_date, starts_on, on_pace_gap, behind_gap, silent_days, is_illustrative, created_at)
        SELECT @slug, 'Toàn quốc', 'The whole country', id, path, '2020-07-28', '2019-09-01', 500, 2000, 7, 1, '2019-08-01 00:00:00.000' FROM unit WHERE level = 'nation';
        INSERT INTO deadline (campaign_id, unit_id, unit_path, set_by_unit_id, set_by_path, wording, last_day, state, set_at)
        SELECT id, unit_id, unit_path, unit_id, unit_path, 'trước ngày 30/9/2020', '2020-09-29', 'in-force', '2019-08-01 00:00:00.000' FROM campaign WHERE slug = @slug;
        """;

    // A hamlet after the other, so that keys and indexes grow at their ends; each has its twelve days, spread over the year, and a seventh arrives up to nine days late.
    private const string Entries = """
        INSERT INTO coverage_entry (entry_key, receipt, campaign_id, hamlet_id, origin_id, household_id, outcome, method, households, leaflets, captured_at,
            received_at, counted_day, note, flags, state, held_reason, replaces, account_id, sent_by, on_behalf_of)
        WITH RECURSIVE n (i) AS (SELECT @from UNION ALL SELECT i + 1 FROM n WHERE i + 1 < @to),
            e AS (SELECT n.i, h.id AS hamlet, julianday('2019-09-01') + (h.id * 31 + (n.i % 12) * 29) % 366 AS day
                  FROM n JOIN bench_hamlet h ON h.i = n.i * (SELECT COUNT(*) FROM bench_hamlet) / @count)
        SELECT unhex(printf('%012x7%03x8%015x', 1567296000000 + i, i % 4096, i)), 'R-FILLED', @campaign, hamlet, hamlet, NULL, 'reached', 'door', 1 + i % 5, 1 + i % 5,
               strftime('%Y-%m-%d 02:12:00.000', day), strftime('%Y-%m-%d 02:13:00.000', day + CASE WHEN i % 7 = 0 THEN 1 + i % 9 ELSE 0 END),
               strftime('%Y-%m-%d', day), NULL, '', 'valid', NULL, NULL, NULL, 'bench', NULL
        FROM e WHERE day <= julianday('2020-08-31')
        """;

    private const string Hamlets = """
        CREATE TEMP TABLE bench_hamlet AS SELECT ROW_NUMBER() OVER (ORDER BY id) - 1 AS i, id FROM unit WHERE level = 'hamlet';
        CREATE UNIQUE INDEX temp.ix_bench_hamlet ON bench_hamlet (i);
        """;

    /// <summary>Fills the database of a data folder. Says how long each part took.</summary>
    public static async Task FillAsync(string folder, int count)
    {
        var options = new DataOptions { Folder = folder };
        var clock = Stopwatch.StartNew();
        await ExecuteAsync(options.SqlitePath, connection => Execute(connection, Country, ("@slug", Slug)));
        await using var database = new Database(options);
        var campaign = await new CampaignDirectory(database).FindAsync(Slug) ?? throw new InvalidOperationException("The campaign is missing.");
        await new CoverageOpening(database, new UnitDirectory(database), TimeProvider.System).EnsureAsync(campaign);
        var opened = clock.Elapsed.TotalSeconds;
        await ExecuteAsync(options.SqlitePath, connection =>
        {
            Execute(connection, Hamlets);
            for (var from = 0; from < count; from += Portion)
            {
                Execute(connection, Entries, ("@from", from), ("@to", Math.Min(count, from + Portion)), ("@count", count), ("@campaign", campaign.Id));
                Execute(connection, "PRAGMA wal_checkpoint(PASSIVE);");
            }
        });
        var filled = clock.Elapsed.TotalSeconds;
        var rebuild = new CoverageRebuild(database);
        await rebuild.EnlistAsync();
        await rebuild.RunAsync();
        await ExecuteAsync(options.SqlitePath, connection => Execute(connection, "ANALYZE; PRAGMA wal_checkpoint(TRUNCATE);"));
        var (households, entries) = await database.ReadAsync(session => session.SingleAsync<(long, long)>(
            "SELECT target, entries FROM coverage_total t JOIN unit u ON u.id = t.unit_id WHERE u.level = 'nation' AND t.campaign_id = @id", new { id = campaign.Id }));
        Console.WriteLine(FormattableString.Invariant(
            $"({entries:N0} entries, {households:N0} households: campaign opened in {opened:F0} s, entries filled in {filled - opened:F0} s, all figures rebuilt from them in {clock.Elapsed.TotalSeconds - filled:F0} s)"));
    }

    private static async Task ExecuteAsync(string path, Action<SqliteConnection> run)
    {
        await using var connection = await SqliteConnections.OpenAsync(path, create: false, CancellationToken.None);
        // Only the filling is not durable: the pragmas die with the connection.
        Execute(connection, "PRAGMA synchronous = OFF; PRAGMA cache_size = -512000;");
        run(connection);
        SqliteConnection.ClearPool(connection);
    }

    private static void Execute(SqliteConnection connection, string sql, params (string Name, object Value)[] values)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.CommandTimeout = 1800;
        foreach (var (name, value) in values)
        {
            command.Parameters.AddWithValue(name, value);
        }

        command.ExecuteNonQuery();
    }
}
