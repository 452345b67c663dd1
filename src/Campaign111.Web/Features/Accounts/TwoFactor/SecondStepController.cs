using Campaign111.Features.Shared;
using Campaign111.Platform.Localisation;
using Campaign111.Platform.Security.Limits;
using Microsoft.AspNetCore.Mvc;

namespace Campaign111.Features.Accounts.TwoFactor;

/// <summary>Between the right password and being signed in: the code, or setting up the app where a role asks for it. Without a right password just before, every address
/// here leads to the sign-in page.</summary>
[StaleForm]
[Route("/sign-in")]
public sealed class SecondStepController(PendingSignIns pending, SecondStep step, SecondFactors factors, Enrolment enrolment, SignInDesk desk) : Controller
{
    private const string EnrolAddress = "/sign-in/enrol";

    [HttpGet("code")]
    public async Task<IActionResult> Code(CancellationToken cancel) => await pending.FindAsync() is { } waiting ? await CodePageAsync(waiting, null, cancel) : Begin();

    [HttpPost("code")]
    [Limited(LimitClass.SignIn)]
    public async Task<IActionResult> Code([FromForm] string? code, CancellationToken cancel)
    {
        if (await pending.FindAsync() is not { } waiting)
        {
            return Begin();
        }

        if (!await step.CheckAsync(waiting.Account, code, cancel))
        {
            ModelState.Clear();
            return await CodePageAsync(waiting, TwoFactorTexts.WrongCode, cancel);
        }

        await desk.EnterAsync(waiting.Account, waiting.Remember, cancel);
        await pending.EndAsync();
        return LocalRedirect(waiting.ReturnUrl ?? "/");
    }

    [HttpGet("enrol")]
    public async Task<IActionResult> Enrol(CancellationToken cancel) =>
        await EnrollingAsync(cancel) is { } waiting ? EnrolPage(waiting, Enrolment.NewOffer(replaces: false)) : Begin();

    [HttpPost("enrol")]
    [Limited(LimitClass.SignIn)]
    public async Task<IActionResult> Enrol([FromForm] string? offer, [FromForm] string? code, CancellationToken cancel)
    {
        if (await EnrollingAsync(cancel) is not { } waiting)
        {
            return Begin();
        }

        if (enrolment.Open(waiting.Account, offer) is not { } opened)
        {
            ModelState.AddModelError("Code", TwoFactorTexts.OldPage);
            return EnrolPage(waiting, Enrolment.NewOffer(replaces: false));
        }

        if (await enrolment.ConfirmAsync(waiting.Account, opened, code, cancel) is not { } codes)
        {
            ModelState.AddModelError("Code", TwoFactorTexts.WrongFirstCode);
            return EnrolPage(waiting, opened);
        }

        await desk.EnterAsync(waiting.Account, waiting.Remember, cancel);
        await pending.EndAsync();
        this.Say(FlashKind.Done, Text.Of("Đã bật xác thực hai bước.", "The second step is on."));
        return this.ShowCodes(codes, waiting.ReturnUrl);
    }

    // Who has an app already gives its code, and who has a passkey shows it: this page is no way around it.
    private async Task<PendingSignIn?> EnrollingAsync(CancellationToken cancel) =>
        await pending.FindAsync() is { } waiting && !(await factors.StateAsync(waiting.Account.Id, cancel)).IsThere ? waiting : null;

    private async Task<ViewResult> CodePageAsync(PendingSignIn waiting, string? refusal, CancellationToken cancel)
    {
        var state = await factors.StateAsync(waiting.Account.Id, cancel);
        return Page("SecondStep", new SecondStepModel { Refusal = refusal, HasApp = state.IsOn, HasPasskey = !state.IsOn && state.Passkeys > 0, ReturnUrl = waiting.ReturnUrl });
    }

    private LocalRedirectResult Begin() => LocalRedirect("/sign-in");

    private ViewResult EnrolPage(PendingSignIn waiting, KeyOffer offer) => Page("Enrol", new EnrolModel
    {
        Address = EnrolAddress,
        UserName = waiting.Account.UserName,
        Key = offer.Key,
        Offer = enrolment.Seal(waiting.Account, offer),
        IsDemanded = true,
    });

    private ViewResult Page(string view, object model)
    {
        Response.Headers.CacheControl = "no-store";
        return View(view, model);
    }
}
