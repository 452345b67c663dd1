using Campaign111.Platform.Security;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace Campaign111.Features.Reminders;

/// <summary>A person's own messages. Nobody reads another's.</summary>
[Authorize]
[Route("inbox")]
public sealed class InboxController(ReminderQueries queries, DigestReader reader, CurrentUser user) : Controller
{
    private const int PageSize = 20;

    [HttpGet("")]
    public async Task<IActionResult> Inbox(long? before)
    {
        var messages = await queries.InboxAsync(user.AccountId!.Value, before, PageSize);
        IReadOnlyList<long> ids = [.. messages.Select(message => message.Id)];
        var (lines, news) = (await reader.LinesOfAsync(ids), await reader.NoticesOfAsync(ids));
        return View(new InboxModel(
            [.. messages.Select(message => new InboxItem(message, [.. lines[message.Id]], [.. news[message.Id]]))],
            messages.Count == PageSize ? messages[^1].Id : null));
    }

    [HttpPost("{id:long}/read")]
    public async Task<IActionResult> Read(long id)
    {
        await queries.MarkReadAsync(user.Actor, user.AccountId!.Value, id);
        return RedirectToAction(nameof(Inbox));
    }
}
