using System.Data.Common;
using Microsoft.Data.SqlClient;
using Microsoft.Data.Sqlite;

namespace Campaign111.Platform.Data;

/// <summary>What keeps the product from reading or writing, as far as it lies outside the product and passes when somebody mends it there.</summary>
public enum StorageTrouble
{
    /// <summary>Something else: a fault of the product.</summary>
    None,

    /// <summary>The disk, or the database's own limit, is full.</summary>
    Full,

    /// <summary>File, folder or database may be read and not written.</summary>
    ReadOnly,

    /// <summary>Somebody else holds the lock for longer than is waited.</summary>
    Busy,

    /// <summary>The database cannot be reached or opened.</summary>
    Away,
}

/// <summary>Tells which trouble an exception speaks of.</summary>
public static class StorageTroubles
{
    // errno(3): .NET gives it on Unix as the HResult of an IOException; the low word is Windows' ERROR_HANDLE_DISK_FULL and ERROR_DISK_FULL.
    private const int NoSpace = 28;
    private const int ReadOnlyFileSystem = 30;
    private const int QuotaExceeded = 122;
    private const int WindowsHandleFull = 39;
    private const int WindowsDiskFull = 112;

    public static StorageTrouble Of(Exception error) => error switch
    {
        SqliteException sqlite => Of(sqlite),
        SqlException server => Of(server),
        DbException => StorageTrouble.Away,
        FileNotFoundException or DirectoryNotFoundException => StorageTrouble.None,
        IOException io => Of(io),
        UnauthorizedAccessException => StorageTrouble.ReadOnly,
        { InnerException: { } inner } => Of(inner),
        _ => StorageTrouble.None,
    };

    // sqlite.org/rescode.html
    private static StorageTrouble Of(SqliteException error) => error.SqliteErrorCode switch
    {
        13 => StorageTrouble.Full,
        8 => StorageTrouble.ReadOnly,
        5 or 6 => StorageTrouble.Busy,
        // Input and output, corrupt, cannot open, not a database.
        10 or 11 or 14 or 26 => StorageTrouble.Away,
        _ => StorageTrouble.None,
    };

    private static StorageTrouble Of(SqlException error) => error.Number switch
    {
        // The file group or the log is full.
        1101 or 1105 or 9002 => StorageTrouble.Full,
        3906 or 3908 => StorageTrouble.ReadOnly,
        // Time-out, lock time-out, deadlock.
        -2 or 1205 or 1222 => StorageTrouble.Busy,
        // Not reached, refused, not open, shut down.
        -1 or 2 or 53 or 121 or 233 or 258 or 4060 or 6005 or 10053 or 10054 or 10060 or 10061 or 18456 or 40613 => StorageTrouble.Away,
        _ => error.Class >= 20 ? StorageTrouble.Away : StorageTrouble.None,
    };

    private static StorageTrouble Of(IOException error) => OperatingSystem.IsWindows()
        ? (error.HResult & 0xFFFF) is WindowsHandleFull or WindowsDiskFull ? StorageTrouble.Full : StorageTrouble.None
        : error.HResult switch
        {
            NoSpace or QuotaExceeded => StorageTrouble.Full,
            ReadOnlyFileSystem => StorageTrouble.ReadOnly,
            _ => StorageTrouble.None,
        };
}
