using System.Globalization;
using Campaign111.Platform.Data;

namespace Campaign111.Platform.Operations.Backup;

/// <summary>Before a new version changes the schema of a database that is in use, a copy of it is put beside it (SQLite; on SQL Server the backup before an update is the
/// office's own). The two newest copies stay.</summary>
public sealed partial class MigrationCopy(DataOptions options, Migrator migrator, TimeProvider time, ILogger<MigrationCopy> log)
{
    private const int Kept = 2;

    /// <summary>The copy's path, or null when there was nothing to copy.</summary>
    public async Task<string?> MakeAsync(CancellationToken cancel)
    {
        if (options.SqlServer is not null || !File.Exists(options.SqlitePath) || await migrator.PendingAsync(cancel) is not { Count: > 0 } pending)
        {
            return null;
        }

        var folder = options.Sub("before-migration");
        var path = Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"{time.GetUtcNow().UtcDateTime:yyyyMMdd-HHmmss}-{pending[0]}.db"));
        await SqliteCopy.MakeAsync(options.SqlitePath, path + Backups.Partial, cancel);
        File.Move(path + Backups.Partial, path, overwrite: true);
        LogCopy(log, pending.Count, path);
        foreach (var old in Directory.GetFiles(folder, "*.db").OrderDescending(StringComparer.Ordinal).Skip(Kept))
        {
            File.Delete(old);
        }

        return path;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Count} migrations will run; the database as it was lies at {Path}")]
    private static partial void LogCopy(ILogger log, int count, string path);
}
