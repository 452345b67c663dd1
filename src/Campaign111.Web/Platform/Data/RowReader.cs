using System.Data.Common;
using System.Globalization;
using SQLitePCL;

namespace Campaign111.Platform.Data;

/// <summary>A row under the reading, by column from 0, whichever database it comes from.</summary>
public abstract class RowReader
{
    public abstract bool IsNull(int column);

    public abstract long Whole(int column);

    public abstract string Text(int column);

    /// <summary>A stored instant (DATETIME2).</summary>
    public abstract DateTimeOffset Instant(int column);

    /// <summary>A stored day (DATE).</summary>
    public abstract DateOnly Day(int column);

    public long? WholeOrNull(int column) => IsNull(column) ? null : Whole(column);

    public string? TextOrNull(int column) => IsNull(column) ? null : Text(column);
}

/// <summary>Reads rows on the hot path: on SQLite through a statement that stays prepared, on SQL Server through Dapper.</summary>
public static class PreparedQuery
{
    // A list is filled up with its last id to the next of these lengths: few statements to prepare, and few plans on SQL Server.
    private static readonly int[] Lengths = [1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 1000];

    private static readonly System.Collections.Concurrent.ConcurrentDictionary<(string, int), (string Sql, string[] Names)> Lists = new();

    /// <summary>All rows of a query whose parameters are <c>@campaign</c> and the list <c>@ids</c> (1 to 1,000 of them).</summary>
    public static async Task<IReadOnlyList<T>> QueryIdsAsync<T>(this DbSession session, string sql, long campaign, IReadOnlyList<long> ids, Func<RowReader, T> read)
    {
        var length = Lengths.First(length => length >= ids.Count);
        if (session.Dialect == Dialect.Sqlite)
        {
            var (text, names) = Lists.GetOrAdd((sql, length), Expand);
            var values = new object?[length + 1];
            values[0] = campaign;
            for (var i = 0; i < length; i++)
            {
                values[i + 1] = ids[Math.Min(i, ids.Count - 1)];
            }

            return SqliteRows.Query(session, text, names, values, read);
        }

        var padded = ids.Concat(Enumerable.Repeat(ids[^1], length - ids.Count));
        return await session.ReadRowsAsync(sql, new { campaign, ids = padded }, read);
    }

    /// <summary>At most so many rows of a query that ends in ORDER BY, for reading very many rows. Names must not be skip and take.</summary>
    public static async Task<IReadOnlyList<T>> RowsAsync<T>(this DbSession session, string sql, IReadOnlyList<(string Name, object? Value)> args, int take, Func<RowReader, T> read)
    {
        IReadOnlyList<(string Name, object? Value)> all = [.. args, ("skip", 0L), ("take", (long)take)];
        var paged = $"{sql} {session.Dialect.Page}";
        return session.Dialect == Dialect.Sqlite
            ? SqliteRows.Query(session, paged, [.. all.Select(arg => arg.Name)], [.. all.Select(arg => arg.Value)], read)
            : await session.ReadRowsAsync(paged, new Dapper.DynamicParameters(all.ToDictionary(arg => arg.Name, arg => arg.Value)), read);
    }

    private static (string Sql, string[] Names) Expand((string Sql, int Length) list)
    {
        var names = Enumerable.Range(0, list.Length).Select(i => $"id{i}").ToList();
        return (list.Sql.Replace("@ids", $"({string.Join(", ", names.Select(name => "@" + name))})", StringComparison.Ordinal), [.. names.Prepend("campaign")]);
    }
}

/// <summary>A row of a raw SQLite statement.</summary>
internal sealed class SqliteRowReader(sqlite3_stmt statement) : RowReader
{
    public override bool IsNull(int column) => raw.sqlite3_column_type(statement, column) == raw.SQLITE_NULL;

    public override long Whole(int column) => raw.sqlite3_column_int64(statement, column);

    public override string Text(int column) => raw.sqlite3_column_text(statement, column).utf8_to_string();

    public override DateTimeOffset Instant(int column) => new(DateTime.ParseExact(Text(column), SqliteRows.Instant, CultureInfo.InvariantCulture), TimeSpan.Zero);

    public override DateOnly Day(int column) => DateOnly.ParseExact(Text(column), "yyyy-MM-dd", CultureInfo.InvariantCulture);
}

/// <summary>A row of an ADO.NET reader.</summary>
internal sealed class DataRowReader(DbDataReader reader) : RowReader
{
    public override bool IsNull(int column) => reader.IsDBNull(column);

    public override long Whole(int column) => Convert.ToInt64(reader.GetValue(column), CultureInfo.InvariantCulture);

    public override string Text(int column) => reader.GetString(column);

    public override DateTimeOffset Instant(int column) => new(DateTime.SpecifyKind(reader.GetDateTime(column), DateTimeKind.Utc));

    public override DateOnly Day(int column) => DateOnly.FromDateTime(reader.GetDateTime(column));
}
