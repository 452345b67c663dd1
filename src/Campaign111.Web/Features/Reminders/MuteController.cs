using Campaign111.Features.Shared;
using Campaign111.Platform.Audit;
using Campaign111.Platform.Localisation;
using Campaign111.Platform.Security;
using Campaign111.Platform.Time;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace Campaign111.Features.Reminders;

/// <summary>Model of the page that asks for a day of rest.</summary>
/// <param name="Token">From the digest's link.</param>
/// <param name="Name">As the digest greeted the person.</param>
/// <param name="Day">The day without a digest.</param>
/// <param name="Done">It is kept.</param>
public sealed record MuteModel(string Token, string Name, DateOnly Day, bool Done);

/// <summary>A day without a digest, by the link in one; without signing in. Opening the link changes nothing: mail programs open links by
/// themselves. Nobody learns more from it than the name in the mail.</summary>
[AllowAnonymous]
[Route("mute/{token}")]
public sealed class MuteController(MuteLinks links, PreferenceBook preferences, BusinessClock clock, IWorkingDays calendar) : Controller
{
    [HttpGet("")]
    public async Task<IActionResult> Ask(string token) => View("Mute", await ModelAsync(token, false));

    [HttpPost("")]
    public async Task<IActionResult> Confirm(string token, [FromForm] string? reason)
    {
        var model = await ModelAsync(token, false);
        var why = reason?.Trim() ?? "";
        if (why.Length is 0 or > 500)
        {
            ModelState.AddModelError("reason", Text.Of("Hãy ghi lý do ngắn gọn (nhiều nhất 500 ký tự).", "Say why in a few words (at most 500 letters)."));
            return View("Mute", model);
        }

        var ticket = Read(token);
        await preferences.MuteAsync(ticket.AccountId, model.Day, why, await calendar.LoadAsync(), new Actor(ticket.AccountId, ticket.Name));
        return View("Mute", model with { Done = true });
    }

    /// <summary>Takes the day back at once, by the same link: whoever pressed too fast needs nobody's help.</summary>
    [HttpPost("undo")]
    public async Task<IActionResult> Undo(string token)
    {
        var model = await ModelAsync(token, false);
        var ticket = Read(token);
        await preferences.UnmuteAsync(ticket.AccountId, model.Day, new Actor(ticket.AccountId, ticket.Name));
        this.Say(FlashKind.Done, Text.Of($"Đã thôi tạm dừng ngày {Formats.Date(model.Day)}.", $"You are reminded again on {Formats.Date(model.Day)}."));
        return LocalRedirect($"/mute/{token}");
    }

    private async Task<MuteModel> ModelAsync(string token, bool done)
    {
        // Today's digest is there already; the rest is the next working day's.
        var day = (await calendar.LoadAsync()).AddWorkingDays(await clock.TodayAsync(), 1);
        return new MuteModel(token, Read(token).Name, day, done);
    }

    private MuteTicket Read(string token) => links.Read(token) ?? throw new NotFoundException("This link is too old, or was never ours.");
}
