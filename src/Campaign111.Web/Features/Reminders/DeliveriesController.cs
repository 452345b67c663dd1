using Campaign111.Features.Campaigns;
using Campaign111.Features.Hierarchy;
using Campaign111.Features.Shared;
using Campaign111.Platform.Localisation;
using Campaign111.Platform.Security;
using Microsoft.AspNetCore.Mvc;

namespace Campaign111.Features.Reminders;

/// <summary>What became of reminders: the timeline of a unit, and messages that did not arrive.</summary>
[Requires(Permission.ManageReminders)]
[Route("campaigns/{slug}/reminders")]
public sealed class DeliveriesController(
    CampaignAccess access,
    ReminderReach reach,
    ReminderQueries queries,
    DeliveryQueries deliveries,
    DigestReader reader,
    Acknowledgements acknowledgements,
    UnitDirectory units,
    CurrentUser user) : Controller
{
    private const int PageSize = 20;

    [HttpGet("units/{code}")]
    public async Task<IActionResult> Timeline(string slug, string code, long? before)
    {
        var campaign = await access.CampaignAsync(slug);
        var unit = await access.UnitAsync(campaign, code);
        await user.DemandAsync(Permission.ManageReminders, unit.Path);
        var facts = await deliveries.OfUnitAsync(campaign.Id, unit.Id, before, PageSize);
        var ids = facts.Select(fact => fact.Id).DefaultIfEmpty().ToList();
        return View(new TimelineModel
        {
            Campaign = campaign,
            Unit = unit,
            Reminders = await reader.LinesAsync(facts),
            Attempts = await deliveries.AttemptsAsync(ids),
            Deliveries = await queries.DeliveriesAsync(ids),
            Acknowledged = await acknowledgements.OfAsync(ids),
            Older = facts.Count == PageSize ? facts[^1].Id : null,
        });
    }

    [HttpGet("failures")]
    public async Task<IActionResult> Failures(string slug, long? before)
    {
        var campaign = await access.CampaignAsync(slug);
        var messages = await deliveries.TroubleAsync(campaign.Id, before, PageSize);
        var mine = await reach.WithinAsync(messages, message => message.UnitId);
        return View(new FailuresModel(
            campaign, mine, await units.FindAsync(mine.Select(message => message.UnitId)), messages.Count == PageSize ? messages[^1].Id : null));
    }

    /// <summary>Tries a message again.</summary>
    [HttpPost("failures/{id:long}/retry")]
    public async Task<IActionResult> Retry(string slug, long id)
    {
        await access.CampaignAsync(slug);
        if (!await reach.HoldsAsync(await deliveries.UnitsOfAsync(id)))
        {
            throw new NotFoundException($"No message {id}.");
        }

        this.Say(FlashKind.Done, await deliveries.RetryAsync(id, user.Actor)
            ? Text.Of("Thư sẽ được gửi lại trong vòng một phút.", "The message is tried again within a minute.")
            : Text.Of("Thư này đã được gửi.", "This message has been sent."));
        return LocalRedirect(ReminderLinks.Failures(slug));
    }
}
