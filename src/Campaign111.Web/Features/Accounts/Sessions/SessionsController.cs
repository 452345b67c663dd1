using System.Globalization;
using Campaign111.Features.Shared;
using Campaign111.Platform.Localisation;
using Campaign111.Platform.Security;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace Campaign111.Features.Accounts.Sessions;

/// <summary>Where one is signed in (on one's account page): ends one session or all others. An administrator ends those of somebody else.</summary>
[Authorize]
public sealed class SessionsController(SessionBook sessions, MembershipService memberships, CurrentUser user) : Controller
{
    [HttpPost("/account/sessions/{id:long}/end")]
    public async Task<IActionResult> End(long id, CancellationToken cancel)
    {
        if (!await sessions.EndAsync(user.Actor, Mine, id, cancel))
        {
            throw new NotFoundException("No such session.");
        }

        this.Say(FlashKind.Done, Text.Of("Đã đăng xuất thiết bị đó.", "That device is signed out."));
        return LocalRedirect("/account#sessions");
    }

    [HttpPost("/account/sessions/end-others")]
    public async Task<IActionResult> EndOthers(CancellationToken cancel)
    {
        var ended = await sessions.EndAllAsync(user.Actor, Mine, SessionCheck.KeyOf(HttpContext), cancel);
        this.Say(FlashKind.Done, Text.Format("Đã đăng xuất {0} thiết bị khác.", "Signed out on {0} other devices.", ended));
        return LocalRedirect("/account#sessions");
    }

    [Requires(Permission.Administer)]
    [HttpPost("/people/{id:long}/sessions/end")]
    public async Task<IActionResult> EndAll(long id, CancellationToken cancel)
    {
        if (!await memberships.MayManageAsync(id, cancel))
        {
            throw new NotFoundException("No such person here.");
        }

        var ended = await sessions.EndAllAsync(user.Actor, id, null, cancel);
        this.Say(FlashKind.Done, Text.Format("Đã đăng xuất người này khỏi {0} thiết bị.", "This person is signed out on {0} devices.", ended));
        return LocalRedirect(string.Create(CultureInfo.InvariantCulture, $"/people/{id}"));
    }

    private long Mine => user.AccountId ?? throw new NotFoundException("Nobody is signed in.");
}
