using Campaign111.Features.Shared;
using Campaign111.Platform.Localisation;
using Campaign111.Platform.Security;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;

namespace Campaign111.Features.Accounts.TwoFactor;

/// <summary>One's own second step: set up, new recovery codes, another phone, off.</summary>
[Authorize]
[Route(Address)]
public sealed class SecondFactorController(
    UserManager<Account> users, SecondFactors factors, SecondStep step, Enrolment enrolment, PasswordProof passwords, TwoFactorPolicy policy, CurrentUser user) : Controller
{
    public const string Address = "/account/second-factor";
    public const string CodesAddress = Address + "/codes";

    [HttpGet("")]
    public async Task<IActionResult> Show(CancellationToken cancel) => await PageAsync(cancel);

    [HttpGet("enrol")]
    public async Task<IActionResult> Enrol(CancellationToken cancel)
    {
        var account = await MineAsync();
        return (await factors.StateAsync(account.Id, cancel)).IsOn ? LocalRedirect(Address) : EnrolPage(account, Enrolment.NewOffer(replaces: false));
    }

    [HttpPost("enrol")]
    public async Task<IActionResult> Enrol([FromForm] string? offer, [FromForm] string? code, [FromForm] string? current, CancellationToken cancel)
    {
        var account = await MineAsync();
        if (enrolment.Open(account, offer) is not { } opened)
        {
            ModelState.AddModelError("Code", TwoFactorTexts.OldPage);
            return EnrolPage(account, Enrolment.NewOffer(replaces: false));
        }

        if (!opened.Replaces && (await factors.StateAsync(account.Id, cancel)).IsOn)
        {
            this.Say(FlashKind.Failed, TwoFactorTexts.AlreadyOn);
            return LocalRedirect(Address);
        }

        // Another phone: the password was asked for a page before.
        if (!opened.Replaces && !await passwords.CheckAsync(account, current))
        {
            ModelState.AddModelError("Current", TwoFactorTexts.WrongPassword);
            return EnrolPage(account, opened);
        }

        if (await enrolment.ConfirmAsync(account, opened, code, cancel) is not { } codes)
        {
            ModelState.AddModelError("Code", TwoFactorTexts.WrongFirstCode);
            return EnrolPage(account, opened);
        }

        this.Say(FlashKind.Done, Text.Of("Đã bật xác thực hai bước.", "The second step is on."));
        return this.ShowCodes(codes, Address);
    }

    /// <summary>What takes the password and a code: <paramref name="act"/> is codes, replace or off.</summary>
    [HttpPost("")]
    public async Task<IActionResult> Change([FromForm] string? current, [FromForm] string? code, [FromForm] string? act, CancellationToken cancel)
    {
        var account = await MineAsync();
        if (!(await factors.StateAsync(account.Id, cancel)).IsOn)
        {
            return LocalRedirect(Address);
        }

        if (!await passwords.CheckAsync(account, current))
        {
            ModelState.AddModelError("Current", TwoFactorTexts.WrongPassword);
            return await PageAsync(cancel);
        }

        if (!await step.CheckAsync(account, code, cancel))
        {
            ModelState.AddModelError("Code", TwoFactorTexts.WrongCode);
            return await PageAsync(cancel);
        }

        return await ActAsync(account, act, cancel);
    }

    [HttpGet("codes")]
    public async Task<IActionResult> Codes()
    {
        Response.Headers.CacheControl = "no-store";
        return this.TakeCodes() is { } made ? View("Codes", new CodesModel((await MineAsync()).UserName, made.Codes, made.Next)) : LocalRedirect(Address);
    }

    private async Task<IActionResult> ActAsync(Account account, string? act, CancellationToken cancel)
    {
        switch (act)
        {
            case "codes":
                return this.ShowCodes(await factors.RenewCodesAsync(user.Actor, account.Id, cancel), Address);
            case "replace":
                ModelState.Clear();
                return EnrolPage(account, Enrolment.NewOffer(replaces: true));
            case "off" when !policy.Requires(await user.MembershipsAsync(cancel)):
                await factors.TurnOffAsync(user.Actor, account.Id, cancel);
                this.Say(FlashKind.Done, Text.Of("Đã tắt xác thực hai bước. Các mã dự phòng không còn dùng được.", "The second step is off. The recovery codes no longer work."));
                return LocalRedirect(Address);
            default:
                this.Say(FlashKind.Failed, Text.Of("Vai trò của bạn cần xác thực hai bước nên không tắt được.", "Your role needs the second step, so it cannot be turned off."));
                return LocalRedirect(Address);
        }
    }

    private async Task<Account> MineAsync() => await users.GetUserAsync(User) ?? throw new NotFoundException("The account is gone.");

    private async Task<ViewResult> PageAsync(CancellationToken cancel) => View("SecondFactor", new SecondFactorModel
    {
        State = await factors.StateAsync((await MineAsync()).Id, cancel),
        IsDemanded = policy.Requires(await user.MembershipsAsync(cancel)),
    });

    private ViewResult EnrolPage(Account account, KeyOffer offer)
    {
        Response.Headers.CacheControl = "no-store";
        return View("Enrol", new EnrolModel
        {
            Address = Address + "/enrol",
            UserName = account.UserName,
            Key = offer.Key,
            Offer = enrolment.Seal(account, offer),
            AsksPassword = !offer.Replaces,
        });
    }
}
