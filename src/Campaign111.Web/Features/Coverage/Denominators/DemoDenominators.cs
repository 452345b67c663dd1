using Campaign111.Features.Campaigns;
using Campaign111.Features.Hierarchy;
using Campaign111.Platform.Audit;
using Campaign111.Platform.Cli;

namespace Campaign111.Features.Coverage.Denominators;

/// <summary>The demo's proposal: the sample commune counted its households itself and waits for the district. Invented: four to nine in a hundred more than in
/// the register of the year before.</summary>
public sealed class DemoDenominators(ICampaignDirectory campaigns, UnitDirectory units, PlaceTargets targets, DenominatorSets sets) : IDemoPart
{
    private const string Slug = "binh-phuoc-2020";
    private const string Sample = "25318";

    public int Order => 56;

    public async Task LoadAsync(CancellationToken cancel)
    {
        var campaign = await campaigns.FindAsync(Slug) ?? throw new CliException($"The demo's campaign {Slug} is loaded before its denominators.");
        if (await units.FindByCodeAsync(Sample, campaign.TreeDate) is not { } commune || (await sets.OfAsync(commune)).Count > 0)
        {
            return;
        }

        var hamlets = await units.ChildrenAsync(commune.Id, campaign.TreeDate);
        var inForce = await targets.InForceAsync(hamlets.Select(hamlet => hamlet.Id));
        var counted = hamlets.Index().Where(pair => inForce.ContainsKey(pair.Item.Id))
            .ToDictionary(pair => pair.Item.Id, pair => (long)inForce[pair.Item.Id].Households * (104 + (pair.Index % 6)) / 100);
        await sets.ProposeAsync(commune, "own", "Xã tự đếm tháng 8/2020 (số liệu minh hoạ)", new DateOnly(2020, 8, 25), counted, new Actor(null, $"xa.{Sample}"));
    }
}
