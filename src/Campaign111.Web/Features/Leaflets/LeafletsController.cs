using Campaign111.Features.Campaigns;
using Campaign111.Features.Hierarchy;
using Campaign111.Features.Leaflets.Print;
using Campaign111.Features.Leaflets.Versions;
using Campaign111.Features.Shared;
using Campaign111.Platform.Localisation;
using Campaign111.Platform.Security;
using Microsoft.AspNetCore.Mvc;

namespace Campaign111.Features.Leaflets;

/// <summary>Preview, print, approve and recall a campaign's leaflet. Each person prints within their own subtree.</summary>
[Requires(Permission.PrintLeaflets)]
[Route("campaigns/{slug}/leaflets")]
public sealed class LeafletsController(LeafletDesk desk, DesignVersions versions, LeafletPrinter printer, PrintDesk printDesk, LocalLines lines, DesignRegister register, CampaignAccess access, CurrentUser user) : Controller
{
    [HttpGet("")]
    public async Task<IActionResult> Index(string slug, LeafletQuery query, string? q, int page = 1) => View(await desk.PageAsync(slug, query, q, page));

    /// <summary>A page as the browser shows it; nothing is recorded.</summary>
    [HttpGet("{code}/preview/{page:int}.svg")]
    public async Task<IActionResult> Preview(string slug, string code, int page, LeafletQuery query)
    {
        var (campaign, unit) = await desk.PlaceAsync(slug, code);
        var svg = await ShownAsync(async () => await printer.PreviewAsync(campaign, unit, await desk.ChoiceAsync(campaign, query), page));
        // Opened by itself it is a document of this site: it may run and load nothing.
        Response.Headers.ContentSecurityPolicy = "default-src 'none'; img-src data:; sandbox";
        Response.Headers.CacheControl = "private, no-cache";
        return Content(svg, "image/svg+xml; charset=utf-8");
    }

    /// <summary>A page exactly as it prints, at screen size: a preview too, so nothing is recorded.</summary>
    [HttpGet("{code}/preview/{page:int}.png")]
    public async Task<IActionResult> Picture(string slug, string code, int page, LeafletQuery query)
    {
        var (campaign, unit) = await desk.PlaceAsync(slug, code);
        Response.Headers.CacheControl = "private, no-cache";
        return File(await ShownAsync(async () => await printer.PicturePreviewAsync(campaign, unit, await desk.ChoiceAsync(campaign, query), page)), "image/png");
    }

    /// <summary>One commune's leaflet as PDF at once, whatever is more in the background. Runs are recorded.</summary>
    [HttpPost("print")]
    public async Task<IActionResult> Print(string slug, [FromForm] LeafletQuery query, [FromForm] UnitLevel each, [FromForm] string[]? pick, CancellationToken cancel)
    {
        var (campaign, unit) = await desk.PlaceAsync(slug, query.Unit);
        try
        {
            var choice = await desk.ChoiceAsync(campaign, query);
            var actor = await user.ActorForAsync(unit.Id, unit.FullName);
            if (unit.Level == UnitLevel.Commune && each != UnitLevel.Hamlet && choice.Output == LeafletOutput.Pdf)
            {
                return File(await printer.PdfAsync(campaign, unit, choice, actor, cancel), "application/pdf", LeafletsCommand.FileName(unit));
            }

            await printDesk.StartAsync(campaign, new PrintWish(unit, pick ?? [], each == UnitLevel.Hamlet ? each : UnitLevel.Commune, choice), actor);
            this.Say(FlashKind.Done, Text.Of("Đang làm tệp in. Có thể đóng trang này; khi xong, tệp nằm ở đây 30 ngày.", "The files are being made. You may close this page; they stay here for 30 days when done."));
            return LocalRedirect(LeafletLinks.Jobs(slug));
        }
        catch (LeafletRefusedException refused)
        {
            this.Say(FlashKind.Failed, refused.Message);
            return LocalRedirect(LeafletLinks.Page(slug, query with { Unit = unit.Code }));
        }
    }

    /// <summary>The line that a commune has printed on its own leaflets.</summary>
    [HttpPost("local-line")]
    public async Task<IActionResult> LocalLine(string slug, [FromForm] LeafletQuery query, [FromForm] string? line)
    {
        var (campaign, unit) = await desk.PlaceAsync(slug, query.Unit);
        try
        {
            await lines.SetAsync(campaign, unit, line, await user.ActorForAsync(unit.Id, unit.FullName));
            this.Say(FlashKind.Done, Text.Of("Đã lưu. Dòng này có trên mọi tờ rơi in từ bây giờ.", "Saved. The line is on every leaflet printed from now on."));
        }
        catch (LeafletRefusedException refused)
        {
            this.Say(FlashKind.Failed, refused.Message);
        }

        return LocalRedirect(LeafletLinks.Page(slug, query with { Unit = unit.Code }));
    }

    [HttpPost("approve"), Requires(Permission.ApproveMaterials)]
    public Task<IActionResult> Approve(string slug, [FromForm] string design) => DecideAsync(slug, design, async (campaign, chosen) =>
    {
        await register.ApproveAsync(campaign, chosen, user.Actor);
        return Text.Of($"Đã duyệt mẫu {chosen.Id} phiên bản {chosen.Version}. Các xã in được ngay.", $"Design {chosen.Id} version {chosen.Version} is approved. Communes can print it now.");
    });

    [HttpPost("recall"), Requires(Permission.ApproveMaterials)]
    public Task<IActionResult> Recall(string slug, [FromForm] string design, [FromForm] string? reason) => DecideAsync(slug, design, async (campaign, chosen) =>
    {
        await register.RecallAsync(campaign, chosen, reason ?? "", user.Actor);
        return Text.Of($"Đã thu hồi mẫu {chosen.Id} phiên bản {chosen.Version}. Không xã nào in được mẫu này nữa.", $"Design {chosen.Id} version {chosen.Version} is recalled. Nobody can print it any more.");
    });

    // While the public address may not be printed there is no picture; the page says why.
    private static async Task<T> ShownAsync<T>(Func<Task<T>> show)
    {
        try
        {
            return await show();
        }
        catch (LeafletRefusedException refused)
        {
            throw new NotFoundException(refused.Message);
        }
    }

    private async Task<IActionResult> DecideAsync(string slug, string design, Func<Campaign, LeafletDesign, Task<string>> decide)
    {
        var campaign = await access.CampaignAsync(slug);
        await user.DemandAsync(Permission.ApproveMaterials, campaign.UnitPath);
        try
        {
            this.Say(FlashKind.Done, await decide(campaign, await versions.GetAsync(campaign, design)));
        }
        catch (LeafletRefusedException refused)
        {
            this.Say(FlashKind.Failed, refused.Message);
        }

        return LocalRedirect(LeafletLinks.Page(slug));
    }
}
