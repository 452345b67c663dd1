using Campaign111.Features.Campaigns;
using Campaign111.Features.Hierarchy;
using Campaign111.Platform.Audit;
using Campaign111.Platform.Cli;
using Campaign111.Platform.Data;
using Campaign111.Platform.Office;
using Campaign111.Platform.Security;

namespace Campaign111.Features.Coverage.Demo;

/// <summary>The demo's coverage: targets of the invented hamlets that add up to the census households of each commune, and invented visits. All of
/// it goes through the ledger, so that the demo's figures stand on entries as real ones do.</summary>
public sealed class DemoCoverage(
    UnitDirectory units,
    ICampaignDirectory campaigns,
    PlaceTargets targets,
    HamletModes modes,
    HouseholdRegister register,
    CoverageLedger ledger) : IDemoPart
{
    private const string Slug = "binh-phuoc-2020";
    private const string RegisterCommune = "25318";
    private const string Source = "Tổng điều tra 1/4/2019";
    private static readonly DateOnly CensusDay = new(2019, 4, 1);
    private static readonly string[] RegisterHamlets = ["thon-3", "thon-4"];
    private static readonly Actor Inventor = new(null, "số liệu minh hoạ");

    private static readonly TableSchema Census = new(
        new TableColumn("code") { Required = true }, new TableColumn("level") { Required = true }, new TableColumn("households") { Required = true });

    public int Order => 40;

    public async Task LoadAsync(CancellationToken cancel)
    {
        var campaign = await campaigns.FindAsync(Slug)
            ?? throw new InvalidOperationException($"The campaign {Slug} is missing: it is loaded before its coverage.");
        var communes = await units.BelowAsync(campaign.UnitPath, UnitLevel.Commune, campaign.TreeDate);
        var places = await units.BelowAsync(campaign.UnitPath, UnitLevel.Hamlet, campaign.TreeDate);
        if ((await targets.InForceAsync(places.Select(hamlet => hamlet.Id))).Count > 0)
        {
            return;
        }

        var census = ReadCensus();
        var plans = await PlansAsync(campaign, communes, places, census, cancel);
        await LoadRegisterAsync(campaign, plans, cancel);
        var sender = new CoverageSender(Inventor, [new Membership(Role.Administrator, 0, "/")]);
        var visits = plans.SelectMany(plan => plan.Visits(campaign)).OrderBy(visit => visit.ReceivedAt).ToList();
        foreach (var batch in visits.Chunk(CoverageLedger.MostEntries))
        {
            await ledger.RecordAsync(sender, batch, BatchTerms.Normal with { AllOrNothing = true }, cancel);
        }
    }

    private async Task<List<DemoPlan>> PlansAsync(
        Campaign campaign, IReadOnlyList<Unit> communes, IReadOnlyList<Unit> places, Dictionary<string, long> census, CancellationToken cancel)
    {
        var byCommune = places.ToLookup(hamlet => hamlet.ParentId);
        var profiles = DemoPlan.Profiles(communes.Select(commune => commune.Code));
        var plans = communes.Select(commune => new DemoPlan(
            commune,
            [.. byCommune[commune.Id].OrderBy(hamlet => hamlet.Id)],
            census[commune.Code],
            profiles[commune.Code],
            commune.Code == RegisterCommune ? RegisterHamlets : [])).ToList();
        await targets.SetAsync(
            Inventor,
            [.. plans.SelectMany(plan => plan.Targets.Select(target => new TargetInput(target.Hamlet, plan.Commune, target.Households, Source, CensusDay) { BookedOn = campaign.StartsOn }))],
            cancel);
        return plans;
    }

    private async Task LoadRegisterAsync(Campaign campaign, List<DemoPlan> plans, CancellationToken cancel)
    {
        foreach (var plan in plans)
        {
            foreach (var (hamlet, households) in plan.Registers)
            {
                await modes.SetAsync(Inventor, campaign, plan.Commune, hamlet, CoverageMode.Register, cancel);
                await register.SaveAsync(Inventor, [.. households.Select(household => new HouseholdInput(hamlet, household.Code, household.Address))], cancel: cancel);
            }
        }
    }

    private static Dictionary<string, long> ReadCensus()
    {
        using var file = SeedFiles.Open("households.csv");
        using var table = TableFile.Open(file, "households.csv");
        return table.Read(Census).Where(row => row["level"] == "commune").ToDictionary(row => row["code"], row => row.Whole("households", 1) ?? 0);
    }
}
