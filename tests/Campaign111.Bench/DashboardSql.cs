using System.Diagnostics;
using System.Globalization;
using Campaign111.Platform.Data;
using Microsoft.Data.Sqlite;

namespace Campaign111.Bench;

/// <summary>What the pages' figures cost in SQL alone, on the same database: the floor under them.</summary>
internal static class DashboardSql
{
    private const string Campaign = "(SELECT id FROM campaign WHERE slug = @slug)";

    private const string Range = "(SELECT path FROM unit WHERE code = '70' AND level = 'province' AND valid_from <= '2020-07-28' AND (valid_to IS NULL OR valid_to > '2020-07-28'))";

    private const string ProvinceFromCommunes = $"""
        SELECT SUM(target), SUM(reached), SUM(settled), MAX(last_entry) FROM coverage_total
        WHERE campaign_id = {Campaign} AND level = 'commune' AND path >= {Range} AND path < {Range} || ':'
        """;

    private const string NationByProvince = $"""
        SELECT p.id, SUM(t.target), SUM(t.reached), SUM(t.settled), MAX(t.last_entry) FROM unit p CROSS JOIN coverage_total t
        WHERE t.campaign_id = {Campaign} AND t.level = 'commune' AND t.path >= p.path AND t.path < p.path || ':'
            AND p.level = 'province' AND p.valid_from <= '2020-07-28' AND (p.valid_to IS NULL OR p.valid_to > '2020-07-28') GROUP BY p.id
        """;

    private const string RolledUp = $"""
        SELECT day, reached FROM coverage_day WHERE campaign_id = {Campaign} AND level = 'above' AND path = (SELECT path FROM unit WHERE level = 'nation')
            AND day > '2020-03-05' AND day <= '2020-09-01'
        """;

    private const string Naive = $"SELECT counted_day, SUM(households) FROM coverage_entry WHERE campaign_id = {Campaign} AND state = 'valid' AND outcome = 'reached' GROUP BY counted_day";

    public static async Task PrintAsync(string folder)
    {
        await using var connection = await SqliteConnections.OpenAsync(new DataOptions { Folder = folder }.SqlitePath, create: false, CancellationToken.None);
        foreach (var (name, sql, times) in new[]
        {
            ("province from its communes", ProvinceFromCommunes, 200), ("nation by province, from communes", NationByProvince, 50),
            ("rolled-up 180 days of the nation", RolledUp, 200), ("naive count over the entries", Naive, 1),
        })
        {
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"SQL alone: {name,-34}{Milliseconds(connection, sql, times),10:F2} ms"));
        }
    }

    private static double Milliseconds(SqliteConnection connection, string sql, int times)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.Parameters.AddWithValue("@slug", DashboardGround.Slug);
        command.CommandTimeout = 600;
        command.Prepare();
        var spent = new List<double>();
        for (var i = 0; i < times; i++)
        {
            var from = Stopwatch.GetTimestamp();
            using var rows = command.ExecuteReader();
            while (rows.Read())
            {
                _ = rows.GetValue(0);
            }

            spent.Add(Stopwatch.GetElapsedTime(from).TotalMilliseconds);
        }

        return spent.Order().ElementAt(times / 2);
    }
}
