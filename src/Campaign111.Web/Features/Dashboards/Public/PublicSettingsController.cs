using Campaign111.Features.Campaigns;
using Campaign111.Features.Shared;
using Campaign111.Platform.Localisation;
using Campaign111.Platform.Security;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.OutputCaching;

namespace Campaign111.Features.Dashboards.Public;

/// <summary>The switch of a campaign's public page, and the lines that a newspaper copies.</summary>
[Requires(Permission.Read)]
public sealed class PublicSettingsController(ICampaignDirectory campaigns, PublicSwitch opened, CurrentUser user, IOutputCacheStore cache, IConfiguration configuration) : Controller
{
    [HttpGet("/campaigns/{slug}/public")]
    public async Task<IActionResult> Show(string slug)
    {
        var campaign = await FindAsync(slug, Permission.Read);
        var site = configuration.StandingSiteAddress();
        return View("Settings", new PublicSettingsModel(
            campaign, await opened.IsOpenAsync(campaign.Id), await user.MayAsync(Permission.ManageCampaigns, campaign.UnitPath), PublicModel.SnippetOf(campaign, site), site + PublicLinks.Page(slug)));
    }

    [HttpPost("/campaigns/{slug}/public"), Requires(Permission.ManageCampaigns)]
    public async Task<IActionResult> Switch(string slug, [FromForm] bool open, CancellationToken cancel)
    {
        var campaign = await FindAsync(slug, Permission.ManageCampaigns);
        await opened.SetAsync(campaign, open, user.Actor);
        await cache.EvictByTagAsync(PublicPages.Policy, cancel);
        this.Say(FlashKind.Done, open
            ? Text.Of("Đã mở trang công khai: ai cũng xem được số liệu của tỉnh và các xã.", "The public page is open: anybody can read the figures of the province and its communes.")
            : Text.Of("Đã đóng trang công khai. Bản đã lưu ở nơi khác hết hạn sau một phút.", "The public page is closed. Copies kept elsewhere expire within a minute."));
        return Redirect(DashboardLinks.PublicSettings(campaign));
    }

    private async Task<Campaign> FindAsync(string slug, Permission permission)
    {
        var campaign = await campaigns.FindAsync(slug) ?? throw new NotFoundException($"No campaign {slug}.");
        await user.DemandAsync(permission, campaign.UnitPath);
        return campaign;
    }
}
