using Campaign111.Features.Campaigns;
using Campaign111.Features.Shared;
using Campaign111.Platform.Localisation;
using Campaign111.Platform.Office;
using Campaign111.Platform.Security;
using Campaign111.Platform.Time;
using Microsoft.AspNetCore.Mvc;

namespace Campaign111.Features.Coverage.Places;

/// <summary>Hamlets and households of all communes at once: a step of the guided first run, and later the way to correct many.</summary>
[Requires(Permission.ManageTargets)]
[Route("/campaigns/{slug}/places")]
public sealed class PlaceListController(CampaignAccess access, PlaceList list, BusinessClock clock, CurrentUser user) : Controller
{
    private const string Page = "PlaceList";

    [HttpGet("")]
    public async Task<IActionResult> Form(string slug) => View(Page, new PlaceListModel { Campaign = await access.CampaignAsync(slug) });

    [HttpGet("template.xlsx")]
    public async Task<IActionResult> Template(string slug, CancellationToken cancel)
    {
        var campaign = await access.CampaignAsync(slug);
        var sheet = await list.SheetAsync(campaign, await ReachAsync(cancel), await clock.TodayAsync(cancel));
        var file = OfficeTempFile.Create();
        XlsxOutput.Write(file, sheet);
        file.Position = 0;
        return File(file, XlsxOutput.ContentType, $"so-ho-{slug}.xlsx");
    }

    [HttpPost("")]
    [RequestSizeLimit(33 << 20)]
    public async Task<IActionResult> Upload(string slug, IFormFile? file, CancellationToken cancel)
    {
        var campaign = await access.CampaignAsync(slug);
        if (file is not { Length: > 0 })
        {
            return Refused(campaign, Text.Of("Hãy chọn tệp danh sách đã điền.", "Choose the list that you filled in."), []);
        }

        try
        {
            await using var stream = file.OpenReadStream();
            var result = await list.RunAsync(stream, file.FileName, campaign, await ReachAsync(cancel), await clock.TodayAsync(cancel), user.Actor, cancel);
            if (result.Errors.Count > 0)
            {
                return Refused(campaign, null, result.Errors);
            }

            this.Say(FlashKind.Done, Text.Of(
                $"Đã ghi {Formats.Number(result.Households)} hộ của {Formats.Number(result.Communes)} xã: {Formats.Number(result.NewHamlets)} địa bàn mới, {Formats.Number(result.Targets)} số hộ mới.",
                $"Recorded {Formats.Number(result.Households)} households in {Formats.Number(result.Communes)} communes: {Formats.Number(result.NewHamlets)} new places, {Formats.Number(result.Targets)} new figures."));
            return LocalRedirect(await user.MayAnywhereAsync(Permission.ManageCampaigns) ? "/start" : CoverageLinks.Places(slug));
        }
        catch (TableFileException wrong)
        {
            return Refused(campaign, wrong.Message, []);
        }
    }

    private ViewResult Refused(Campaign campaign, string? refusal, IReadOnlyList<TableError> errors)
    {
        Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        return View(Page, new PlaceListModel { Campaign = campaign, Refusal = refusal, Errors = errors });
    }

    private async Task<Func<string, bool>> ReachAsync(CancellationToken cancel)
    {
        var memberships = await user.MembershipsAsync(cancel);
        return path => memberships.Any(membership => membership.Allows(Permission.ManageTargets, path));
    }
}
