using System.Globalization;
using Campaign111.Features.Accounts.Guard;
using Campaign111.Platform.Security.Limits;
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
    [Limited(LimitClass.SignIn)]
    public async Task<IActionResult> SignIn([FromForm] SignInModel form, CancellationToken cancel)
    {
        // Url.IsLocalUrl: an address of another site never gets the person who just typed a password.
        var back = Url.IsLocalUrl(form.ReturnUrl) ? form.ReturnUrl : null;
        var outcome = await desk.SignInAsync(form.UserName ?? "", form.Password ?? "", form.Remember, back, cancel);
        if (outcome != SignInOutcome.Refused)
        {
            return LocalRedirect(SignInDesk.AddressAfter(outcome, back));
        }

        if (desk.Wait is { } wait)
        {
            Response.Headers.RetryAfter = Math.Ceiling(wait.TotalSeconds).ToString(CultureInfo.InvariantCulture);
        }

        form.Refusal = GuardTexts.Refusal(desk.Wait);
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
