using System.Globalization;
using Campaign111.Platform.Privacy;
using Microsoft.Data.Sqlite;

namespace Campaign111.Tests.Platform.Privacy;

/// <summary>Invents somebody, and writes them into every column of the schema that may hold a person's data.</summary>
internal sealed class PlantedPerson(string file, long account, string userName)
{
    public const string Name = "Nguyễn Thị Thử Nghiệm";
    public const string Mailbox = "thu.nghiem@co-quan.example";
    public const string Phone = "84912345678";

    private long next = 7_000_000;

    public long Account { get; } = account;

    /// <summary>What must not be found any more, as bytes of UTF-8.</summary>
    public IReadOnlyList<string> Needles { get; } =
        [userName, userName.ToUpperInvariant(), Name, Name.ToUpperInvariant(), "nguyen thi thu nghiem", Mailbox, Mailbox.ToUpperInvariant(), Phone, "0912345678"];

    public static IReadOnlyList<PersonalTable> Tables { get; } =
    [
        .. typeof(IPersonalData).Assembly.GetTypes().Where(type => type.IsClass && typeof(IPersonalData).IsAssignableFrom(type))
            .SelectMany(type => ((IPersonalData)Activator.CreateInstance(type)!).Tables),
    ];

    /// <summary>Every text column of a database: table, column.</summary>
    public static async Task<HashSet<(string Table, string Column)>> TextColumnsAsync(string file)
    {
        const string sql = """
            SELECT t.name, c.name FROM sqlite_master t JOIN pragma_table_info(t.name) c
            WHERE t.type = 'table' AND t.name NOT LIKE 'sqlite_%' AND (c.type LIKE '%CHAR%' OR c.type LIKE '%TEXT%')
            """;
        var columns = new HashSet<(string, string)>();
        await using var connection = await OpenAsync(file);
        await using var command = new SqliteCommand(sql, connection);
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync())
        {
            columns.Add((reader.GetString(0), reader.GetString(1)));
        }

