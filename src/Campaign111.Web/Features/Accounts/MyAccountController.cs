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
    public async Task<IActionResult> Show(CancellationToken cancel) => await PageAsync(null, cancel);

    [HttpPost("password")]
    public async Task<IActionResult> ChangePassword([FromForm] string? current, [FromForm] string? password, [FromForm] string? again, CancellationToken cancel)
    {
        if (password != again)
        {
            ModelState.AddModelError("Again", Text.Of("Hai lần nhập không giống nhau. Hãy nhập lại.", "The two entries differ. Type them again."));
            return await PageAsync(null, cancel);
        }

        var account = await MineAsync();
        if (await users.IsLockedOutAsync(account))
        {
            ModelState.AddModelError("Current", Text.Of("Tạm khoá sau nhiều lần nhập sai. Hãy đợi 15 phút.", "Locked for a while after several wrong tries. Wait 15 minutes."));
            return await PageAsync(null, cancel);
        }

        var result = await users.ChangePasswordAsync(account, current ?? "", password ?? "");
        if (!result.Succeeded)
        {
            await CountWrongAsync(account, result);
            foreach (var error in result.Errors)
            {
                ModelState.AddModelError(error.Code == nameof(IdentityErrorDescriber.PasswordMismatch) ? "Current" : "Password", error.Description);
            }

            return await PageAsync(null, cancel);
        }

        await signIn.RefreshSignInAsync(account);
        await sessions.EndAllAsync(user.Actor, account.Id, SessionCheck.KeyOf(HttpContext), cancel);
        this.Say(FlashKind.Done, Text.Of("Đã đổi mật khẩu. Các thiết bị khác phải đăng nhập lại.", "The password is changed. Other devices must sign in again."));
        return LocalRedirect("/account");
    }

    [HttpPost("tokens")]
    public async Task<IActionResult> CreateToken([FromForm] string? label, CancellationToken cancel)
    {
        var name = label?.Trim() is { Length: > 0 and <= ApiTokenService.LongestLabel } given ? given : Text.Of("Không tên", "Unnamed");
        return await PageAsync(await tokens.CreateAsync(user.Actor, (await MineAsync()).Id, name, cancel: cancel), cancel);
    }

    [HttpPost("tokens/{id:long}/revoke")]
    public async Task<IActionResult> RevokeToken(long id, CancellationToken cancel)
    {
        if (!await tokens.RevokeAsync(user.Actor, (await MineAsync()).Id, id, cancel))
        {
            throw new NotFoundException("No such token.");
        }

        this.Say(FlashKind.Done, Text.Of("Đã thu hồi mã truy cập.", "The token is revoked."));
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

    private async Task<ViewResult> PageAsync(string? newToken, CancellationToken cancel)
    {
        var account = await MineAsync();
        var memberships = await user.MembershipsAsync(cancel);
        var places = await units.FindAsync(memberships.Select(membership => membership.UnitId));
        var now = time.GetUtcNow();
        return View("MyAccount", new MyAccountModel
        {
            UserName = account.UserName,
            DisplayName = account.DisplayName,
            Email = account.Email,
            Roles = [.. memberships.Select(membership => new RoleLine(membership.Role.Name(), places[membership.UnitId].FullName, $"/units/{places[membership.UnitId].Code}"))],
            Tokens = [.. (await tokens.OfAccountAsync(account.Id, cancel)).Where(token => token.RevokedAt is null && token.ExpiresAt > now)],
            NewToken = newToken,
            Sessions = new SessionsModel(await sessions.OfAsync(account.Id, cancel), SessionCheck.KeyOf(HttpContext)),
            HasSecondFactor = (await factors.StateAsync(account.Id, cancel)).IsOn,
        });
    }
}
