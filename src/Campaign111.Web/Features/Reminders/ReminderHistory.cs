using Campaign111.Platform.Data;

namespace Campaign111.Features.Reminders;

/// <summary>What was written of coverage, as the planner needs it: a few rows a unit, whatever the years have piled up.</summary>
public sealed class ReminderHistory(Database database)
{
    public const string Columns = """
        id, campaign_id, unit_id, rung, due_on, swept_on, last_day, wording, document, reached, target, percent_reached, percent_expected, last_entry_on,
        state, told, needs_ack, climbed_from, note, dropped_by, owed_key, organisation_id, title, title_en, href
        """;

    private const string Covered = """
        SELECT unit_id, MAX(swept_on) AS swept_on FROM reminder
        WHERE campaign_id = @campaignId AND swept_on <= @today AND state = 'written' AND climbed_from IS NULL AND owed_key = ''
        GROUP BY unit_id
        """;

    private const string Unacknowledged = $"""
        SELECT {Columns} FROM reminder
        WHERE campaign_id = @campaignId AND swept_on < @today AND needs_ack = 1 AND state = 'written' AND owed_key = ''
            AND NOT EXISTS (SELECT 1 FROM reminder_ack a WHERE a.reminder_id = reminder.id)
            AND NOT EXISTS (SELECT 1 FROM reminder c WHERE c.climbed_from = reminder.id)
        ORDER BY id
        """;

    private const string Written = "SELECT unit_id, rung, due_on FROM reminder WHERE campaign_id = @campaignId AND unit_id IN @ids AND owed_key = ''";

    private const string Text = "SELECT body FROM reminder_text WHERE campaign_id = @campaignId AND [day] = @day";

    /// <summary>The last day up to today on which each unit was reminded, climbs and what was let go left out.</summary>
    public async Task<IReadOnlyDictionary<long, DateOnly>> CoveredAsync(long campaignId, DateOnly today)
    {
        var rows = await database.ReadAsync(session => session.QueryAsync<ReminderFacts>(Covered, new { campaignId, today }));
        return rows.ToDictionary(row => row.UnitId, row => row.SweptOn);
    }

    /// <summary>Reminders of earlier days that ask for an acknowledgement, have none and have not climbed.</summary>
    public Task<IReadOnlyList<ReminderFacts>> UnacknowledgedAsync(long campaignId, DateOnly today) =>
        database.ReadAsync(session => session.QueryAsync<ReminderFacts>(Unacknowledged, new { campaignId, today }));

    /// <summary>What was written or let go for these units.</summary>
    public async Task<IReadOnlySet<(long Unit, string Rung, DateOnly DueOn)>> WrittenAsync(long campaignId, IReadOnlyCollection<long> unitIds)
    {
        var written = new HashSet<(long, string, DateOnly)>();
        foreach (var ids in unitIds.Distinct().Chunk(1000))
        {
            var rows = await database.ReadAsync(session => session.QueryAsync<ReminderFacts>(Written, new { campaignId, ids }));
            written.UnionWith(rows.Select(row => (row.UnitId, row.Rung, row.DueOn)));
        }

        return written;
    }

    /// <summary>The committee's words for a day, or null.</summary>
    public Task<string?> TextAsync(long campaignId, DateOnly day) =>
        database.ReadAsync(session => session.FirstAsync<string>(Text, new { campaignId, day }));
}
