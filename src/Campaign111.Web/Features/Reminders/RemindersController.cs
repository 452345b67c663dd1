using Campaign111.Features.Campaigns;
using Campaign111.Features.Hierarchy;
using Campaign111.Features.Shared;
using Campaign111.Platform.Localisation;
using Campaign111.Platform.Security;
using Campaign111.Platform.Time;
using Microsoft.AspNetCore.Mvc;

namespace Campaign111.Features.Reminders;

/// <summary>Who would be reminded on a day and why, what was sent, and sending now. Each person sees and sends within their own subtree.</summary>
[Requires(Permission.ManageReminders)]
[Route("campaigns/{slug}/reminders")]
public sealed class RemindersController(
    CampaignAccess access,
    ReminderPlanner planner,
    ReminderWriter writer,
    ReminderQueries queries,
    DigestReader reader,
    UnitDirectory units,
    CurrentUser user,
    BusinessClock clock,
    ProductMode mode) : Controller
{
    private const int PageSize = 50;

    [HttpGet("")]
    public async Task<IActionResult> Index(string slug, DateOnly? day, long? before)
    {
        var campaign = await access.CampaignAsync(slug);
        var today = await clock.TodayAsync();
        var on = day ?? today;
        var sent = await queries.SentAsync(campaign.Id, before, PageSize);
        var mine = await MineAsync(sent);
        return View(new RemindersModel
        {
            Campaign = campaign,
            Today = today,
            IsDemo = mode.IsDemo,
            Day = on,
            Due = await DueAsync(campaign, on),
            Sent = await reader.LinesAsync(mine),
            Deliveries = await queries.DeliveriesAsync([.. mine.Select(fact => fact.Id)]),
            Older = sent.Count == PageSize ? sent[^1].Id : null,
        });
    }

    /// <summary>Writes today's reminders of the caller's subtree now, instead of at 07:30.</summary>
    [HttpPost("")]
    public async Task<IActionResult> Send(string slug)
    {
        var campaign = await access.CampaignAsync(slug);
        var today = await clock.TodayAsync();
        var written = await writer.WriteAsync(await DueAsync(campaign, today), today, user.Actor);
        this.Say(FlashKind.Done, written == 0
            ? Text.Of("Không có nhắc việc mới: các đơn vị chậm đã được nhắc.", "Nothing new to send: the lagging units have been reminded.")
            : Text.Of($"Đã ghi {written} nhắc việc; thư được gửi trong vòng một phút.", $"{written} reminders written; messages leave within a minute."));
        return RedirectToAction(nameof(Index), new { slug });
    }

    private async Task<IReadOnlyList<DueReminder>> DueAsync(Campaign campaign, DateOnly day)
    {
        var reach = await ReachAsync();
        return [.. (await planner.DueAsync(campaign, day)).Where(due => reach(due.Unit.Path))];
    }

    private async Task<IReadOnlyList<ReminderFacts>> MineAsync(IReadOnlyList<ReminderFacts> sent)
    {
        var reach = await ReachAsync();
        var named = await units.FindAsync(sent.Select(fact => fact.UnitId));
        return [.. sent.Where(fact => reach(named[fact.UnitId].Path))];
    }

    private async Task<Func<string, bool>> ReachAsync()
    {
        var memberships = await user.MembershipsAsync();
        return path => memberships.Any(membership => membership.Allows(Permission.ManageReminders, path));
    }
}
