using Campaign111.Features.Campaigns;
using Campaign111.Features.Coverage.Register;
using Campaign111.Features.Hierarchy;

namespace Campaign111.Features.Coverage;

/// <summary>Puts together what a phone needs to log a commune or hamlet without a network.</summary>
public sealed class CoveragePack(CoverageDesk desk, HamletModes modes, CoverageQueries queries, ICoverageFigures figures, ICampaignDirectory campaigns, UnitDirectory units, HouseholdLabels labels)
{
    /// <summary>The pack, or null for a unit above the commune.</summary>
    public async Task<PackAnswer?> OfAsync(Campaign campaign, Unit unit)
    {
        if (unit.Level is not (UnitLevel.Commune or UnitLevel.Hamlet))
        {
            return null;
        }

        var commune = unit.Level == UnitLevel.Commune ? unit : (await units.FindAsync(unit.ParentId!.Value))!;
        var hamlets = unit.Level == UnitLevel.Commune ? await desk.HamletsAsync(campaign, unit) : [unit];
        var registers = await modes.RegisterHamletsAsync(campaign.Id, hamlets.Select(hamlet => hamlet.Id));
        var households = (await queries.OpenHouseholdsAsync(campaign.Id, registers)).ToLookup(line => line.HamletId);
        var keepsLabels = await labels.PermitAsync(commune.Id) is not null;
        var targets = await figures.OfEachAsync(campaign.Id, hamlets);
        var plan = await campaigns.PlanAsync(campaign.Id);
        return new PackAnswer(
            campaign.Slug,
            campaign.Name,
            campaign.StartsOn,
            plan.DeadlineOf(unit.Path)?.LastDay,
            unit.Level == UnitLevel.Commune ? unit.Code : $"{commune.Code}/{unit.Code}",
            unit.FullName,
            [.. Enum.GetValues<CoverageOutcome>().Select(outcome => outcome.Code())],
            CoverageMethods.All,
            [.. hamlets.Zip(targets, (hamlet, figure) => new PackHamlet(
                $"{commune.Code}/{hamlet.Code}",
                hamlet.FullName,
                (registers.Contains(hamlet.Id) ? CoverageMode.Register : CoverageMode.Tally).Code(),
                figure.Target,
                [.. households[hamlet.Id].Select(line => new PackHousehold(line.Code, line.Address, line.State?.Code(), line.Absences, line.ReachedOn, keepsLabels ? line.Label : null))]))]);
    }
}
