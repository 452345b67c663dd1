using Campaign111.Features.Campaigns;
using Campaign111.Platform.Audit;
using Campaign111.Platform.Cli;

namespace Campaign111.Features.Dashboards.Public;

/// <summary>The demo shows its public page.</summary>
public sealed class DemoPublic(ICampaignDirectory campaigns, PublicSwitch opened) : IDemoPart
{
    public int Order => 58;

    public async Task LoadAsync(CancellationToken cancel)
    {
        var campaign = await campaigns.FindAsync("binh-phuoc-2020") ?? throw new InvalidOperationException("The demo's campaign is loaded before its public page.");
        await opened.SetAsync(campaign, open: true, new Actor(null, "số liệu minh hoạ"));
    }
}
