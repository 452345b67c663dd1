using Campaign111.Features.Shared;
using Campaign111.Platform.Localisation;
using Campaign111.Platform.Security;
using Campaign111.Platform.Time;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace Campaign111.Features.Dashboards;

/// <summary>The demo's supposed day. Everybody signed in may see it; who runs campaigns (administrator, province committee) may move it.
/// Outside the demo the page does not exist.</summary>
[Authorize]
public sealed class DemoDayController(DemoDay demo, BusinessClock clock, ProductMode mode, CurrentUser user) : Controller
{
    private const string Page = "DemoDay";

    [HttpGet(DashboardLinks.Demo)]
    public async Task<IActionResult> Show()
    {
        DemandDemo();
        return View(Page, await FilledAsync(new DemoDayModel { Day = await clock.TodayAsync() }));
    }

    [HttpPost(DashboardLinks.Demo)]
    [Requires(Permission.ManageCampaigns)]
    [ValidateAntiForgeryToken]
    public async Task<IActionResult> Move([FromForm] DemoDayModel form)
    {
        DemandDemo();
        if (ModelState.IsValid && (form.Day < DemoDay.First || form.Day > DemoDay.Last))
        {
            ModelState.AddModelError(nameof(form.Day), Text.Of(
                $"Bản trình diễn chỉ nhận ngày từ {Formats.Date(DemoDay.First)} đến {Formats.Date(DemoDay.Last)}. Hãy chọn một ngày trong khoảng này.",
                $"The demonstration takes dates from {Formats.Date(DemoDay.First)} to {Formats.Date(DemoDay.Last)}. Please choose one of them."));
        }

        if (!ModelState.IsValid)
        {
            return View(Page, await FilledAsync(form));
        }

        await demo.MoveAsync(user.Actor, form.Day);
        this.Say(FlashKind.Done, Text.Of(
            $"Bản trình diễn nay ở ngày {Formats.Date(form.Day)}. Tiến độ, hạn và nhắc việc tính theo ngày này.",
            $"The demonstration now stands at {Formats.Date(form.Day)}. Pace, deadlines and reminders follow it."));
        return Redirect(DashboardLinks.Demo);
    }

    private async Task<DemoDayModel> FilledAsync(DemoDayModel model)
    {
        model.Current = await clock.PinnedAsync();
        model.MayMove = await user.MayAnywhereAsync(Permission.ManageCampaigns);
        model.MayReset = await user.MayAnywhereAsync(Permission.Administer);
        return model;
    }

    private void DemandDemo()
    {
        if (!mode.IsDemo)
        {
            throw new NotFoundException("Only a demo has an assumed day.");
        }
    }
}
