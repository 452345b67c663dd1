using Campaign111.Platform.Data;

namespace Campaign111.Features.Reminders.Owed;

/// <summary>A reminder of an obligation, with how often it was answered.</summary>
public sealed class OwedReminder : ReminderFacts
{
    public int Answers { get; init; }
}

/// <summary>What was written or let go for obligations.</summary>
public sealed class OwedHistory(Database database)
{
    private const string OfKeys = $"""
        SELECT {ReminderHistory.Columns}, (SELECT COUNT(*) FROM reminder_ack a WHERE a.reminder_id = reminder.id) AS answers
        FROM reminder WHERE owed_key IN @keys ORDER BY id
        """;

    /// <summary>Reminders of each obligation, oldest first, by key.</summary>
    public async Task<ILookup<string, OwedReminder>> OfAsync(IEnumerable<string> keys)
    {
        var found = new List<OwedReminder>();
        foreach (var chunk in keys.Distinct().Chunk(1000))
        {
            found.AddRange(await database.ReadAsync(session => session.QueryAsync<OwedReminder>(OfKeys, new { keys = chunk })));
        }

        return found.ToLookup(reminder => reminder.OwedKey);
    }
}
