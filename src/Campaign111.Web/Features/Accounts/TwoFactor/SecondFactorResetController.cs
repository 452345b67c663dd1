using System.Globalization;
using Campaign111.Features.Shared;
using Campaign111.Platform.Localisation;
using Campaign111.Platform.Security;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;

namespace Campaign111.Features.Accounts.TwoFactor;

/// <summary>The administrator's reset of somebody's second step, from the person's page.</summary>
[Requires(Permission.Administer)]
public sealed class SecondFactorResetController(SecondFactorReset reset, UserManager<Account> users) : Controller
{
    [HttpPost("/people/{id:long}/second-factor/reset")]
    public async Task<IActionResult> Reset(long id, [FromForm] string? reason, CancellationToken cancel)
    {
        if (await users.FindByIdAsync(id.ToString(CultureInfo.InvariantCulture)) is not { ClosedAt: null } account)
        {
            throw new NotFoundException("No such person.");
        }

        try
        {
            await reset.ResetAsync(id, (reason ?? "").Trim() is { Length: <= 500 } given ? given : "", cancel);
            this.Say(FlashKind.Done, Text.Of($"Đã đặt lại xác thực hai bước của {account.UserName}; người này được báo.", $"The second step of {account.UserName} is reset; they are told."));
        }
        catch (AccountRefusal refusal)
        {
            this.Say(FlashKind.Failed, refusal.Message);
        }

        return LocalRedirect($"/people/{id}");
    }
}
