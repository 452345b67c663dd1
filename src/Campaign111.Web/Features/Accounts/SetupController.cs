using Campaign111.Platform.Localisation;
using Campaign111.Platform.Security.Limits;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;

namespace Campaign111.Features.Accounts;

/// <summary>The link that the console prints while nobody administers the installation.</summary>
[Limited(LimitClass.PasswordLinks)]
public sealed class SetupController(SetupService setup, SignInManager<Account> signIn) : Controller
{
    [HttpGet("/setup/{secret}")]
    public async Task<IActionResult> Form(string secret, CancellationToken cancel) =>
        await setup.IsOpenAsync(secret, cancel) ? Page(new SetupModel()) : Gone();

    [HttpPost("/setup/{secret}")]
    public async Task<IActionResult> Create(string secret, [FromForm] SetupModel form, CancellationToken cancel)
    {
        if (!await setup.IsOpenAsync(secret, cancel))
        {
            return Gone();
        }

        if (form.Password != form.Again)
        {
            ModelState.AddModelError("Again", Text.Of("Hai lần nhập không giống nhau. Hãy nhập lại.", "The two entries differ. Type them again."));
        }

        if (form.DisplayName?.Trim().Length > InvitationService.LongestDisplayName)
        {
            ModelState.AddModelError("DisplayName", InvitationService.LongDisplayName);
        }

        if (!ModelState.IsValid)
        {
            return Page(form);
        }

        try
        {
            var result = await setup.UseAsync(secret, form.UserName.Trim(), form.DisplayName!.Trim(), form.Password, cancel);
            if (result is null)
            {
                return Gone();
            }

            foreach (var error in result.Errors)
            {
                ModelState.AddModelError(error.Code.Contains("UserName", StringComparison.Ordinal) && !error.Code.StartsWith("Password", StringComparison.Ordinal) ? "UserName" : "Password", error.Description);
            }
        }
        catch (AccountRefusal refusal)
        {
            ModelState.AddModelError(refusal.Field, refusal.Message);
        }

        if (!ModelState.IsValid)
        {
            return Page(form);
        }

        var account = await signIn.UserManager.FindByNameAsync(form.UserName.Trim());
        await signIn.SignInAsync(account!, isPersistent: false);
        return LocalRedirect("/start");
    }

    private ViewResult Page(SetupModel model)
    {
        Response.Headers["Referrer-Policy"] = "no-referrer";
        return View("Setup", model);
    }

    private ViewResult Gone()
    {
        Response.StatusCode = StatusCodes.Status410Gone;
        return View("LinkGone");
    }
}
