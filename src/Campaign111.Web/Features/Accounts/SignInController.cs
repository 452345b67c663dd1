using Campaign111.Platform.Localisation;
using Campaign111.Platform.Time;
using Microsoft.AspNetCore.Mvc;

namespace Campaign111.Features.Accounts;

/// <summary>Sign in and out.</summary>
[StaleForm]
public sealed class SignInController(SignInDesk desk, ProductMode mode) : Controller
{
    [HttpGet("/sign-in")]
    public IActionResult Form(string? returnUrl, string? userName, bool stale) => View("SignIn", Shown(new SignInModel
    {
        ReturnUrl = returnUrl,
        UserName = userName ?? "",
        FillPassword = mode.IsDemo && userName is not null,
        Refusal = stale ? StaleFormAttribute.Reason : null,
    }));

    [HttpPost("/sign-in")]
    public async Task<IActionResult> SignIn([FromForm] SignInModel form, CancellationToken cancel)
    {
        // Url.IsLocalUrl: an address of another site never gets the person who just typed a password.
        var back = Url.IsLocalUrl(form.ReturnUrl) ? form.ReturnUrl : null;
        var outcome = await desk.SignInAsync(form.UserName ?? "", form.Password ?? "", form.Remember, back, cancel);
        if (outcome != SignInOutcome.Refused)
        {
            return LocalRedirect(SignInDesk.AddressAfter(outcome, back));
        }

        form.Refusal = Text.Of(
            "Tên đăng nhập hoặc mật khẩu không đúng, hoặc tài khoản đang tạm khoá sau nhiều lần nhập sai. Hãy kiểm tra rồi thử lại; nếu bị khoá, đợi 15 phút hoặc xin cấp trên một liên kết đặt lại mật khẩu.",
            "The user name or the password is wrong, or the account is locked for a while after several wrong tries. Check and try again; if it is locked, wait 15 minutes or ask your superior for a link to set a new password.");
        return View("SignIn", Shown(form));
    }

    [HttpPost("/sign-out")]
    public async Task<IActionResult> SignOutPerson()
    {
        await desk.SignOutAsync();
        return LocalRedirect("/sign-in");
    }

    private SignInModel Shown(SignInModel model)
    {
        model.Password = "";
        if (mode.IsDemo)
        {
            model.Samples = SampleAccount.Shown;
            model.SamplePassword = DemoAccounts.Password;
        }

        return model;
    }
}
