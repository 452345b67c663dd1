using Campaign111.Platform.Data;
using Microsoft.Data.Sqlite;

namespace Campaign111.Platform.Operations.Backup;

/// <summary>Copies of a SQLite database while it is in use.</summary>
public static class SqliteCopy
{
    /// <summary>One snapshot, taken by SQLite's own backup interface: writers go on meanwhile, and none of theirs is in it by half.</summary>
    public static async Task MakeAsync(string from, string to, CancellationToken cancel)
    {
        await using var source = await SqliteConnections.OpenAsync(from, create: false, cancel);
        await using (var target = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = to, Pooling = false }.ToString()))
        {
            await target.OpenAsync(cancel);
            await Task.Run(() => source.BackupDatabase(target), cancel);
        }

        await using var file = new FileStream(to, FileMode.Open, FileAccess.ReadWrite);
        file.Flush(flushToDisk: true);
    }

    /// <summary>Null when the file is whole (integrity and foreign keys), else what SQLite says.</summary>
    public static async Task<string?> ProblemAsync(string path, bool quick, CancellationToken cancel)
    {
        await using var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Pooling = false, Mode = SqliteOpenMode.ReadWrite }.ToString());
        try
        {
            await connection.OpenAsync(cancel);
            await using var command = connection.CreateCommand();
            command.CommandText = quick ? "PRAGMA quick_check(1)" : "PRAGMA integrity_check(1)";
            if (await command.ExecuteScalarAsync(cancel) is not "ok" and var said)
            {
                return $"{said}";
            }

            command.CommandText = "PRAGMA foreign_key_check";
            await using var orphans = await command.ExecuteReaderAsync(cancel);
            return await orphans.ReadAsync(cancel) ? $"a row of {orphans.GetString(0)} refers to a row that is not there" : null;
        }
        catch (SqliteException error)
        {
            return error.Message;
        }
    }
}
