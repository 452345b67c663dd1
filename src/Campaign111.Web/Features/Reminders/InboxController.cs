using Campaign111.Features.Reminders.Channels;
using Campaign111.Features.Shared;
using Campaign111.Platform.Localisation;
using Campaign111.Platform.Security;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace Campaign111.Features.Reminders;

/// <summary>A person's own messages, and how they want to be reached. Nobody reads another's.</summary>
[Authorize]
[Route("inbox")]
public sealed class InboxController(
    ReminderQueries queries, DeliveryQueries deliveries, DigestReader reader, Acknowledgements acknowledgements, PreferenceBook preferences, ChannelSet channels, RestOffers rests, CurrentUser user)
    : Controller
{
    private const int PageSize = 20;

    [HttpGet("")]
    public async Task<IActionResult> Inbox(long? before)
    {
        var messages = await queries.InboxAsync(user.AccountId!.Value, before, PageSize);
        IReadOnlyList<long> ids = [.. messages.Select(message => message.Id)];
        var (lines, news) = (await reader.LinesOfAsync(ids), await reader.NoticesOfAsync(ids));
        var items = messages.Select(message => new InboxItem(message, [.. lines[message.Id]], [.. news[message.Id]])).ToList();
        if (before is null && items.Count > 0)
        {
            // The newest one says what is missing by hamlet now; for older ones that is no longer the question.
            items[0] = items[0] with { Lines = await reader.WithHamletsAsync(items[0].Lines) };
        }

        var reminders = items.SelectMany(item => item.Lines).Select(line => line.Facts.Id).Distinct().Take(1000).DefaultIfEmpty().ToList();
        return View(new InboxModel(items, messages.Count == PageSize ? messages[^1].Id : null)
        {
            Acknowledged = await acknowledgements.OfAsync(reminders),
            Rest = before is null && items.Count > 0 ? await rests.PathAsync(user.AccountId!.Value, user.DisplayName, items[0].Lines) : null,
        });
    }

    [HttpPost("{id:long}/read")]
    public async Task<IActionResult> Read(long id)
    {
        await queries.MarkReadAsync(user.Actor, user.AccountId!.Value, id);
        return RedirectToAction(nameof(Inbox));
    }

    /// <summary>"Received, and this is the plan".</summary>
    [HttpPost("reminders/{id:long}/acknowledge")]
    public async Task<IActionResult> Acknowledge(long id, [FromForm] string? words)
    {
        var plan = words?.Trim() ?? "";
        if (plan.Length is 0 or > Acknowledgements.LongestWords)
        {
            this.Say(FlashKind.Failed, Text.Of("Chưa ghi nhận: hãy viết ngắn gọn kế hoạch (nhiều nhất 500 ký tự).", "Not kept: write your plan in a few words (at most 500 letters)."));
        }
        else if (await acknowledgements.AddAsync(id, user.AccountId!.Value, user.DisplayName, plan, user.Actor))
        {
            this.Say(FlashKind.Done, Text.Of("Đã ghi nhận xác nhận và kế hoạch của bạn.", "Your acknowledgement and plan are kept."));
        }
        else
        {
            this.Say(FlashKind.Note, Text.Of("Nhắc việc này đã được bạn xác nhận, hoặc không cần xác nhận.", "You have acknowledged this reminder already, or it asks for none."));
        }

        return RedirectToAction(nameof(Inbox));
    }

    [HttpGet("settings")]
    public async Task<IActionResult> Settings() => View(await SettingsOfAsync(await preferences.OfAsync(user.AccountId!.Value)));

    [HttpPost("settings")]
    public async Task<IActionResult> SaveSettings([FromForm] bool mail, [FromForm] bool webhook, [FromForm] bool zalo, [FromForm] string? phone)
    {
        var number = PreferenceBook.Phone(phone);
        if (!string.IsNullOrWhiteSpace(phone) && number is null)
        {
            ModelState.AddModelError("phone", Text.Of("Không phải số di động Việt Nam. Hãy ghi như 0901 234 567.", "This is no Vietnamese mobile number. Write it like 0901 234 567."));
        }
        else if (number is null && (webhook || zalo))
        {
            ModelState.AddModelError("phone", Text.Of("Cần số điện thoại để nhận SMS hoặc Zalo.", "A telephone number is needed for SMS or Zalo."));
        }

        if (!ModelState.IsValid)
        {
            return View(nameof(Settings), await SettingsOfAsync(new ReminderPreference(mail, webhook, zalo, number)));
        }

        await preferences.SaveAsync(user.AccountId!.Value, new ReminderPreference(mail, webhook, zalo, number), user.Actor);
        this.Say(FlashKind.Done, Text.Of("Đã lưu cách nhận nhắc việc.", "Saved: this is how you are reminded."));
        return LocalRedirect(ReminderLinks.Settings);
    }

    private async Task<InboxSettingsModel> SettingsOfAsync(ReminderPreference preference) =>
        new(preference, channels.HasWebhook, channels.HasZalo, await deliveries.BouncedAsync(user.AccountId!.Value));
}
