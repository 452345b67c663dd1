using System.Globalization;
using Campaign111.Platform.Cli;
using Campaign111.Platform.Data;

namespace Campaign111.Platform.Operations.Backup;

/// <summary><c>backup --to FOLDER [--keep N]</c>, while the product runs or stands still.</summary>
public sealed class BackupCommand(Backups backups, DataOptions options) : ICliCommand
{
    public string Name => "backup";

    public string Usage => "--to FOLDER [--keep N]   copy database and files, check the copy; keep only the newest N backups there";

    // A backup shows what is there: it does not bring it up to date first.
    public bool NeedsDatabase => false;

    public async Task<int> RunAsync(CliArguments arguments, TextWriter output, CancellationToken cancel)
    {
        var target = arguments.Require("to");
        var keep = arguments.Get("keep") is not { } text ? 0
            : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0 ? number
            : throw new CliException("--keep takes a whole number of backups, 1 or more.");
        if (options.SqlServer is null && !File.Exists(options.SqlitePath))
        {
            throw new CliException($"There is no database in {options.Folder}: set CAMPAIGN111_DATA to the data folder.");
        }

        var made = await backups.MakeAsync(target, cancel);
        await output.WriteLineAsync($"Backup made and checked: {made}");
        if (options.SqlServer is not null)
        {
            await output.WriteLineAsync("It holds the files only. The database: BACKUP DATABASE ... TO DISK = ... WITH CHECKSUM, before or after this command (src/README.md).");
        }

        foreach (var removed in keep > 0 ? Backups.Prune(target, keep) : [])
        {
            await output.WriteLineAsync($"Removed: {removed}");
        }

        return 0;
    }
}

/// <summary><c>restore --from BACKUP --to FOLDER</c>: into a new place, checked; run again to go on after an interruption.</summary>
public sealed class RestoreCommand : ICliCommand
{
    public string Name => "restore";

    public string Usage => "--from BACKUP --to FOLDER   bring a backup back into a new folder and check it; run again after an interruption";

    public bool NeedsDatabase => false;

    public async Task<int> RunAsync(CliArguments arguments, TextWriter output, CancellationToken cancel)
    {
        var to = Path.GetFullPath(arguments.Require("to"));
        var manifest = await Restores.RunAsync(Path.GetFullPath(arguments.Require("from")), to, output, cancel);
        await output.WriteLineAsync(string.Create(
            CultureInfo.InvariantCulture, $"Restored and checked: {manifest.Files.Count} files of {manifest.MadeAt.UtcDateTime:yyyy-MM-dd HH:mm:ss} UTC. Start the product with CAMPAIGN111_DATA={to}"));
        await output.WriteLineAsync("Uploads and made files lie in the same folder: where Campaign111__FilesFolder names another, let it point here, or copy them there first.");
        return 0;
    }
}
