using Campaign111.Platform.Localisation;
using Campaign111.Platform.Security.Limits;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;

namespace Campaign111.Features.Accounts;

/// <summary>What a one-time link opens: choose a password, then one is signed in, or asked for the second step.</summary>
[Limited(LimitClass.PasswordLinks)]
public sealed class JoinController(PasswordLinkService links, UserManager<Account> users, SignInDesk desk) : Controller
{
    [HttpGet("/join/{secret}")]
    public async Task<IActionResult> Form(string secret, CancellationToken cancel) =>
        await links.FindAsync(secret, cancel) is { } owner ? Page(secret, owner) : Gone();

    [HttpPost("/join/{secret}")]
    public async Task<IActionResult> Choose(string secret, [FromForm] string? password, [FromForm] string? again, CancellationToken cancel)
    {
        if (await links.FindAsync(secret, cancel) is not { } owner)
        {
            return Gone();
        }

        if (password != again)
        {
            ModelState.AddModelError("Again", Text.Of("Hai lần nhập không giống nhau. Hãy nhập lại.", "The two entries differ. Type them again."));
            return Page(secret, owner);
        }

        var result = await links.UseAsync(secret, password ?? "", cancel);
        if (result is null)
        {
            return Gone();
        }

        if (!result.Succeeded)
        {
            foreach (var error in result.Errors)
            {
                ModelState.AddModelError("Password", error.Description);
            }

            return Page(secret, owner);
        }

        // The link stands for the password alone: a second step is asked for as ever.
        var account = await users.FindByNameAsync(owner.Account.UserName);
        return LocalRedirect(SignInDesk.AddressAfter(await desk.AdmitAsync(account!, remember: false, null, cancel), null));
    }

    private ViewResult Page(string secret, LinkOwner owner)
    {
        // The address holds the secret: no other site gets it.
        Response.Headers["Referrer-Policy"] = "no-referrer";
        return View("Join", new JoinModel
        {
            UserName = owner.Account.UserName,
            DisplayName = owner.Account.DisplayName,
            IsInvitation = owner.Kind == LinkKind.Invitation,
            Address = $"/join/{Uri.EscapeDataString(secret)}",
        });
    }

    private ViewResult Gone()
    {
        Response.StatusCode = StatusCodes.Status410Gone;
        return View("LinkGone");
    }
}
