using Microsoft.AspNetCore.Mvc;

namespace Campaign111.Features.Accounts.TwoFactor;

/// <summary>Hands recovery codes over to the page that shows them, behind a redirect, in TempData (a protected cookie): shown once, wherever they were made.</summary>
internal static class CodesOnce
{
    private const string Codes = "recovery-codes";
    private const string Next = "recovery-next";

    public static LocalRedirectResult ShowCodes(this Controller controller, IReadOnlyList<string> codes, string? next)
    {
        controller.TempData[Codes] = codes.ToArray();
        controller.TempData[Next] = next ?? "/";
        return controller.LocalRedirect(SecondFactorController.CodesAddress);
    }

    /// <summary>The codes and where to go on; null when they were shown already.</summary>
    public static (IReadOnlyList<string> Codes, string Next)? TakeCodes(this Controller controller) =>
        controller.TempData[Codes] is string[] { Length: > 0 } codes ? (codes, controller.TempData[Next] as string ?? "/") : null;
}
