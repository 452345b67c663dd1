using Campaign111.Features.Shared;
using Campaign111.Platform.Cli;
using Campaign111.Platform.Localisation;
using Campaign111.Platform.Security;
using Campaign111.Platform.Time;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;

namespace Campaign111.Features.Dashboards;

/// <summary>Puts the demo back as new, for its administrator. Outside the demo the address does not exist.</summary>
[Requires(Permission.Administer)]
public sealed class DemoResetController(DemoReset reset, DemoKeeper keeper, ProductMode mode, CurrentUser user) : Controller
{
    /// <summary>What the form that names the effect sends along; without it nothing happens.</summary>
    public const string Yes = "drop-everything";

    [HttpPost(DashboardLinks.DemoReset)]
    public async Task<IActionResult> Reset([FromForm] string? confirm)
    {
        if (!mode.IsDemo)
        {
            throw new NotFoundException("Only a demo can be put back.");
        }

        if (confirm != Yes)
        {
            this.Say(FlashKind.Failed, Text.Of("Chưa đặt lại gì: hãy dùng nút ở cuối trang này.", "Nothing was put back: use the button at the end of this page."));
            return LocalRedirect(DashboardLinks.Demo);
        }

        // Whoever leaves the page meanwhile does not stop it halfway.
        if (await reset.EmptyAsync(user.Actor, CancellationToken.None))
        {
            keeper.Wake();
        }

        await HttpContext.SignOutAsync(IdentityConstants.ApplicationScheme);
        this.Say(FlashKind.Done, Text.Of("Bản trình diễn đã như mới. Hãy đăng nhập lại.", "The demonstration is as new. Please sign in again."));
        return LocalRedirect("/sign-in");
    }
}
