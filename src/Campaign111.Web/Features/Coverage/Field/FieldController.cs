using System.Text.Json;
using Campaign111.Features.Accounts;
using Campaign111.Platform.Security;
using Campaign111.Platform.Time;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace Campaign111.Features.Coverage.Field;

/// <summary>The field page: one shell for everybody, without anything of a person in it, so that a phone can keep it; what is theirs comes from
/// the session and the field packs.</summary>
[Route(FieldShell.Page)]
[AllowAnonymous]
public sealed class FieldController(FieldShell shell, FieldAreas areas, CurrentUser user, BusinessClock clock, TimeProvider time, SignInDesk signIn) : Controller
{
    [HttpGet("")]
    public IActionResult Field()
    {
        // The service worker keeps it; the browser's own store asks each time, so that a new version is seen.
        Response.Headers.CacheControl = "no-cache";
        return View(new FieldPageModel(shell.Version()));
    }

    /// <summary>Who is signed in, what they log, and which version of the page is current.</summary>
    [HttpGet("session")]
    public async Task<IActionResult> Session(CancellationToken cancel)
    {
        if (ApiAuthorizeAttribute.CookieRefusal(Request) is { } refusal)
        {
            return Problem(statusCode: StatusCodes.Status403Forbidden, detail: refusal);
        }

        Response.Headers.CacheControl = "no-store";
        var shift = await clock.NowAsync(cancel) - time.GetUtcNow();
        return Json(
            new FieldSession
            {
                Account = user.AccountId,
                Name = user.DisplayName,
                SignIn = await SignInDesk.SessionAsync(HttpContext),
                Areas = user.IsSignedIn ? await areas.AllAsync() : [],
                Version = shell.Version(),
                ClockShift = (long)Math.Round(shift.TotalMilliseconds),
            },
            JsonSerializerOptions.Web);
    }

    /// <summary>Ends the session. The header and the origin stand for the forms' token, which a kept page cannot hold.</summary>
    [HttpPost("sign-out")]
    [IgnoreAntiforgeryToken]
    public async Task<IActionResult> Leave()
    {
        if (ApiAuthorizeAttribute.CookieRefusal(Request) is { } refusal)
        {
            return Problem(statusCode: StatusCodes.Status403Forbidden, detail: refusal);
        }

        await signIn.SignOutAsync();
        return NoContent();
    }
}
