using Campaign111.Features.Campaigns;
using Campaign111.Features.Coverage;
using Campaign111.Features.Hierarchy;
using Campaign111.Platform.Security;
using Campaign111.Platform.Time;

namespace Campaign111.Features.Dashboards.Public;

/// <summary>Reads what the public page shows, measured by the deadline of the unit that runs the campaign.</summary>
public sealed class PublicQueries(
    ICampaignDirectory campaigns, DashboardUnits places, UnitDirectory units, ICoverageFigures figures, PublicSwitch opened, ChildMap map, BusinessClock clock, IConfiguration configuration)
{
    /// <summary>The page of the campaign's unit, or of a province or commune in it.</summary>
    /// <param name="slug">The campaign.</param>
    /// <param name="code">Official code of a commune (of a province in a national campaign); null for the whole.</param>
    /// <exception cref="NotFoundException">No such campaign, it is not open, or the unit is none that anybody may read.</exception>
    public async Task<PublicModel> ReadAsync(string slug, string? code)
    {
        var campaign = await campaigns.FindAsync(slug) ?? throw new NotFoundException($"No campaign {slug}.");
        var root = await units.FindAsync(campaign.UnitId);
        var unit = code is null ? root : await places.InAsync(campaign, code);
        if (!await opened.IsOpenAsync(campaign.Id) || root is null || unit is null || (unit.Id != root.Id && unit.Level is not (UnitLevel.Province or UnitLevel.Commune)))
        {
            throw new NotFoundException($"No public page of {slug}/{code}.");
        }

        var plan = await campaigns.PlanAsync(campaign.Id);
        var today = await clock.TodayAsync();
        var below = await BelowAsync(campaign, unit);
        var found = await figures.OfEachAsync(campaign.Id, [unit, .. below]);
        var rows = below.Select((child, i) => Standing.Of(child, found[i + 1], plan, campaign.UnitPath, today)).ToList();
        var above = unit.Id == root.Id ? null : (await units.LineageAsync(unit)).Last(step => step.Id != unit.Id && (step.Id == root.Id || step.Level == UnitLevel.Province));
        return new PublicModel
        {
            Campaign = campaign,
            Whole = Standing.Of(unit, found[0], plan, campaign.UnitPath, today),
            Up = above is null ? null : UnitNames.Of(above),
            UpHref = above is null ? null : PublicLinks.Page(slug, above.Id == root.Id ? null : above.Code),
            Rows = rows,
            Map = await map.OfAsync(campaign, unit, rows, row => PublicLinks.Page(slug, row.Unit.Code)),
            At = await clock.NowAsync(),
            Today = today,
            Site = configuration.StandingSiteAddress(),
        };
    }

    /// <summary>A nation's provinces, else communes; never hamlets.</summary>
    private async Task<IReadOnlyList<Unit>> BelowAsync(Campaign campaign, Unit unit) => unit.Level switch
    {
        UnitLevel.Commune => [],
        UnitLevel.Nation => await units.ChildrenAsync(unit.Id, campaign.TreeDate),
        _ => await units.BelowAsync(unit.Path, UnitLevel.Commune, campaign.TreeDate),
    };
}
