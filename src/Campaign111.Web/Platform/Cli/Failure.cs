using Campaign111.Platform.Data;
using Microsoft.Data.SqlClient;
using Microsoft.Data.Sqlite;

namespace Campaign111.Platform.Cli;

/// <summary>What an administrator can do about a failure, in one line.</summary>
public static class Failure
{
    // SQLite's result codes (sqlite.org/rescode.html).
    private const int Busy = 5;
    private const int ReadOnly = 8;
    private const int InputOutput = 10;
    private const int Corrupt = 11;
    private const int Full = 13;
    private const int CannotOpen = 14;
    private const int NotADatabase = 26;

    private const string DiskFull = "The disk is full: free space on the disk of the data folder, or of the folder that is written to, and start again. Nothing that was acknowledged is lost.";

    /// <summary>Null for a failure that is the product's own: its stack is needed then.</summary>
    public static string? Explain(Exception error) => error switch
    {
        CliException or MigrationException => error.Message,
        SqliteException sqlite => Explain(sqlite),
        SqlException server => $"SQL Server does not do what it was asked (error {server.Number}: {server.Message}) Check that it runs, that CAMPAIGN111_SQLSERVER names it, and that the account may use the database.",
        IOException or UnauthorizedAccessException when StorageTroubles.Of(error) == StorageTrouble.Full => DiskFull,
        IOException or UnauthorizedAccessException => error.Message,
        _ => null,
    };

    private static string? Explain(SqliteException error) => error.SqliteErrorCode switch
    {
        Busy => "The database has been locked by another process for too long: look for a second copy of the product or a tool that has the file open.",
        ReadOnly => "The database file may not be written: give the account that runs the product write access to the data folder and all files in it.",
        InputOutput => "The disk does not read or write the database file: check the disk, then restore the last backup to a new place if need be.",
        Corrupt or NotADatabase => "The database file is damaged: stop the product, keep the file, and restore the last backup to a new folder.",
        Full => DiskFull,
        CannotOpen => "The database file cannot be opened: is CAMPAIGN111_DATA right, and may the account that runs the product read that folder?",
        _ => null,
    };
}
