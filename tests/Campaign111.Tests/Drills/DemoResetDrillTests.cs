using Campaign111.Platform.Data;
using Campaign111.Tests.Infrastructure;
using Microsoft.Data.Sqlite;

namespace Campaign111.Tests.Drills;

/// <summary><c>demo --reset</c> is killed with kill -9 at a random moment: the next start leaves a whole demo, with every table as after a first start. One
/// round; ten with CAMPAIGN111_DRILLS=1.</summary>
public sealed class DemoResetDrillTests : IDisposable
{
    private readonly List<string> folders = [];

    private static int Rounds => Environment.GetEnvironmentVariable("CAMPAIGN111_DRILLS") == "1" ? 10 : 1;

    [Fact]
    public async Task A_killed_reset_is_finished_by_the_next_start()
    {
        var folder = await DemoApp.CopyAsync();
        folders.Add(folder);
        var fresh = await CountsAsync(folder);
        var random = new Random(111);
        for (var round = 0; round < Rounds; round++)
        {
            await using (var command = ProductProcess.Start(folder, demo: true, "demo", "--reset"))
            {
                // Only a kill after the emptying can leave half a demo: from there on at any moment of the loading.
                var emptied = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
                var parts = random.Next(1, 9);
                command.Said += line =>
                {
                    if (line.Contains("Demo: ", StringComparison.Ordinal) && --parts == 0)
                    {
                        emptied.TrySetResult();
                    }
                };
                await emptied.Task.WaitAsync(TimeSpan.FromMinutes(2));
                await Task.Delay(random.Next(0, 400));
                await command.KillAsync();
            }

            var (code, output) = await ProductProcess.RunAsync(folder, demo: true, "demo");

            code.ShouldBe(0, output);
            (await CountsAsync(folder)).ShouldBe(fresh, $"round {round}: {output}");
        }
    }

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        folders.ForEach(folder => Directory.Delete(folder, recursive: true));
    }

    private static async Task<string> CountsAsync(string folder)
    {
        await using var connection = new SqliteConnection($"Data Source={new DataOptions { Folder = folder }.SqlitePath};Pooling=False");
        await connection.OpenAsync();
        var counts = new List<string>();
        foreach (var table in await ColumnAsync(connection, "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%' AND name NOT LIKE 'job%' AND name NOT IN ('schema_migration', 'app_setting', 'audit_event', 'audit_seal') ORDER BY name"))
        {
            counts.Add($"{table} {(await ColumnAsync(connection, $"SELECT COUNT(*) FROM {table}"))[0]}");
        }

        return string.Join('\n', counts);
    }

    private static async Task<List<string>> ColumnAsync(SqliteConnection connection, string sql)
    {
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
}
