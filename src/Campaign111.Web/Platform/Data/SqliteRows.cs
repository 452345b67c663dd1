using System.Globalization;
using System.Runtime.CompilerServices;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Campaign111.Platform.Data;

/// <summary>Inserts rows into SQLite through one prepared statement, bound by position. A parameter of Microsoft.Data.Sqlite is looked up by its
/// name, boxed and bound again for each value: measured here, that costs more than the row itself with its four indexes.</summary>
internal static class SqliteRows
{
    /// <summary>The forms of <see cref="TypeHandlers"/>.</summary>
    public const string Instant = "yyyy-MM-dd HH:mm:ss.fff";

    // Statements stay prepared with their connection, which one user holds at a time; they are released with it.
    private static readonly ConditionalWeakTable<sqlite3, Dictionary<string, sqlite3_stmt>> Prepared = [];

    /// <summary>Inserts the rows in their order.</summary>
    /// <exception cref="SqliteException">A row was refused; those before it stand until the transaction is taken back.</exception>
    public static void Insert(DbSession session, string table, IReadOnlyList<string> columns, IEnumerable<object?[]> rows)
    {
        var marks = string.Join(", ", Enumerable.Repeat("?", columns.Count));
        Run(session, $"INSERT INTO {table} ({string.Join(", ", columns)}) VALUES ({marks})", [.. Enumerable.Range(1, columns.Count)], rows, null);
    }

    /// <summary>Runs a statement for each row of values and tells how many rows each changed.</summary>
    /// <exception cref="SqliteException">A change was refused.</exception>
    public static IReadOnlyList<int> Execute(DbSession session, string sql, IReadOnlyList<string> names, IEnumerable<object?[]> rows)
    {
        var statement = Statement(Handle(session), sql);
        var changes = new List<int>();
        Run(session, sql, [.. names.Select(name => raw.sqlite3_bind_parameter_index(statement, "@" + name))], rows, changes);
        return changes;
    }

    private static void Run(DbSession session, string sql, int[] places, IEnumerable<object?[]> rows, List<int>? changes)
    {
        var connection = Handle(session);
        var statement = Statement(connection, sql);
        foreach (var row in rows)
        {
            session.Cancel.ThrowIfCancellationRequested();
            for (var i = 0; i < places.Length; i++)
            {
                Check(Bind(statement, places[i], row[i]), connection);
            }

            var done = raw.sqlite3_step(statement);
            changes?.Add(raw.sqlite3_changes(connection));
            if (done != raw.SQLITE_DONE)
            {
                // Read before the reset, which repeats the code: the exception takes message and extended code from the connection.
                var error = new SqliteException(raw.sqlite3_errmsg(connection).utf8_to_string(), done, raw.sqlite3_extended_errcode(connection));
                _ = raw.sqlite3_reset(statement);
                throw error;
            }

            Check(raw.sqlite3_reset(statement), connection);
        }
    }

    private static sqlite3 Handle(DbSession session) => ((SqliteConnection)session.Connection).Handle!;

    private static sqlite3_stmt Statement(sqlite3 connection, string sql)
    {
        var known = Prepared.GetOrCreateValue(connection);
        if (!known.TryGetValue(sql, out var statement))
        {
            Check(raw.sqlite3_prepare_v3(connection, sql, raw.SQLITE_PREPARE_PERSISTENT, out statement), connection);
            known[sql] = statement;
        }

        return statement;
    }

    private static int Bind(sqlite3_stmt statement, int at, object? value) => value switch
    {
        null or DBNull => raw.sqlite3_bind_null(statement, at),
        string text => raw.sqlite3_bind_text(statement, at, text),
        long number => raw.sqlite3_bind_int64(statement, at, number),
        int number => raw.sqlite3_bind_int64(statement, at, number),
        bool yes => raw.sqlite3_bind_int64(statement, at, yes ? 1 : 0),
        decimal or double => raw.sqlite3_bind_double(statement, at, Convert.ToDouble(value, CultureInfo.InvariantCulture)),
        Guid key => raw.sqlite3_bind_blob(statement, at, key.ToByteArray(bigEndian: true)),
        byte[] bytes => raw.sqlite3_bind_blob(statement, at, bytes),
        DateOnly day => raw.sqlite3_bind_text(statement, at, day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)),
        DateTimeOffset instant => raw.sqlite3_bind_text(statement, at, instant.UtcDateTime.ToString(Instant, CultureInfo.InvariantCulture)),
        _ when BulkInsert.IsNoKey(value) => raw.sqlite3_bind_null(statement, at),
        _ => throw new ArgumentException($"A {value.GetType().Name} is no value of a row.", nameof(value)),
    };

    private static void Check(int code, sqlite3 connection) => SqliteException.ThrowExceptionForRC(code, connection);
}
