using Campaign111.Platform.Cli;

namespace Campaign111.Platform.Operations.Backup;

/// <summary>Brings a backup back into a new place. An interrupted restore goes on where it stopped; until it is done and checked, a mark keeps the product
/// from starting there.</summary>
public static class Restores
{
    public const string Mark = ".restoring";

    /// <returns>The manifest of what was restored.</returns>
    /// <exception cref="CliException">No whole backup, or the place is not empty.</exception>
    public static async Task<BackupManifest> RunAsync(string from, string to, TextWriter output, CancellationToken cancel)
    {
        var manifest = await BackupManifest.ReadAsync(from, cancel)
            ?? throw new CliException($"{from} is no finished backup: it has no readable {BackupManifest.FileName}.");
        var mark = Path.Combine(to, Mark);
        var source = $"{manifest.MadeAt:O}";
        if (Directory.Exists(to) && Directory.EnumerateFileSystemEntries(to).Any() && (!File.Exists(mark) || await File.ReadAllTextAsync(mark, cancel) != source))
        {
            throw new CliException($"{to} is not empty: restore to a new folder, look at it there, then let CAMPAIGN111_DATA point to it.");
        }

        Directory.CreateDirectory(to);
        await File.WriteAllTextAsync(mark, source, cancel);
        foreach (var file in manifest.Files)
        {
            await CopyAsync(from, to, file, cancel);
        }

        if (manifest.Database == "sqlite")
        {
            await output.WriteLineAsync("Copied; checking the database and the audit trail.");
            await Backups.WholeAsync(to, cancel);
        }

        File.Delete(mark);
        return manifest;
    }

    /// <summary>Says why the product may not start on a data folder, or null.</summary>
    public static string? Problem(string folder) => File.Exists(Path.Combine(folder, Mark))
        ? $"A restore into {folder} was interrupted: run the same 'restore' again, it goes on where it stopped."
        : null;

    private static async Task CopyAsync(string from, string to, BackupFile file, CancellationToken cancel)
    {
        var target = Path.GetFullPath(Path.Combine(to, file.Path));
        if (!target.StartsWith(Path.GetFullPath(to) + Path.DirectorySeparatorChar, StringComparison.Ordinal))
        {
            throw new CliException($"The manifest names a file outside the backup ({file.Path}): it was tampered with.");
        }

        if (File.Exists(target) && new FileInfo(target).Length == file.Size && await BackupManifest.HashAsync(target, cancel) == file.Sha256)
        {
            return;
        }

        var source = Path.Combine(from, file.Path);
        if (!File.Exists(source) || await BackupManifest.HashAsync(source, cancel) != file.Sha256)
        {
            throw new CliException($"{file.Path} is missing from the backup or was changed since it was made: use another backup.");
        }

        Directory.CreateDirectory(Path.GetDirectoryName(target)!);
        File.Copy(source, target + Backups.Partial, overwrite: true);
        File.Move(target + Backups.Partial, target, overwrite: true);
    }
}
