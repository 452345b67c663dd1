using System.Globalization;
using Campaign111.Features.Accounts.TwoFactor;
using Campaign111.Features.Shared;
using Campaign111.Platform.Localisation;
using Campaign111.Platform.Security;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;

namespace Campaign111.Features.Accounts.Passkeys;

/// <summary>One's own passkeys: add, rename, remove.</summary>
[Authorize]
[Route(Address)]
public sealed class PasskeysController(
    UserManager<Account> users, SignInManager<Account> signIn, PasskeyBook passkeys, SecondFactors factors, SecondStep step, PasswordProof passwords, CurrentUser user) : Controller
{
    public const string Address = "/account/passkeys";

    [HttpGet("")]
    public async Task<IActionResult> Show(CancellationToken cancel) => await PageAsync(cancel);

    /// <summary>What the browser needs to make a passkey, as JSON; after the password, and the app's code where there is one. Refused: 403 with the reason.</summary>
    [HttpPost("options")]
    public async Task<IActionResult> Options([FromForm] string? current, [FromForm] string? code, CancellationToken cancel)
    {
        var account = await MineAsync();
        if (!await passwords.CheckAsync(account, current))
        {
            return Problem(statusCode: StatusCodes.Status403Forbidden, detail: TwoFactorTexts.WrongPassword);
        }

        if ((await factors.StateAsync(account.Id, cancel)).IsOn && !await step.CheckAsync(account, code, cancel))
        {
            return Problem(statusCode: StatusCodes.Status403Forbidden, detail: TwoFactorTexts.WrongCode);
        }

        return Content(
            await signIn.MakePasskeyCreationOptionsAsync(new PasskeyUserEntity
            {
                Id = account.Id.ToString(CultureInfo.InvariantCulture),
                Name = account.UserName,
                DisplayName = account.DisplayName,
            }),
            "application/json");
    }

    [HttpPost("")]
    public async Task<IActionResult> Add([FromForm] string? name, [FromForm] string? credential, CancellationToken cancel)
    {
        var account = await MineAsync();
        var made = await PasskeyAnswer.ReadAsync(credential, signIn.PerformPasskeyAttestationAsync);
        if (made is not { Succeeded: true } || made.UserEntity.Id != account.Id.ToString(CultureInfo.InvariantCulture))
        {
            this.Say(FlashKind.Failed, Text.Of(
                "Chưa thêm được khoá truy cập: trình duyệt này chưa hỗ trợ, hoặc thao tác đã bị huỷ hay quá lâu. Hãy thử lại.",
                "The passkey was not added: this browser does not support it, or it was cancelled or took too long. Try again."));
            return LocalRedirect(Address);
        }

        made.Passkey.Name = Named(name);
        try
        {
            await users.AddOrUpdatePasskeyAsync(account, made.Passkey);
            this.Say(FlashKind.Done, Text.Of("Đã thêm khoá truy cập. Lần sau chọn “Đăng nhập bằng khoá truy cập”.", "The passkey is added. Next time choose “Sign in with a passkey”."));
        }
        catch (AccountRefusal refusal)
        {
            this.Say(FlashKind.Failed, refusal.Message);
        }

        return LocalRedirect(Address);
    }

    [HttpPost("{id:long}/rename")]
    public async Task<IActionResult> Rename(long id, [FromForm] string? name, CancellationToken cancel)
    {
        if (!await passkeys.RenameAsync(user.Actor, (await MineAsync()).Id, id, Named(name), cancel))
        {
            throw new NotFoundException("No such passkey.");
        }

        this.Say(FlashKind.Done, Text.Of("Đã đổi tên khoá truy cập.", "The passkey is renamed."));
        return LocalRedirect(Address);
    }

    [HttpPost("{id:long}/remove")]
    public async Task<IActionResult> Remove(long id, CancellationToken cancel)
    {
        if (!await passkeys.RemoveAsync(user.Actor, (await MineAsync()).Id, id, cancel))
        {
            throw new NotFoundException("No such passkey.");
        }

        this.Say(FlashKind.Done, Text.Of("Đã gỡ khoá truy cập.", "The passkey is removed."));
        return LocalRedirect(Address);
    }

    private static string Named(string? name) =>
        name?.Trim() is { Length: > 0 } given ? given[..Math.Min(given.Length, PasskeyBook.LongestName)] : Text.Of("Khoá truy cập", "Passkey");

    private async Task<Account> MineAsync() => await users.GetUserAsync(User) ?? throw new NotFoundException("The account is gone.");

    private async Task<ViewResult> PageAsync(CancellationToken cancel)
    {
        var account = await MineAsync();
        return View("Passkeys", new PasskeysModel
        {
            Passkeys = await passkeys.OfAsync(account.Id, cancel),
            AsksCode = (await factors.StateAsync(account.Id, cancel)).IsOn,
        });
    }
}
