using System.Data.Common;
using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Dapper;
using Microsoft.Data.SqlClient;

namespace Campaign111.Platform.Data;

/// <summary>Brings the schema up to date. Each migration is journalled with a hash of its text; a landed one that was edited is refused.
/// A database lock makes two starting nodes migrate once.</summary>
public sealed class Migrator(Database database, TimeProvider time, IReadOnlyList<Migration> migrations)
{
    private const string CreateJournal = """
        CREATE TABLE schema_migration (
            name NVARCHAR(200) NOT NULL PRIMARY KEY,
            hash NVARCHAR(64) NOT NULL,
            applied_at DATETIME2(3) NOT NULL)
        """;

    private const string ReadJournal = "SELECT name, hash FROM schema_migration";

    private const string WriteJournal = "INSERT INTO schema_migration (name, hash, applied_at) VALUES (@name, @hash, @at)";

    /// <summary>Applies what is missing and returns its names, oldest first.</summary>
    /// <exception cref="MigrationException">A landed migration was edited, or one failed; nothing of the failing one stays.</exception>
    public async Task<IReadOnlyList<string>> ApplyAsync(CancellationToken cancel = default)
    {
        await using var connection = await database.OpenOrCreateAsync(cancel);
        await using var transaction = await LockAsync(connection, cancel);
        var journal = await JournalAsync(connection, transaction);
        var applied = new List<string>();
        foreach (var migration in migrations)
        {
            if (!journal.TryGetValue(migration.Name, out var hash))
            {
                await ApplyAsync(migration, connection, transaction);
                applied.Add(migration.Name);
            }
            else if (hash != migration.Hash)
            {
                throw new MigrationException($"Migration {migration.Name} was edited after it had been applied: restore its text and add a new migration.");
            }
        }

        await transaction.CommitAsync(cancel);
        return applied;
    }

    /// <summary>Names of migrations that the database does not have yet, without waiting for one that is being applied.</summary>
    public async Task<IReadOnlyList<string>> MissingAsync(CancellationToken cancel = default)
    {
        await using var connection = await database.OpenAsync(cancel);
        var journal = await connection.QueryAsync<(string Name, string Hash)>(new CommandDefinition(ReadJournal, cancellationToken: cancel));
        return [.. migrations.Select(migration => migration.Name).Except(journal.Select(row => row.Name))];
    }

    /// <summary>The same for a database that has been migrated before; empty for a new one.</summary>
    public async Task<IReadOnlyList<string>> PendingAsync(CancellationToken cancel = default)
    {
        await using var connection = await database.OpenOrCreateAsync(cancel);
        return await HasJournalAsync(connection, null) ? await MissingAsync(cancel) : [];
    }

    private static async Task<DbTransaction> LockAsync(DbConnection connection, CancellationToken cancel)
    {
        if (connection is Microsoft.Data.Sqlite.SqliteConnection sqlite)
        {
            // BEGIN IMMEDIATE: a second node waits here until the first has committed.
            sqlite.DefaultTimeout = 120;
            return sqlite.BeginTransaction(deferred: false);
        }

        var transaction = await connection.BeginTransactionAsync(cancel);
        // The procedure does not throw when it gives up waiting: it returns a negative number.
        var locked = await connection.ExecuteScalarAsync<int>(
            """
            DECLARE @locked INT;
            EXEC @locked = sp_getapplock @Resource = 'campaign111-migrate', @LockMode = 'Exclusive', @LockOwner = 'Transaction', @LockTimeout = 120000;
            SELECT @locked;
            """,
            transaction: transaction,
            commandTimeout: 130);
        if (locked < 0)
        {
            await transaction.DisposeAsync();
            throw new MigrationException("Another node has been migrating this database for two minutes: wait until it is done and start again.");
        }

        return transaction;
    }

