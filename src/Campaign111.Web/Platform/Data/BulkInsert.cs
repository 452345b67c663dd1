using System.Data;
using System.Data.Common;
using System.Globalization;
using System.Text;
using Microsoft.Data.Sqlite;

namespace Campaign111.Platform.Data;

/// <summary>Inserts thousands of rows: on SQL Server with few round trips (statements of many rows each, the command made once and filled again),
/// on SQLite through <see cref="SqliteRows"/>.</summary>
public static class BulkInsert
{
    // SQL Server takes 2,100 parameters a statement.
    private const int MostParameters = 2000;

    // A null without a type goes to SQL Server as text, which it does not turn into BINARY(16).
    private static readonly object NoKey = new();

    /// <summary>A UUID that may be missing, as a value of a row.</summary>
    public static object Key(Guid? key) => key is { } known ? known : NoKey;

    internal static bool IsNoKey(object value) => ReferenceEquals(value, NoKey);

    /// <summary>Inserts the rows in their order.</summary>
    /// <param name="session">The open transaction.</param>
    /// <param name="table">Table name, as a constant of the caller.</param>
    /// <param name="columns">Column names, as constants of the caller; reserved words in brackets.</param>
    /// <param name="rows">Values by column: null, text, whole and decimal numbers, <see cref="DateOnly"/>, <see cref="DateTimeOffset"/>, UUIDs
    /// (those that may be missing by <see cref="Key"/>), bytes.</param>
    public static async Task InsertManyAsync(this DbSession session, string table, IReadOnlyList<string> columns, IReadOnlyList<object?[]> rows)
    {
        if (session.Connection is SqliteConnection)
        {
            SqliteRows.Insert(session, table, columns, rows);
            return;
        }

        var most = Math.Max(1, MostParameters / columns.Count);
        for (var from = 0; from < rows.Count;)
        {
            var size = Math.Min(most, rows.Count - from);
            await using var command = Prepare(session, table, columns, size);
            // The same statement serves as long as full portions remain.
            for (; rows.Count - from >= size; from += size)
            {
                Fill(command, rows, from, size, columns.Count);
                await command.ExecuteNonQueryAsync(session.Cancel);
                if (size < most)
                {
                    from += size;
                    break;
                }
            }
        }
    }

    /// <summary>Runs one statement for each row of values, prepared once. Returns how many rows each changed.</summary>
    /// <param name="session">The open transaction.</param>
    /// <param name="sql">The statement, with parameters as @name.</param>
    /// <param name="names">The parameters' names, without the sign, in the order of the values.</param>
    /// <param name="rows">Values, of the kinds that <see cref="InsertManyAsync"/> takes.</param>
    public static async Task<IReadOnlyList<int>> ExecuteEachAsync(this DbSession session, string sql, IReadOnlyList<string> names, IReadOnlyList<object?[]> rows)
    {
        if (session.Connection is SqliteConnection)
        {
            return SqliteRows.Execute(session, sql, names, rows);
        }

        await using var command = session.Connection.CreateCommand();
        (command.CommandText, command.Transaction) = (sql, session.Transaction);
        foreach (var name in names)
        {
            var parameter = command.CreateParameter();
            parameter.ParameterName = $"@{name}";
            command.Parameters.Add(parameter);
        }

        var changes = new List<int>(rows.Count);
        foreach (var row in rows)
        {
            Fill(command, [row], 0, 1, names.Count);
            changes.Add(await command.ExecuteNonQueryAsync(session.Cancel));
        }

        return changes;
    }

    private static DbCommand Prepare(DbSession session, string table, IReadOnlyList<string> columns, int size)
    {
        var sql = new StringBuilder($"INSERT INTO {table} ({string.Join(", ", columns)}) VALUES ");
        var command = session.Connection.CreateCommand();
        for (var i = 0; i < size * columns.Count; i++)
        {
            var name = string.Create(CultureInfo.InvariantCulture, $"@p{i}");
            sql.Append(i % columns.Count != 0 ? ", " : i == 0 ? "(" : "), (").Append(name);
            var parameter = command.CreateParameter();
            parameter.ParameterName = name;
            command.Parameters.Add(parameter);
        }

        command.CommandText = sql.Append(')').ToString();
        command.Transaction = session.Transaction;
        return command;
    }

    private static void Fill(DbCommand command, IReadOnlyList<object?[]> rows, int from, int size, int width)
    {
        for (var i = 0; i < size * width; i++)
        {
            Set(command.Parameters[i], rows[from + (i / width)][i % width]);
        }
    }

    // The forms of TypeHandlers, which only Dapper calls by itself.
    private static void Set(DbParameter parameter, object? value)
    {
        parameter.ResetDbType();
        switch (value)
        {
            case DateOnly day:
                (parameter.DbType, parameter.Value) = (DbType.Date, day.ToDateTime(TimeOnly.MinValue));
                break;
            case DateTimeOffset instant:
                (parameter.DbType, parameter.Value) = (DbType.DateTime2, instant.UtcDateTime);
                break;
            case Guid key:
                (parameter.DbType, parameter.Value) = (DbType.Binary, key.ToByteArray(bigEndian: true));
                break;
            case not null when IsNoKey(value):
                (parameter.DbType, parameter.Size, parameter.Value) = (DbType.Binary, 16, DBNull.Value);
                break;
            default:
                parameter.Value = value ?? DBNull.Value;
                break;
        }
    }
}
