using Campaign111.Features.Accounts.Sessions;
using Campaign111.Features.Accounts.TwoFactor;
using Campaign111.Features.Hierarchy;
using Campaign111.Features.Shared;
using Campaign111.Platform.Localisation;
using Campaign111.Platform.Security;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;

namespace Campaign111.Features.Accounts;

/// <summary>One's own account.</summary>
[Authorize]
[Route("/account")]
public sealed class MyAccountController(
    UserManager<Account> users, SignInManager<Account> signIn, CurrentUser user, UnitDirectory units, ApiTokenService tokens, SecondFactors factors,
    SessionBook sessions, TimeProvider time) : Controller
{
    [HttpGet("")]
    public async Task<IActionResult> Show(CancellationToken cancel) => await PageAsync(cancel);

    [HttpPost("password")]
    public async Task<IActionResult> ChangePassword([FromForm] string? current, [FromForm] string? password, [FromForm] string? again, CancellationToken cancel)
    {
        if (password != again)
        {
            ModelState.AddModelError("Again", Text.Of("Hai lần nhập không giống nhau. Hãy nhập lại.", "The two entries differ. Type them again."));
            return await PageAsync(cancel);
        }

        var account = await MineAsync();
        if (await users.IsLockedOutAsync(account))
        {
            ModelState.AddModelError("Current", Text.Of("Tạm khoá sau nhiều lần nhập sai. Hãy đợi 15 phút.", "Locked for a while after several wrong tries. Wait 15 minutes."));
            return await PageAsync(cancel);
        }

        var result = await users.ChangePasswordAsync(account, current ?? "", password ?? "");
        if (!result.Succeeded)
        {
            await CountWrongAsync(account, result);
            foreach (var error in result.Errors)
            {
                ModelState.AddModelError(error.Code == nameof(IdentityErrorDescriber.PasswordMismatch) ? "Current" : "Password", error.Description);
            }

            return await PageAsync(cancel);
        }

        await signIn.RefreshSignInAsync(account);
        await sessions.EndAllAsync(user.Actor, account.Id, SessionCheck.KeyOf(HttpContext), cancel);
        this.Say(FlashKind.Done, Text.Of("Đã đổi mật khẩu. Các thiết bị khác phải đăng nhập lại.", "The password is changed. Other devices must sign in again."));
        return LocalRedirect("/account");
    }

    // A stolen open session must not be a way to guess the password without limit.
    private async Task CountWrongAsync(Account account, IdentityResult result)
    {
        if (result.Errors.Any(error => error.Code == nameof(IdentityErrorDescriber.PasswordMismatch)))
        {
            await users.AccessFailedAsync(account);
        }
    }

    private async Task<Account> MineAsync() => await users.GetUserAsync(User) ?? throw new NotFoundException("The account is gone.");

    private async Task<ViewResult> PageAsync(CancellationToken cancel)
    {
        var account = await MineAsync();
        var memberships = await user.MembershipsAsync(cancel);
        var places = await units.FindAsync(memberships.Select(membership => membership.UnitId));
        var now = time.GetUtcNow();
        var open = (await tokens.OfAccountAsync(account.Id, cancel)).Where(token => token.IsOpen(now)).ToList();
        return View("MyAccount", new MyAccountModel
        {
            UserName = account.UserName,
            DisplayName = account.DisplayName,
            Email = account.Email,
            Roles = [.. memberships.Select(membership => new RoleLine(membership.Role.Name(), places[membership.UnitId].FullName, $"/units/{places[membership.UnitId].Code}"))],
            Tokens = open.Count,
            EndingTokens = [.. open.Where(token => token.EndsSoon(now))],
            Sessions = new SessionsModel(await sessions.OfAsync(account.Id, cancel), SessionCheck.KeyOf(HttpContext)),
            HasSecondFactor = (await factors.StateAsync(account.Id, cancel)).IsOn,
        });
    }
}
