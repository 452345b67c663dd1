using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Campaign111.Platform.Data;

/// <summary>Runs statements on SQLite that stay prepared with their connection, bound by position. A parameter of Microsoft.Data.Sqlite is looked
/// up by its name, boxed and bound again for each value, and its statement parsed again for each command: measured here, that costs more than the
/// row itself with its four indexes.</summary>
internal static class SqliteRows
{
    /// <summary>The forms of <see cref="TypeHandlers"/>.</summary>
    public const string Instant = "yyyy-MM-dd HH:mm:ss.fff";

    private const int ShortText = 256;

    private static readonly string[] Numbered = [.. Enumerable.Range(0, 100).Select(i => string.Create(CultureInfo.InvariantCulture, $"p{i}"))];

    // A connection has one user at a time; its statements are released with it.
    private static readonly ConditionalWeakTable<sqlite3, Dictionary<string, Statement>> Prepared = [];

    /// <summary>Inserts the rows in their order.</summary>
    /// <exception cref="SqliteException">A row was refused; those before it stand until the transaction is taken back.</exception>
    public static void Insert(DbSession session, string table, IReadOnlyList<string> columns, IEnumerable<object?[]> rows)
    {
        var connection = Handle(session);
        // Not the columns' own names: some stand in brackets.
        var names = Numbered[..columns.Count];
        var sql = $"INSERT INTO {table} ({string.Join(", ", columns)}) VALUES (@{string.Join(", @", names)})";
        Run(session, connection, Known(connection, sql, names), rows, null);
    }

    /// <summary>Runs a statement for each row of values and tells how many rows each changed.</summary>
    /// <exception cref="SqliteException">A change was refused.</exception>
    public static IReadOnlyList<int> Execute(DbSession session, string sql, IReadOnlyList<string> names, IEnumerable<object?[]> rows)
    {
        var connection = Handle(session);
        var changes = new List<int>();
        Run(session, connection, Known(connection, sql, names), rows, changes);
        return changes;
    }

    /// <summary>Runs a statement that takes and gives nothing, such as SAVEPOINT.</summary>
    /// <exception cref="SqliteException">It failed.</exception>
    public static void Execute(SqliteConnection connection, string sql)
    {
        var statement = Known(connection.Handle!, sql, []).Handle;
        var done = raw.sqlite3_step(statement);
        var reset = raw.sqlite3_reset(statement);
        Check(done == raw.SQLITE_DONE ? reset : done, connection.Handle!);
    }

    /// <summary>Reads rows; <paramref name="names"/> and <paramref name="values"/> belong together.</summary>
    /// <exception cref="SqliteException">The reading failed.</exception>
    public static IReadOnlyList<T> Query<T>(DbSession session, string sql, IReadOnlyList<string> names, IReadOnlyList<object?> values, Func<RowReader, T> read)
    {
        var connection = Handle(session);
        var statement = Known(connection, sql, names);
        Bind(connection, statement, values);
        var rows = new List<T>();
        var row = new SqliteRowReader(statement.Handle);
        try
        {
            int step;
            while ((step = raw.sqlite3_step(statement.Handle)) == raw.SQLITE_ROW)
            {
                rows.Add(read(row));
            }

            Check(step == raw.SQLITE_DONE ? raw.SQLITE_OK : step, connection);
            return rows;
        }
        finally
        {
            _ = raw.sqlite3_reset(statement.Handle);
        }
    }

    private static void Run(DbSession session, sqlite3 connection, Statement statement, IEnumerable<object?[]> rows, List<int>? changes)
    {
        foreach (var row in rows)
        {
            session.Cancel.ThrowIfCancellationRequested();
            Bind(connection, statement, row);
            var done = raw.sqlite3_step(statement.Handle);
            changes?.Add(raw.sqlite3_changes(connection));
            if (done != raw.SQLITE_DONE)
            {
                // Read before the reset, which repeats the code: the exception takes message and extended code from the connection.
                var error = new SqliteException(raw.sqlite3_errmsg(connection).utf8_to_string(), done, raw.sqlite3_extended_errcode(connection));
                _ = raw.sqlite3_reset(statement.Handle);
                throw error;
            }

            Check(raw.sqlite3_reset(statement.Handle), connection);
        }
    }

    private static sqlite3 Handle(DbSession session) => ((SqliteConnection)session.Connection).Handle!;

    private static Statement Known(sqlite3 connection, string sql, IReadOnlyList<string> names)
    {
        var known = Prepared.GetOrCreateValue(connection);
        if (!known.TryGetValue(sql, out var statement))
        {
            Check(raw.sqlite3_prepare_v3(connection, sql, raw.SQLITE_PREPARE_PERSISTENT, out var handle), connection);
            known[sql] = statement = new Statement(handle, [.. names.Select(name => raw.sqlite3_bind_parameter_index(handle, "@" + name))]);
        }

        return statement;
    }

    private static void Bind(sqlite3 connection, Statement statement, IReadOnlyList<object?> values)
    {
        for (var i = 0; i < statement.Places.Length; i++)
        {
            Check(Bind(statement.Handle, statement.Places[i], values[i]), connection);
        }
    }

    private static int Bind(sqlite3_stmt statement, int at, object? value)
    {
        Span<char> text = stackalloc char[Instant.Length];
        Span<byte> bytes = stackalloc byte[16];
        switch (value)
        {
            case DateOnly day:
                _ = day.TryFormat(text, out var length, "yyyy-MM-dd", CultureInfo.InvariantCulture);
                return BindText(statement, at, text[..length]);
            case DateTimeOffset instant:
                _ = instant.UtcDateTime.TryFormat(text, out length, Instant, CultureInfo.InvariantCulture);
                return BindText(statement, at, text[..length]);
            case Guid key:
                _ = key.TryWriteBytes(bytes, bigEndian: true, out _);
                return raw.sqlite3_bind_blob(statement, at, bytes);
            default:
                return BindPlain(statement, at, value);
        }
    }

    private static int BindPlain(sqlite3_stmt statement, int at, object? value) => value switch
    {
        null or DBNull => raw.sqlite3_bind_null(statement, at),
        string text => BindText(statement, at, text),
        long number => raw.sqlite3_bind_int64(statement, at, number),
        int number => raw.sqlite3_bind_int64(statement, at, number),
        bool yes => raw.sqlite3_bind_int64(statement, at, yes ? 1 : 0),
        decimal or double => raw.sqlite3_bind_double(statement, at, Convert.ToDouble(value, CultureInfo.InvariantCulture)),
        byte[] bytes => raw.sqlite3_bind_blob(statement, at, bytes),
        _ when BulkInsert.IsNoKey(value) => raw.sqlite3_bind_null(statement, at),
        _ => throw new ArgumentException($"A {value.GetType().Name} is no value of a row.", nameof(value)),
    };

    private static int BindText(sqlite3_stmt statement, int at, ReadOnlySpan<char> text)
    {
        // An empty span has no address, which SQLite takes for NULL.
        if (text.Length is 0 or > ShortText)
        {
            return raw.sqlite3_bind_text(statement, at, text.ToString());
        }

        Span<byte> utf8 = stackalloc byte[ShortText * 3];
        return raw.sqlite3_bind_text(statement, at, utf8[..Encoding.UTF8.GetBytes(text, utf8)]);
    }

    private static void Check(int code, sqlite3 connection)
    {
        if (code != raw.SQLITE_OK)
        {
            SqliteException.ThrowExceptionForRC(code, connection);
        }
    }

    private sealed record Statement(sqlite3_stmt Handle, int[] Places);
}
