using Campaign111.Platform.Data;
using Campaign111.Tests.Infrastructure;
using Microsoft.Data.Sqlite;

namespace Campaign111.Tests.Drills;

/// <summary>Two nodes do the same at the same moment: two processes of the built executable on one data folder.</summary>
public sealed class StartTests : IDisposable
{
    private const string Now = "2020-09-01T07:30:00+07:00";

    private readonly List<string> folders = [];

    [Fact]
    public async Task Two_processes_that_start_at_once_migrate_once()
    {
        var folder = Keep(Directory.CreateTempSubdirectory("campaign111-start-").FullName);

        var ends = await AtOnceAsync(folder, demo: false, "migrate");

        ends.ShouldAllBe(end => end.ExitCode == 0, string.Join("\n---\n", ends.Select(end => end.Output)));
        var journal = await ColumnAsync(folder, "SELECT name FROM schema_migration ORDER BY name");
        journal.ShouldBe(Migration.Embedded(typeof(Migration).Assembly).Select(migration => migration.Name));
        (await ColumnAsync(folder, "SELECT code FROM unit WHERE level = 'province' GROUP BY code, valid_from HAVING COUNT(*) > 1")).ShouldBeEmpty();
        (await ColumnAsync(folder, "SELECT COUNT(*) FROM unit WHERE level = 'nation'")).ShouldBe(["1"]);
    }

    [Fact]
    public async Task Two_sweeps_at_once_remind_nobody_twice()
    {
        var folder = Keep(await DemoApp.CopyAsync());
        var (dryCode, dry) = await ProductProcess.RunAsync(folder, demo: true, "sweep", "--now", Now, "--dry-run");
        dryCode.ShouldBe(0, dry);
        var due = dry.Split('\n').Where(line => line.Contains('\t', StringComparison.Ordinal)).Select(Key).ToList();
        due.ShouldNotBeEmpty();
        var before = (await ColumnAsync(folder, Reminders)).ToHashSet();

        var ends = await AtOnceAsync(folder, demo: true, "sweep", "--now", Now);

        ends.ShouldAllBe(end => end.ExitCode == 0, string.Join("\n---\n", ends.Select(end => end.Output)));
        var written = (await ColumnAsync(folder, Reminders)).Where(reminder => !before.Contains(reminder)).ToList();
        written.Order(StringComparer.Ordinal).ShouldBe(due.Order(StringComparer.Ordinal));
        ends.Sum(end => Count(end.Output)).ShouldBe(due.Count);
        (await ColumnAsync(folder, "SELECT account_id FROM outbox GROUP BY account_id, local_day, channel HAVING COUNT(*) > 1")).ShouldBeEmpty();
        (await ColumnAsync(folder, "SELECT reminder_id FROM reminder_message GROUP BY reminder_id, outbox_id HAVING COUNT(*) > 1")).ShouldBeEmpty();
        (await ColumnAsync(folder, Unattached)).ShouldBeEmpty();
    }

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        folders.ForEach(folder => Directory.Delete(folder, recursive: true));
    }

    private const string Reminders = "SELECT CONCAT(u.code, ' ', r.rung) FROM reminder r JOIN unit u ON u.id = r.unit_id";

    private const string Unattached = "SELECT id FROM reminder WHERE id NOT IN (SELECT reminder_id FROM reminder_message)";

    private static async Task<(int ExitCode, string Output)[]> AtOnceAsync(string folder, bool demo, params string[] arguments)
    {
        await using var one = ProductProcess.Start(folder, demo, arguments);
        await using var other = ProductProcess.Start(folder, demo, arguments);
        int[] codes = await Task.WhenAll(one.EndAsync(), other.EndAsync());
        return [(codes[0], one.Output), (codes[1], other.Output)];
    }

    // A line of the dry run: unit code, unit, rung, recipient, reason.
    private static string Key(string line) => line.Split('\t') is [var code, _, var rung, ..] ? $"{code} {rung}" : line;

    // "18 reminders written."
    private static int Count(string output) =>
        output.Split('\n').Where(line => line.EndsWith("reminders written.", StringComparison.Ordinal)).Sum(line => int.Parse(line.Split(' ')[0], null));

    private static async Task<List<string>> ColumnAsync(string folder, string sql)
    {
        await using var connection = new SqliteConnection($"Data Source={new DataOptions { Folder = folder }.SqlitePath};Pooling=False");
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await using var reader = await command.ExecuteReaderAsync();
        var values = new List<string>();
        while (await reader.ReadAsync())
        {
            values.Add(reader.GetValue(0).ToString()!);
        }

        return values;
    }

    private string Keep(string folder)
    {
        folders.Add(folder);
        return folder;
    }
}