    private static async Task<Dictionary<string, string>> JournalAsync(DbConnection connection, DbTransaction transaction)
    {
        if (!await HasJournalAsync(connection, transaction))
        {
            await connection.ExecuteAsync(CreateJournal, transaction: transaction);
        }

        var rows = await connection.QueryAsync<(string Name, string Hash)>(ReadJournal, transaction: transaction);
        return rows.ToDictionary(row => row.Name, row => row.Hash);
    }

    private static async Task<bool> HasJournalAsync(DbConnection connection, DbTransaction? transaction) => await connection.ExecuteScalarAsync<int>(
        connection is SqlConnection
            ? "SELECT COUNT(*) FROM sys.tables WHERE name = 'schema_migration'"
            : "SELECT COUNT(*) FROM sqlite_master WHERE type = 'table' AND name = 'schema_migration'",
        transaction: transaction) > 0;

    private async Task ApplyAsync(Migration migration, DbConnection connection, DbTransaction transaction)
    {
        foreach (var batch in migration.Batches(database.Dialect))
        {
            try
            {
                await connection.ExecuteAsync(batch, transaction: transaction, commandTimeout: 600);
            }
            catch (DbException error)
            {
                throw new MigrationException($"Migration {migration.Name} failed and was rolled back: {error.Message}", error);
            }
        }

        await connection.ExecuteAsync(WriteJournal, new { name = migration.Name, hash = migration.Hash, at = time.GetUtcNow() }, transaction);
    }
}

/// <summary>One migration: a text for both databases, or one for each where one cannot do.</summary>
public sealed partial record Migration(string Name, IReadOnlyDictionary<string, string> Texts)
{
    private const string Both = "";

    /// <summary>Hash over all its texts, line ends normalised, so that a checkout on Windows is no edit.</summary>
    public string Hash { get; } = HashOf(Texts);

    /// <summary>The migrations embedded in an assembly, by name.</summary>
    public static IReadOnlyList<Migration> Embedded(Assembly assembly) =>
        [.. assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith("migrations/", StringComparison.Ordinal))
            .Select(name => (Match: FileName().Match(name["migrations/".Length..]), Text: Read(assembly, name)))
            .GroupBy(file => file.Match.Groups["name"].Value, StringComparer.Ordinal)
            .OrderBy(group => group.Key, StringComparer.Ordinal)
            .Select(group => new Migration(group.Key, group.ToDictionary(file => file.Match.Groups["dialect"].Value, file => file.Text)))];

    /// <summary>The statements to run on a database, tokens replaced.</summary>
    public IEnumerable<string> Batches(Dialect dialect)
    {
        var text = Texts.TryGetValue(dialect.Name, out var own) ? own : Texts[Both];
        return Go().Split(text.ReplaceLineEndings("\n"))
            .Where(HasStatement)
            .Select(batch => Token().Replace(batch, match => dialect.Column(match.Groups["token"].Value, match.Groups["length"].Value)));
    }

    private static bool HasStatement(string batch) =>
        batch.Split('\n').Any(line => line.Trim() is { Length: > 0 } statement && !statement.StartsWith("--", StringComparison.Ordinal));

    private static string HashOf(IReadOnlyDictionary<string, string> texts)
    {
        var all = string.Join('\0', texts.OrderBy(text => text.Key, StringComparer.Ordinal).Select(text => text.Key + "\n" + text.Value.ReplaceLineEndings("\n")));
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(all)));
    }

    private static string Read(Assembly assembly, string name)
    {
        using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!);
        return reader.ReadToEnd();
    }

    [GeneratedRegex(@"^(?<name>\d{4}_[a-z0-9_]+)(\.(?<dialect>sqlite|sqlserver))?\.sql$")]
    private static partial Regex FileName();

    [GeneratedRegex(@"^\s*GO\s*$", RegexOptions.Multiline)]
    private static partial Regex Go();

    [GeneratedRegex(@"\$\((?<token>[A-Za-z]+)(\s+(?<length>\d+))?\)")]
    private static partial Regex Token();
}

/// <summary>The schema could not be brought up to date; the message says why and what to do.</summary>
public sealed class MigrationException(string message, Exception? inner = null) : Exception(message, inner);
