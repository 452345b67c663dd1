using Campaign111.Features.Accounts;
using Campaign111.Features.Campaigns;
using Campaign111.Platform.Audit;
using Campaign111.Platform.Cli;

namespace Campaign111.Features.Materials;

/// <summary>The demo's materials: what its committee published from the approved leaflet.</summary>
public sealed class DemoMaterials(ICampaignDirectory campaigns, IPeople people, MaterialPublisher publisher, MaterialQueries queries) : IDemoPart
{
    private const string Slug = "binh-phuoc-2020";
    private const string Committee = "tinh.binhphuoc";

    // Registered after the leaflets, whose order it shares.
    public int Order => 50;

    public async Task LoadAsync(CancellationToken cancel)
    {
        var campaign = await campaigns.FindAsync(Slug) ?? throw new CliException($"The demo's campaign {Slug} is loaded before its materials.");
        if ((await queries.FeedAsync(DateOnly.MaxValue)).Count > 0)
        {
            return;
        }

        var member = (await people.AtAsync([campaign.UnitId]))[campaign.UnitId].First(person => person.UserName == Committee);
        await publisher.PublishAsync(campaign, new Actor(member.AccountId, member.UserName), tell: false, cancel);
    }
}