        return columns;
    }

    /// <summary>One row in each table that has such a column; rules of the schema are off, since only the texts count.</summary>
    public async Task PlantAsync()
    {
        await using var connection = await OpenAsync(file);
        await RunAsync(connection, "PRAGMA foreign_keys = OFF");
        await RunAsync(connection, "PRAGMA ignore_check_constraints = ON");
        await RunAsync(
            connection,
            """
            UPDATE account SET display_name = @name, search_text = 'nguyen thi thu nghiem', email = @mail, email_key = @upper, erasure_note = @name WHERE id = @id
            """,
            ("@name", Name), ("@mail", Mailbox), ("@upper", Mailbox.ToUpperInvariant()), ("@id", Account));
        foreach (var table in Tables.Where(table => table.Name != "account" && Texts(table).Any()))
        {
            await PlantAsync(connection, table);
        }
    }

    /// <summary>Which needles lie in the bytes of the file and its log.</summary>
    public async Task<IReadOnlyList<string>> FoundAsync()
    {
        var found = new List<string>();
        foreach (var path in new[] { file, file + "-wal" }.Where(File.Exists))
        {
            await using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            var bytes = new byte[stream.Length];
            await stream.ReadExactlyAsync(bytes);
            found.AddRange(Needles.Where(needle => bytes.AsSpan().IndexOf(System.Text.Encoding.UTF8.GetBytes(needle)) >= 0));
        }

        return [.. found.Distinct()];
    }

    /// <summary>A digest of each table without the columns that erasure may change: numbers, days, places, codes.</summary>
    public async Task<IReadOnlyDictionary<string, string>> RestAsync(params string[] without)
    {
        var digests = new Dictionary<string, string>();
        await using var connection = await OpenAsync(file);
        foreach (var table in Tables.Where(table => !without.Contains(table.Name)))
        {
            var changing = Texts(table).Select(text => text.Column).ToHashSet();
            var kept = (await ColumnsAsync(connection, table.Name)).Where(column => !changing.Contains(column.Name)).Select(column => $"[{column.Name}]").ToList();
            digests[table.Name] = await DigestAsync(connection, $"SELECT {string.Join(", ", kept)} FROM [{table.Name}] ORDER BY {string.Join(", ", kept)}");
        }

        return digests;
    }

    private static async Task<string> DigestAsync(SqliteConnection connection, string sql)
    {
        using var hash = System.Security.Cryptography.IncrementalHash.CreateHash(System.Security.Cryptography.HashAlgorithmName.SHA256);
        await using var command = new SqliteCommand(sql, connection);
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync())
        {
            for (var column = 0; column < reader.FieldCount; column++)
            {
                hash.AppendData(reader.GetValue(column) is byte[] bytes ? bytes : System.Text.Encoding.UTF8.GetBytes(Convert.ToString(reader.GetValue(column), CultureInfo.InvariantCulture) + "\n"));
            }
        }

        return Convert.ToHexString(hash.GetHashAndReset());
    }

    // Columns that must lose the person, and what stands in them.
    private static IEnumerable<(string Column, Func<string, string> Text)> Texts(PersonalTable table) =>
        table.Names.Select(column => (column, new Func<string, string>(user => user)))
            .Concat(table.Called.Select(column => (column, new Func<string, string>(_ => Name))))
            .Concat(table.Emptied.Concat(table.Blanked).Select(column => (column, new Func<string, string>(_ => column == "phone" ? Phone : $"{Name} {Mailbox} {Phone}"))))
            .Concat(table.Words.Select(column => (column, new Func<string, string>(user => $"Gặp {Name} ({Name.ToUpperInvariant()}, {user}), {Mailbox.ToUpperInvariant()}, gọi 0912345678."))));

    private async Task PlantAsync(SqliteConnection connection, PersonalTable table)
    {
        var texts = Texts(table).ToDictionary(text => text.Column, text => text.Text(userName));
        var columns = (await ColumnsAsync(connection, table.Name)).ToList();
        var at = next++;
        await RunAsync(
            connection,
            $"INSERT OR REPLACE INTO [{table.Name}] ({string.Join(", ", columns.Select(column => $"[{column.Name}]"))}) VALUES ({string.Join(", ", columns.Select((_, i) => $"@p{i}"))})",
            [.. columns.Select((column, i) => ($"@p{i}", texts.TryGetValue(column.Name, out var text) ? text : column.Name == table.Account ? Account : Filler(column.Type, at)))]);
    }

    private static object Filler(string type, long at) => type.ToUpperInvariant() switch
    {
        var text when text.Contains("CHAR", StringComparison.Ordinal) || text.Contains("TEXT", StringComparison.Ordinal) => $"h{at}",
        "DATE" => new DateOnly(1990, 1, 1).AddDays((int)(at - 7_000_000)).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        var instant when instant.StartsWith("DATETIME", StringComparison.Ordinal) => "2020-09-01 00:00:00.000",
        "BIT" => 0L,
        var binary when binary.StartsWith("BINARY", StringComparison.Ordinal) => Guid.NewGuid().ToByteArray(),
        _ => at,
    };

    private static async Task<IReadOnlyList<(string Name, string Type)>> ColumnsAsync(SqliteConnection connection, string table)
    {
        var columns = new List<(string, string)>();
        await using var command = new SqliteCommand("SELECT name, type FROM pragma_table_info(@table)", connection);
        command.Parameters.AddWithValue("@table", table);
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync())
        {
            columns.Add((reader.GetString(0), reader.GetString(1)));
        }

        return columns;
    }

    private static async Task RunAsync(SqliteConnection connection, string sql, params (string Name, object Value)[] parameters)
    {
        await using var command = new SqliteCommand(sql, connection);
        foreach (var (name, value) in parameters)
        {
            command.Parameters.AddWithValue(name, value);
        }

        await command.ExecuteNonQueryAsync();
    }

    private static async Task<SqliteConnection> OpenAsync(string file)
    {
        var connection = new SqliteConnection($"Data Source={file};Pooling=False;Default Timeout=30");
        await connection.OpenAsync();
        return connection;
    }
}
