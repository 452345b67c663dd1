using System.Diagnostics;
using Microsoft.Data.Sqlite;

namespace Campaign111.Bench;

/// <summary>What a sweep costs without the product: the same rows read by plain statements, and the same rows written by plain inserts in
/// transactions of the same size, nothing judged and nothing composed.</summary>
internal static class SweepBare
{
    private const int BatchSize = 200;

    private static readonly string[] Reads =
    [
        "SELECT id, parent_id, level, code, unit_type, name, name_en, path, valid_from, valid_to FROM unit WHERE path >= '/1/' AND path < '/10' AND level = 'commune' ORDER BY sort_key, id",
        "SELECT unit_id, target, reached, settled, leaflets, entries, held, last_entry FROM coverage_total WHERE campaign_id = 1 AND level = 'commune'",
        "SELECT unit_id, target, reached, settled, leaflets, entries, held, last_entry FROM coverage_total WHERE campaign_id = 2 AND level = 'commune'",
        "SELECT unit_id, target, reached, settled, leaflets, entries, held, last_entry FROM coverage_total WHERE campaign_id = 3 AND level = 'commune'",
        "SELECT campaign_id, unit_id, MAX(swept_on) FROM reminder GROUP BY campaign_id, unit_id",
    ];

    private const string Lagging = """
        SELECT t.campaign_id, t.unit_id, a.id, a.email, a.display_name FROM coverage_total t JOIN membership m ON m.unit_id = t.unit_id JOIN account a ON a.id = m.account_id
        WHERE t.entries = 0 ORDER BY t.campaign_id, t.path
        """;

    private const string Reminder = """
        INSERT INTO reminder (campaign_id, unit_id, rung, due_on, swept_on, written_at, last_day, wording, reached, target, percent_reached, percent_expected, told, owed_key)
        VALUES (@campaign, @unit, 't-30', '2020-08-30', '2020-08-31', '2020-08-31 00:30:00.000', '2020-09-29', 'đến hết ngày 29/9/2020', 0, 1800, 0, 54.69, 'commune', '')
        """;

    private const string Message = """
        INSERT INTO outbox (account_id, local_day, channel, address, message_id, language, recipient, state, attempts, next_at, created_at)
        VALUES (@account, '2020-08-31', @channel, @address, @id, 'vi', @name, 'pending', 0, '2020-08-31 00:30:00.000', '2020-08-31 00:30:00.000')
        """;

    public static double Seconds(string path, bool write)
    {
        using var connection = new SqliteConnection($"Data Source={path};Pooling=False");
        connection.Open();
        Execute(connection, "PRAGMA synchronous = FULL");
        var clock = Stopwatch.StartNew();
        foreach (var read in Reads)
        {
            Read(connection, read);
        }

        if (write)
        {
            Write(connection, Read(connection, Lagging));
        }

        return clock.Elapsed.TotalSeconds;
    }

    private static void Write(SqliteConnection connection, List<object[]> lagging)
    {
        var messages = new Dictionary<(object, string), long>();
        foreach (var batch in lagging.Chunk(BatchSize))
        {
            using var transaction = connection.BeginTransaction();
            using var reminder = Command(connection, transaction, Reminder, "@campaign", "@unit");
            using var message = Command(connection, transaction, Message, "@account", "@channel", "@address", "@id", "@name");
            using var attach = Command(connection, transaction, "INSERT INTO reminder_message (reminder_id, outbox_id) VALUES (@reminder, @message)", "@reminder", "@message");
            foreach (var row in batch)
            {
                var id = Insert(reminder, row[0], row[1]);
                foreach (var channel in new[] { "inbox", "mail" })
                {
                    if (!messages.TryGetValue((row[2], channel), out var outbox))
                    {
                        messages[(row[2], channel)] = outbox = Insert(message, row[2], channel, channel == "mail" ? row[3] : DBNull.Value, $"<{Guid.CreateVersion7():N}@campaign111>", row[4]);
                    }

                    Insert(attach, id, outbox);
                }
            }

            transaction.Commit();
        }
    }

    private static List<object[]> Read(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        using var reader = command.ExecuteReader();
        var rows = new List<object[]>();
        while (reader.Read())
        {
            var row = new object[reader.FieldCount];
            reader.GetValues(row);
            rows.Add(row);
        }

        return rows;
    }

    private static SqliteCommand Command(SqliteConnection connection, SqliteTransaction transaction, string sql, params string[] names)
    {
        var command = connection.CreateCommand();
        command.Transaction = transaction;
        command.CommandText = sql + " RETURNING rowid";
        foreach (var name in names)
        {
            command.Parameters.Add(new SqliteParameter(name, null));
        }

        return command;
    }

    private static long Insert(SqliteCommand command, params object[] values)
    {
        for (var i = 0; i < values.Length; i++)
        {
            command.Parameters[i].Value = values[i];
        }

        return (long)command.ExecuteScalar()!;
    }

    private static void Execute(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
