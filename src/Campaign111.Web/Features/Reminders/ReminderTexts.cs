using System.Globalization;
using Campaign111.Features.Campaigns;
using Campaign111.Platform.Audit;
using Campaign111.Platform.Data;

namespace Campaign111.Features.Reminders;

/// <summary>The committee's own words for a day, at the head of the campaign's part of each digest that is written after they were saved.</summary>
public sealed class ReminderTexts(Database database, AuditLog audit, TimeProvider time)
{
    public const int Longest = 1000;

    private const string Update = "UPDATE reminder_text SET body = @body, set_at = @now, set_by = @by WHERE campaign_id = @campaignId AND [day] = @day";

    private const string Insert = "INSERT INTO reminder_text (campaign_id, [day], body, set_at, set_by) VALUES (@campaignId, @day, @body, @now, @by)";

    private const string Delete = "DELETE FROM reminder_text WHERE campaign_id = @campaignId AND [day] = @day";

    /// <summary>Saves the words; empty ones take them back.</summary>
    public Task SetAsync(Campaign campaign, DateOnly day, string body, Actor actor) => database.WriteAsync(async session =>
    {
        var args = new { campaignId = campaign.Id, day, body, now = time.GetUtcNow(), by = actor.Name };
        if (body.Length == 0)
        {
            await session.ExecuteAsync(Delete, args);
        }
        else if (await session.ExecuteAsync(Update, args) == 0)
        {
            await session.ExecuteAsync(Insert, args);
        }

        await audit.RecordAsync(session, actor, new AuditEntry("reminders.text", "campaign", campaign.Slug)
        {
            UnitId = campaign.UnitId,
            After = new { day = day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), body },
        });
    });
}
