using System.Data.Common;
using Microsoft.Data.SqlClient;
using Microsoft.Data.Sqlite;

namespace Campaign111.Platform.Data;

/// <summary>The few fragments of SQL and behaviour that differ between the two databases. Everything else is one text.</summary>
public abstract class Dialect
{
    public static readonly Dialect Sqlite = new SqliteDialect();

    public static readonly Dialect SqlServer = new SqlServerDialect();

    /// <summary>Lower-case name, as in the suffix of a migration that needs two texts.</summary>
    public abstract string Name { get; }

    /// <summary>Statement that gives the identity of the row just inserted on this connection.</summary>
    public abstract string InsertedId { get; }

    /// <summary>Paging clause; goes after ORDER BY. Parameters: @skip and @take, both row counts.</summary>
    public abstract string Page { get; }

    /// <summary>Replaces $(Key), $(Text), $(Bytes) and $(Code n) in a migration.</summary>
    public abstract string Column(string token, string? length);

    /// <summary>True when a unique index or primary key refused the row.</summary>
    public abstract bool IsDuplicateKey(DbException error);

    /// <summary>True when the same work may succeed if it is run again: a deadlock victim or a busy file.</summary>
    public abstract bool IsTransient(DbException error);

    private sealed class SqliteDialect : Dialect
    {
        public override string Name => "sqlite";

        public override string InsertedId => "SELECT last_insert_rowid();";

        public override string Page => "LIMIT @take OFFSET @skip";

        public override string Column(string token, string? length) => token switch
        {
            // AUTOINCREMENT: an id is never handed out twice, even after its row was deleted; the audit refers to ids.
            "Key" => "INTEGER PRIMARY KEY AUTOINCREMENT",
            "Text" => "TEXT",
            "Bytes" => "BLOB",
            "Code" => "TEXT COLLATE BINARY",
            _ => throw new ArgumentException($"Unknown token $({token})", nameof(token)),
        };

        // 2067 SQLITE_CONSTRAINT_UNIQUE, 1555 SQLITE_CONSTRAINT_PRIMARYKEY
        public override bool IsDuplicateKey(DbException error) => error is SqliteException { SqliteExtendedErrorCode: 2067 or 1555 };

        // 5 SQLITE_BUSY, 6 SQLITE_LOCKED
        public override bool IsTransient(DbException error) => error is SqliteException { SqliteErrorCode: 5 or 6 };
    }

    private sealed class SqlServerDialect : Dialect
    {
        public override string Name => "sqlserver";

        public override string InsertedId => "SELECT CAST(SCOPE_IDENTITY() AS BIGINT);";

        public override string Page => "OFFSET @skip ROWS FETCH NEXT @take ROWS ONLY";

        public override string Column(string token, string? length) => token switch
        {
            "Key" => "BIGINT IDENTITY(1,1) NOT NULL PRIMARY KEY",
            "Text" => "NVARCHAR(MAX)",
            "Bytes" => "VARBINARY(MAX)",
            "Code" => $"NVARCHAR({length}) COLLATE Latin1_General_100_BIN2",
            _ => throw new ArgumentException($"Unknown token $({token})", nameof(token)),
        };

        public override bool IsDuplicateKey(DbException error) => error is SqlException { Number: 2601 or 2627 };

        public override bool IsTransient(DbException error) => error is SqlException { Number: 1205 };
    }
}
