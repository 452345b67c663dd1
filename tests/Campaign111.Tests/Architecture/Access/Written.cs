using System.Globalization;
using Microsoft.Data.Sqlite;

namespace Campaign111.Tests.Architecture.Access;

/// <summary>Every row that a request writes, noted by triggers on every table, and taken back again: so each request of the walk meets the same world, and "it changed
/// nothing" is known to the row, also of what was changed and changed back. SQLite only, like the walk.</summary>
internal sealed class Written : IAsyncDisposable
{
    // What is written about a request rather than by it: the trail, sessions and counters of requests. (Patterns of LIKE.)
    private static readonly string[] Left = ["sqlite_%", "walk_%", "schema_migration", "audit_%", "security_%", "%session%", "data_protection_%", "%rate_limit%", "job_state"];

    private static readonly string[] Background = ["scans", "print", "exports", "work"];

    private readonly SqliteConnection connection;
    private readonly string folder;
    private readonly HashSet<string> files;

    private Written(SqliteConnection connection, string folder)
    {
        (this.connection, this.folder) = (connection, folder);
        files = [.. Files()];
    }

    /// <param name="folder">Data folder of a running product.</param>
    public static async Task<Written> WatchAsync(string folder)
    {
        var connection = new SqliteConnection($"Data Source={Path.Combine(folder, "campaign111.db")};Pooling=False;Foreign Keys=False;Default Timeout=60");
        await connection.OpenAsync();
        var written = new Written(connection, folder);
        await written.DoAsync("PRAGMA synchronous = OFF; CREATE TABLE walk_note (id INTEGER PRIMARY KEY, tab TEXT NOT NULL, undo TEXT NOT NULL); CREATE TABLE walk_on (is_on INT NOT NULL); INSERT INTO walk_on VALUES (1)");
        var left = string.Join(" AND ", Left.Select(pattern => $"name NOT LIKE '{pattern}'"));
        foreach (var table in await written.ColumnAsync($"SELECT name FROM sqlite_master WHERE type = 'table' AND {left}"))
        {
            await written.DoAsync(await written.TriggersAsync(table));
        }

        return written;
    }

    /// <summary>Tables in which something was written since the last time, and files that came or went; empty: nothing at all. What was written is taken back.</summary>
    public async Task<IReadOnlyList<string>> TakeBackAsync()
    {
        var found = await ColumnAsync("SELECT DISTINCT tab FROM walk_note ORDER BY tab");
        if (found.Count > 0)
        {
            var undo = await ColumnAsync("SELECT undo FROM walk_note ORDER BY id DESC");
            await DoAsync($"BEGIN IMMEDIATE; UPDATE walk_on SET is_on = 0; {string.Concat(undo)} DELETE FROM walk_note; UPDATE walk_on SET is_on = 1; COMMIT");
        }

        var now = Files().ToHashSet();
        found.AddRange(now.Except(files).Concat(files.Except(now)).Select(file => $"file {file}"));
        files.Clear();
        files.UnionWith(now);
        return found;
    }

    public async ValueTask DisposeAsync() => await connection.DisposeAsync();

    private async Task<string> TriggersAsync(string table)
    {
        // The rowid says which row; a column that is the rowid itself stays out of the lists.
        var columns = await ColumnAsync($"SELECT name FROM pragma_table_info('{table}') WHERE NOT (pk = 1 AND type = 'INTEGER')");
        var set = string.Join(" || ', ' || ", columns.Select(column => $"'[{column}] = ' || quote(OLD.[{column}])"));
        var list = string.Join(", ", columns.Select(column => $"[{column}]"));
        var values = string.Join(" || ', ' || ", columns.Select(column => $"quote(OLD.[{column}])"));
        string Trigger(string kind, string undo) => $"""
            CREATE TRIGGER walk_{kind}_{table} AFTER {kind} ON [{table}] WHEN (SELECT is_on FROM walk_on) = 1
            BEGIN INSERT INTO walk_note (tab, undo) VALUES ('{table}', {undo}); END;

            """;
        return Trigger("INSERT", $"'DELETE FROM [{table}] WHERE rowid = ' || NEW.rowid || ';'")
            + Trigger("UPDATE", $"'UPDATE [{table}] SET rowid = ' || OLD.rowid || ', ' || {set} || ' WHERE rowid = ' || NEW.rowid || ';'")
            + Trigger("DELETE", $"'INSERT INTO [{table}] (rowid, {list}) VALUES (' || OLD.rowid || ', ' || {values} || ');'");
    }

    // What lies beside the database: uploads and artwork. Keys and the counters of scans are nobody's; prints and exports are made in the background, from rows that are noted.
    private IEnumerable<string> Files() => Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
        .Select(file => Path.GetRelativePath(folder, file))
        .Where(file => !file.StartsWith("campaign111.db", StringComparison.Ordinal) && !file.StartsWith("keys", StringComparison.Ordinal) && !Background.Any(name => file.StartsWith(name, StringComparison.Ordinal)));

    private async Task DoAsync(string sql)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync();
    }

    private async Task<List<string>> ColumnAsync(string sql)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await using var reader = await command.ExecuteReaderAsync();
        var found = new List<string>();
        while (await reader.ReadAsync())
        {
            found.Add(Convert.ToString(reader.GetValue(0), CultureInfo.InvariantCulture) ?? "");
        }

        return found;
    }
}
