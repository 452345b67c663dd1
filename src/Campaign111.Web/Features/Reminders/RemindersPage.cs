using System.Globalization;
using Campaign111.Features.Accounts;
using Campaign111.Features.Campaigns;
using Campaign111.Features.Reminders.Channels;
using Campaign111.Platform.Localisation;
using Campaign111.Platform.Security;
using Campaign111.Platform.Time;

namespace Campaign111.Features.Reminders;

/// <summary>Puts the models of the reminders page and of a digest's preview together.</summary>
public sealed class RemindersPage(
    ReminderReach reach, ReminderQueries queries, PreferenceBook preferences, ReminderHistory history, Acknowledgements acknowledgements, DigestReader reader, DigestComposer composer, BusinessClock clock, IWorkingDays calendar,
    CurrentUser user, ProductMode mode)
{
    private const int PageSize = 50;

    public async Task<RemindersModel> BuildAsync(Campaign campaign, DateOnly day, long? before, int page)
    {
        var today = await clock.TodayAsync();
        var days = await calendar.LoadAsync();
        // Of a day that is past, what was sent then is the answer; its figures are those of then.
        var past = day < today;
        var sent = past ? await queries.SentOnAsync(campaign.Id, day, before, PageSize) : await queries.SentAsync(campaign.Id, before, PageSize);
        var mine = await reach.WithinAsync(sent, fact => fact.UnitId);
        var due = await reach.DueAsync(campaign, day);
        var pages = Math.Max(1, (due.Count + PageSize - 1) / PageSize);
        var at = Math.Clamp(page, 1, pages);
        return new RemindersModel
        {
            Campaign = campaign,
            Today = today,
            IsDemo = mode.IsDemo,
            Day = day,
            IsWorkingDay = days.IsWorkingDay(day),
            NextWorkingDay = days.NextWorkingDay(day),
            Due = [.. due.Skip((at - 1) * PageSize).Take(PageSize)],
            DueCount = due.Count,
            Page = at,
            Pages = pages,
            Resting = await preferences.MutesAsync([.. due.SelectMany(reminder => reminder.Recipients).Select(person => person.AccountId)], day),
            Text = await history.TextAsync(campaign.Id, day) ?? "",
            MayManage = await user.MayAsync(Permission.ManageCampaigns, campaign.UnitPath) && await user.MayAsync(Permission.ManageReminders, campaign.UnitPath),
            Sent = await reader.LinesAsync(mine),
            Acknowledged = await acknowledgements.OfAsync([.. mine.Select(fact => fact.Id).DefaultIfEmpty()]),
            Deliveries = await queries.DeliveriesAsync([.. mine.Select(fact => fact.Id)]),
            Older = sent.Count == PageSize ? sent[^1].Id : null,
        };
    }

    /// <summary>The digest that a person would get on a day, of all campaigns, as far as its units lie within reach.</summary>
    public async Task<PreviewModel> PreviewAsync(Campaign campaign, DateOnly day, long? person)
    {
        var all = await reach.DueAsync(day);
        var people = all.Where(due => due.Campaign.Id == campaign.Id).SelectMany(due => due.Recipients).DistinctBy(one => one.AccountId).ToList();
        var chosen = people.FirstOrDefault(one => one.AccountId == person) ?? people.FirstOrDefault();
        return new PreviewModel(campaign, day, chosen, chosen is null ? null : await ComposeAsync(chosen, all, day));
    }

    private async Task<Mail> ComposeAsync(Person person, IReadOnlyList<DueReminder> all, DateOnly day)
    {
        var facts = all.Where(due => due.Recipients.Any(one => one.AccountId == person.AccountId)).Select(due => due.Facts).ToList();
        var lines = await reader.WithHamletsAsync(await reader.LinesAsync(facts));
        // In the reader's own language; it ends with this method.
        CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = Cultures.Find(person.Language) ?? Cultures.Vietnamese;
        // Account 0: a preview carries no link by which one could act for the person.
        return await composer.ComposeAsync(0, person.DisplayName, person.Email ?? "", "", new DigestContent(lines, [], day));
    }
}
