using System.Globalization;
using System.Reflection;
using Campaign111.Platform.Audit.Seals;
using Campaign111.Platform.Cli;
using Campaign111.Platform.Data;
using Campaign111.Platform.Files;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging.Abstractions;

namespace Campaign111.Platform.Operations.Backup;

/// <summary>
/// Makes a backup while the product runs: a folder with the database's snapshot, the files of the data folder, and a manifest. It grows under a name that
/// ends in ".partial" and gets its own only when the copy has been opened and found whole.
/// </summary>
public sealed class Backups(DataOptions options, FilesOptions files, FileAreas areas, TimeProvider time)
{
    public const string Partial = ".partial";

    private const string Prefix = "campaign111-";
    private static readonly string[] First = ["scans", "audit-heads.tsv"];

    // Half-done work, and copies of what is elsewhere: made anew.
    private static readonly string[] NotKept = ["work", "design-cache"];

    /// <summary>Makes one below a folder and returns its path.</summary>
    /// <exception cref="CliException">The target lies in the data folder, or the copy is not whole.</exception>
    public async Task<string> MakeAsync(string target, CancellationToken cancel)
    {
        var home = Path.GetFullPath(target);
        if (Inside(home, options.Folder))
        {
            throw new CliException("The backup would lie inside the data folder and be lost with it: choose a folder on another disk or machine.");
        }

        var made = time.GetUtcNow();
        var final = Path.Combine(home, string.Create(CultureInfo.InvariantCulture, $"{Prefix}{made.UtcDateTime:yyyyMMdd-HHmmss}"));
        var partial = Directory.CreateDirectory(final + Partial).FullName;
        try
        {
            // What the database takes in and then deletes is copied before it; a file that is then in both is known to the database by its key.
            Copy(options.Folder, partial, path => First.Contains(path.Split('/')[0]));
            if (options.SqlServer is null)
            {
                await SqliteCopy.MakeAsync(options.SqlitePath, Path.Combine(partial, Path.GetFileName(options.SqlitePath)), cancel);
            }

            Copy(options.Folder, partial, path => !First.Contains(path));
            CopyShared(partial);
            var head = options.SqlServer is null ? await WholeAsync(partial, cancel) : null;
            var manifest = new BackupManifest
            {
                MadeAt = made,
                Product = typeof(Backups).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "",
                Database = options.SqlServer is null ? "sqlite" : "sqlserver",
                AuditHead = head,
                Files = await BackupManifest.DescribeAsync(partial, cancel),
            };
            await manifest.WriteAsync(partial, cancel);
            Directory.Move(partial, final);
            return final;
        }
        catch
        {
            Directory.Delete(partial, recursive: true);
            throw;
        }
    }

    /// <summary>Deletes the oldest finished backups of a folder, so that so many are left. What an interrupted one left behind (".partial") is not touched: another may be growing.</summary>
    public static IReadOnlyList<string> Prune(string target, int keep)
    {
        var finished = Directory.GetDirectories(target, Prefix + "*").Where(folder => File.Exists(Path.Combine(folder, BackupManifest.FileName)) && !folder.EndsWith(Partial, StringComparison.Ordinal));
        var old = finished.OrderDescending(StringComparer.Ordinal).Skip(keep).ToList();
        old.ForEach(folder => Directory.Delete(folder, recursive: true));
        return old;
    }

    /// <summary>Opens a copied data folder and returns the head of its trail.</summary>
    /// <exception cref="CliException">The database or its trail is not whole.</exception>
    public static async Task<string?> WholeAsync(string folder, CancellationToken cancel)
    {
        var copy = new DataOptions { Folder = folder };
        if (await SqliteCopy.ProblemAsync(copy.SqlitePath, quick: false, cancel) is { } problem)
        {
            throw new CliException($"The copied database is damaged ({problem}). Check the disk of the original with 'doctor'.");
        }

        await using var database = new Database(copy);
        var verdict = await new AuditVerifier(database, new AuditAnchors(copy, NullLogger<AuditAnchors>.Instance)).VerifyAsync(cancel);
        SqliteConnection.ClearAllPools();
        await LeaveOneFileAsync(copy.SqlitePath, cancel);
        return verdict.Faults.Count == 0 ? verdict.Head : throw new CliException(
            $"The audit trail in the copy is not whole ({verdict.Faults[0].Problem}): run 'audit verify' on the original.");
    }

    // Files of the folder setting that lie outside the data folder go to the same names inside the backup.
    private void CopyShared(string to)
    {
        if (files.Kind == FilesOptions.InFolder && files.Folder != options.Folder && Directory.Exists(files.Folder))
        {
            Copy(files.Folder, to, path => areas.All.Contains(path.Split('/')[0]) && !path.Contains(FolderFiles.Partial, StringComparison.Ordinal));
        }
    }

    private void Copy(string from, string to, Func<string, bool> wanted)
    {
        foreach (var file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
        {
            var path = Path.GetRelativePath(from, file).Replace('\\', '/');
            if (!wanted(path) || NotKept.Contains(path.Split('/')[0]) || path.StartsWith(Path.GetFileName(options.SqlitePath), StringComparison.Ordinal) || path.EndsWith(Partial, StringComparison.Ordinal))
            {
                continue;
            }

            var target = Path.Combine(to, path);
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            try
            {
                File.Copy(file, target, overwrite: true);
            }
            catch (FileNotFoundException)
            {
                // Taken into the database, or swept away, since the folder was read.
            }
        }
    }

    // The checks opened it in WAL mode: what they left beside it goes.
    private static async Task LeaveOneFileAsync(string path, CancellationToken cancel)
    {
        await using var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Pooling = false }.ToString());
        await connection.OpenAsync(cancel);
        await using var command = connection.CreateCommand();
        command.CommandText = "PRAGMA wal_checkpoint(TRUNCATE)";
        await command.ExecuteNonQueryAsync(cancel);
    }

    private static bool Inside(string path, string folder) => !Path.GetRelativePath(folder, path).StartsWith("..", StringComparison.Ordinal) && !Path.IsPathRooted(Path.GetRelativePath(folder, path));
}
