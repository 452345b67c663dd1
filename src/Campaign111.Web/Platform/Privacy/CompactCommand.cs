using Campaign111.Platform.Cli;
using Campaign111.Platform.Data;

namespace Campaign111.Platform.Privacy;

/// <summary><c>compact</c>: what was erased from a SQLite database still lies in free pages of its file until something is written over them. This writes the
/// file anew, without them.</summary>
public sealed class CompactCommand(Database database) : ICliCommand
{
    // The log first and last: an older copy of an erased row may lie in it.
    private static readonly string[] Steps = ["PRAGMA wal_checkpoint(TRUNCATE)", "VACUUM", "PRAGMA wal_checkpoint(TRUNCATE)"];

    public string Name => "compact";

    public string Usage => "  write the SQLite file anew, so that nothing that was erased is left in its free pages; writers wait meanwhile, run it at night";

    public async Task<int> RunAsync(CliArguments arguments, TextWriter output, CancellationToken cancel)
    {
        if (database.Dialect != Dialect.Sqlite)
        {
            throw new CliException("SQL Server reuses its pages by itself; 'DBCC CLEANTABLE' and its ghost clean-up do what 'compact' does for SQLite.");
        }

        await using var connection = await database.OpenAsync(cancel);
        foreach (var step in Steps)
        {
            await using var command = connection.CreateCommand();
            command.CommandText = step;
            command.CommandTimeout = 0;
            await command.ExecuteNonQueryAsync(cancel);
        }

        await output.WriteLineAsync("The file is written anew. Backups made before keep what they held: delete them when their time is over.");
        return 0;
    }
}
