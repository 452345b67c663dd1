using Campaign111.Features.Hierarchy;
using Campaign111.Features.Shared;
using Campaign111.Platform.Localisation;
using Campaign111.Platform.Security;
using Microsoft.AspNetCore.Mvc;

namespace Campaign111.Features.Guide;

/// <summary>The guided first run: one page that always shows what is done and what is next.</summary>
[Requires(Permission.ManageCampaigns)]
public sealed class StartController(FirstRun run, FirstRunChoice choice, IConfiguration configuration) : Controller
{
    [HttpGet(GuideLinks.Start)]
    public async Task<IActionResult> Show()
    {
        var standing = await run.FindAsync();
        if (standing.Next is null && !await choice.IsDoneAsync())
        {
            await choice.FinishAsync();
        }

        return View("Start", new StartModel
        {
            Standing = standing, Offers = await choice.OffersAsync(), HasPublicAddress = !string.IsNullOrEmpty(configuration["Campaign111:PublicBaseUrl"]),
        });
    }

    /// <param name="place">Tree and code: "2025|75".</param>
    [HttpPost(GuideLinks.Province)]
    public async Task<IActionResult> Choose([FromForm] string? place)
    {
        if (place?.Split('|') is [var key, var code] && OfficialTrees.Find(key) is { } tree && await choice.ChooseAsync(tree, code))
        {
            this.Say(FlashKind.Done, Text.Of("Đã chọn tỉnh. Danh sách đơn vị đã sẵn sàng.", "The province is chosen. Its units are ready."));
        }
        else
        {
            this.Say(FlashKind.Failed, Text.Of("Hãy chọn một tỉnh trong danh sách.", "Choose a province from the list."));
        }

        return LocalRedirect(GuideLinks.Start);
    }
}
