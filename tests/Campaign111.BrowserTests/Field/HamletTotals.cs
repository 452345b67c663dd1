using Microsoft.Data.Sqlite;

namespace Campaign111.BrowserTests.Field;

/// <summary>The figures of one hamlet of commune 25318, three times: as the totals say, as the days add up, and as the entries add up.</summary>
/// <param name="Entries">Valid entries.</param>
/// <param name="Leaflets">Of the valid entries.</param>
/// <param name="Reached">Households reached.</param>
internal sealed record HamletTotals(long Entries, long Leaflets, long Reached)
{
    private const string Unit = "(SELECT u.id FROM unit u JOIN unit c ON c.id = u.parent_id WHERE c.code = '25318' AND u.code = $hamlet)";

    private const string Totals = $"SELECT entries, leaflets, reached FROM coverage_total WHERE unit_id = {Unit}";

    private const string Days = $"SELECT SUM(entries), SUM(leaflets), SUM(reached) FROM coverage_day WHERE unit_id = {Unit}";

    private const string Sums = $"""
        SELECT COUNT(*), SUM(leaflets), COUNT(DISTINCT CASE WHEN outcome = 'reached' THEN household_id END)
        FROM coverage_entry WHERE state = 'valid' AND hamlet_id = {Unit}
        """;

    /// <summary>Reads them; totals, days and entries must agree.</summary>
    /// <param name="connection">To the demo's database.</param>
    /// <param name="hamlet">Such as "thon-3", logged by register.</param>
    public static HamletTotals Read(SqliteConnection connection, string hamlet)
    {
        var sums = Read(connection, Sums, hamlet);
        Read(connection, Totals, hamlet).ShouldBe(sums, "coverage_total against the entries");
        Read(connection, Days, hamlet).ShouldBe(sums, "coverage_day against the entries");
        return sums;
    }

    private static HamletTotals Read(SqliteConnection connection, string sql, string hamlet)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.Parameters.AddWithValue("$hamlet", hamlet);
        using var reader = command.ExecuteReader();
        reader.Read().ShouldBeTrue(hamlet);
        return new HamletTotals(reader.GetInt64(0), reader.GetInt64(1), reader.GetInt64(2));
    }
}
