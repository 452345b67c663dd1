using Campaign111.Features.Shared;
using Campaign111.Platform.Localisation;
using Campaign111.Platform.Security.Limits;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;

namespace Campaign111.Features.Accounts.Passkeys;

/// <summary>Signing in with a passkey, without a name or a password. The device has verified its user (fingerprint, face or PIN): that is two factors, so no code is asked for.</summary>
[StaleForm]
[Route("/sign-in/passkey")]
public sealed class PasskeySignInController(SignInManager<Account> signIn, UserManager<Account> users, SignInDesk desk) : Controller
{
    /// <summary>What the browser needs to ask for a passkey, as JSON; the same for everybody, so that it tells of nobody.</summary>
    [HttpPost("options")]
    public async Task<IActionResult> Options() => Content(await signIn.MakePasskeyRequestOptionsAsync(null!), "application/json");

    [HttpPost("")]
    [Limited(LimitClass.SignIn)]
    public async Task<IActionResult> SignIn([FromForm] string? credential, [FromForm] string? returnUrl, CancellationToken cancel)
    {
        var shown = await PasskeyAnswer.ReadAsync(credential, signIn.PerformPasskeyAssertionAsync);
        if (shown is not { Succeeded: true } || !shown.User.CanSignIn || !shown.Passkey.IsUserVerified)
        {
            this.Say(FlashKind.Failed, Text.Of(
                "Khoá truy cập này không dùng được: chưa đăng ký, đã bị gỡ, hoặc thao tác quá lâu. Hãy thử lại, hoặc đăng nhập bằng mật khẩu.",
                "This passkey cannot be used: it is not registered, was removed, or it took too long. Try again, or sign in with the password."));
            return LocalRedirect("/sign-in");
        }

        await users.AddOrUpdatePasskeyAsync(shown.User, shown.Passkey);
        await desk.EnterAsync(shown.User, remember: false, cancel);
        return LocalRedirect(Url.IsLocalUrl(returnUrl) ? returnUrl : "/");
    }
}
