using Campaign111.Features.Campaigns;
using Campaign111.Features.Shared;
using Campaign111.Platform.Localisation;
using Campaign111.Platform.Security;
using Campaign111.Platform.Time;
using Microsoft.AspNetCore.Mvc;

namespace Campaign111.Features.Reminders;

/// <summary>Who would be reminded on a day and why, what was sent, and sending now or letting go. Each person sees and sends within their own subtree.</summary>
[Requires(Permission.ManageReminders)]
[Route("campaigns/{slug}/reminders")]
public sealed class RemindersController(
    CampaignAccess access,
    ReminderReach reach,
    ReminderWriter writer,
    ReminderTexts texts,
    RemindersPage pages,
    CurrentUser user,
    BusinessClock clock) : Controller
{
    [HttpGet("")]
    public async Task<IActionResult> Index(string slug, DateOnly? day, long? before, int? page)
    {
        var campaign = await access.CampaignAsync(slug);
        return View(await pages.BuildAsync(campaign, day ?? await clock.TodayAsync(), before, page ?? 1));
    }

    /// <summary>One person's digest of a day, word for word.</summary>
    [HttpGet("preview")]
    public async Task<IActionResult> Preview(string slug, DateOnly? day, long? person)
    {
        var campaign = await access.CampaignAsync(slug);
        return View(await pages.PreviewAsync(campaign, day ?? await clock.TodayAsync(), person));
    }

    /// <summary>Writes today's reminders of the caller's subtree now, instead of at 07:30.</summary>
    [HttpPost("")]
    public async Task<IActionResult> Send(string slug)
    {
        var campaign = await access.CampaignAsync(slug);
        var today = await clock.TodayAsync();
        var written = await writer.WriteAsync(await reach.DueAsync(campaign, today), today, user.Actor);
        this.Say(FlashKind.Done, written == 0
            ? Text.Of("Không có nhắc việc mới: các đơn vị chậm đã được nhắc.", "Nothing new to send: the lagging units have been reminded.")
            : Text.Of($"Đã ghi {written} nhắc việc; thư được gửi trong vòng một phút.", $"{written} reminders written; messages leave within a minute."));
        return RedirectToAction(nameof(Index), new { slug });
    }

    /// <summary>The committee's own words for a day.</summary>
    [HttpPost("text")]
    public async Task<IActionResult> SetText(string slug, [FromForm] DateOnly day, [FromForm] string? body)
    {
        var campaign = await access.ManagedAsync(slug);
        await user.DemandAsync(Permission.ManageReminders, campaign.UnitPath);
        var words = (body ?? "").Trim().ReplaceLineEndings("\n");
        if (!ModelState.IsValid || words.Length > ReminderTexts.Longest)
        {
            this.Say(FlashKind.Failed, Text.Of($"Lời nhắn dài quá {ReminderTexts.Longest} ký tự, chưa lưu. Hãy rút ngắn.", $"The words are longer than {ReminderTexts.Longest} letters and were not saved. Shorten them."));
            return LocalRedirect(ReminderLinks.Campaign(slug));
        }

        await texts.SetAsync(campaign, day, words, user.Actor);
        this.Say(FlashKind.Done, words.Length == 0
            ? Text.Of("Đã bỏ lời nhắn của ngày.", "The day's own words are taken back.")
            : Text.Of("Đã lưu lời nhắn: mỗi thư của ngày này mang theo.", "Saved: each digest of that day carries these words."));
        return LocalRedirect(ReminderLinks.On(slug, day));
    }

    /// <summary>Lets one reminder go: it is kept with the reason, and never sent.</summary>
    [HttpPost("drop")]
    public async Task<IActionResult> Drop(string slug, [FromForm] DateOnly day, [FromForm] string? unit, [FromForm] string? rung, [FromForm] string? owed, [FromForm] string? reason)
    {
        var campaign = await access.CampaignAsync(slug);
        var why = reason?.Trim() ?? "";
        var due = (await reach.DueAsync(campaign, day)).Where(reminder => reminder.Unit.Code == unit && reminder.Code == rung && (reminder.Owed?.Key ?? "") == (owed ?? "")).ToList();
        if (why.Length is 0 or > 500)
        {
            this.Say(FlashKind.Failed, Text.Of("Cần ghi lý do bỏ qua (nhiều nhất 500 ký tự).", "Say why it is let go (at most 500 letters)."));
        }
        else if (due.Count == 0 || await writer.DropAsync(due, day, why, user.Actor) == 0)
        {
            this.Say(FlashKind.Note, Text.Of("Nhắc việc này đã gửi hoặc không còn.", "This reminder has been sent, or is no longer due."));
        }
        else
        {
            this.Say(FlashKind.Done, Text.Of($"Đã bỏ qua nhắc việc của {due[0].Unit.FullName}.", $"The reminder of {due[0].Unit.FullName} is let go."));
        }

        return LocalRedirect(ReminderLinks.On(slug, day));
    }
}
