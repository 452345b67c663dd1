using Campaign111.Features.Accounts;
using Campaign111.Features.Campaigns;
using Campaign111.Platform.Time;

namespace Campaign111.Features.Reminders.Owed;

/// <summary>Finds which obligations are to be reminded of on a business day, and whom. Writes nothing. Obligations that are done are not given by their
/// sources, so nobody is reminded of them, and what was said of them climbs no more.</summary>
public sealed class OwedPlanner(IEnumerable<IOwedSource> sources, ICampaignDirectory campaigns, IPeople people, OwedHistory owedHistory, ReminderHistory history, IWorkingDays calendar)
{
    /// <summary>Due on a day and not yet written, by last day.</summary>
    /// <param name="today">The business day.</param>
    /// <param name="campaignId">Of this campaign only; null: of all.</param>
    public async Task<IReadOnlyList<DueReminder>> DueAsync(DateOnly today, long? campaignId = null)
    {
        var days = await calendar.LoadAsync();
        if (!days.IsWorkingDay(today))
        {
            return [];
        }

        var open = await OpenAsync(today, campaignId);
        if (open.Count == 0)
        {
            return [];
        }

        var told = await owedHistory.OfAsync(open.Select(owed => owed.Key));
        var staff = await people.AtAsync([.. open.SelectMany(owed => owed.Unit.PathIds).Distinct()]);
        var found = new List<DueReminder>();
        foreach (var ofCampaign in open.GroupBy(owed => owed.CampaignId))
        {
            if (await campaigns.FindAsync(ofCampaign.Key) is { } campaign)
            {
                var day = new OwedDay(campaign, today, days, new RecipientFinder(staff), await history.TextAsync(campaign.Id, today));
                found.AddRange(ofCampaign.SelectMany(owed => day.Due(owed, [.. told[owed.Key]])));
            }
        }

        return found;
    }

    private async Task<IReadOnlyList<Owed>> OpenAsync(DateOnly today, long? campaignId)
    {
        var open = new List<Owed>();
        foreach (var source in sources)
        {
            open.AddRange(await source.OpenAsync(today, CancellationToken.None));
        }

        return [.. open.Where(owed => campaignId is null || owed.CampaignId == campaignId).DistinctBy(owed => owed.Key).OrderBy(owed => owed.LastDay).ThenBy(owed => owed.Key, StringComparer.Ordinal)];
    }
}
