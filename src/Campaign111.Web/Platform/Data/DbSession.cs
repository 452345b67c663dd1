using System.Data.Common;
using Dapper;

namespace Campaign111.Platform.Data;

/// <summary>One connection inside one transaction, as handed to the delegates of <see cref="Database"/>. SQL goes through Dapper.</summary>
public sealed class DbSession(DbConnection connection, DbTransaction? transaction, Dialect dialect, CancellationToken cancel)
{
    public DbConnection Connection { get; } = connection;

    public DbTransaction? Transaction { get; } = transaction;

    public Dialect Dialect { get; } = dialect;

    public CancellationToken Cancel { get; } = cancel;

    /// <summary>All rows, read into memory.</summary>
    public async Task<IReadOnlyList<T>> QueryAsync<T>(string sql, object? args = null) =>
        (await Connection.QueryAsync<T>(Command(sql, args))).AsList();

    /// <summary>The first row, or default.</summary>
    public Task<T?> FirstAsync<T>(string sql, object? args = null) =>
        Connection.QueryFirstOrDefaultAsync<T>(Command(sql, args))!;

    /// <summary>The one row; throws when there is none or more than one.</summary>
    public Task<T> SingleAsync<T>(string sql, object? args = null) => Connection.QuerySingleAsync<T>(Command(sql, args));

    public Task<T?> ScalarAsync<T>(string sql, object? args = null) => Connection.ExecuteScalarAsync<T>(Command(sql, args));

    /// <summary>Rows affected. An enumerable as <paramref name="args"/> runs the statement once for each element.</summary>
    public Task<int> ExecuteAsync(string sql, object? args = null) => Connection.ExecuteAsync(Command(sql, args));

    /// <summary>Runs an INSERT into a table with a $(Key) column and returns the new key.</summary>
    public Task<long> InsertAsync(string sql, object args) =>
        Connection.ExecuteScalarAsync<long>(Command($"{sql.TrimEnd().TrimEnd(';')}; {Dialect.InsertedId}", args));

    /// <summary>One page of a query that ends in ORDER BY. Arguments must not use the names skip and take.</summary>
    public Task<IReadOnlyList<T>> PageAsync<T>(string sql, object? args, int skip, int take)
    {
        var all = new DynamicParameters(args);
        all.Add("skip", skip);
        all.Add("take", take);
        return QueryAsync<T>($"{sql} {Dialect.Page}", all);
    }

    /// <summary>All rows, each read by hand: for <see cref="PreparedQuery"/>.</summary>
    internal async Task<IReadOnlyList<T>> ReadRowsAsync<T>(string sql, object args, Func<RowReader, T> read)
    {
        await using var reader = await Connection.ExecuteReaderAsync(Command(sql, args));
        var row = new DataRowReader(reader);
        var rows = new List<T>();
        while (await reader.ReadAsync(Cancel))
        {
            rows.Add(read(row));
        }

        return rows;
    }

    private CommandDefinition Command(string sql, object? args) =>
        new(sql, args, Transaction, cancellationToken: Cancel);
}
