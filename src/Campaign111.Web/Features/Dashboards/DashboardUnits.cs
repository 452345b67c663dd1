using Campaign111.Features.Campaigns;
using Campaign111.Features.Hierarchy;
using Campaign111.Features.Shared;
using Campaign111.Platform.Security;

namespace Campaign111.Features.Dashboards;

/// <summary>Finds the unit of an address for the person behind the request, and what lies around it.</summary>
public sealed class DashboardUnits(ICampaignDirectory campaigns, UnitDirectory units, CurrentUser user)
{
    /// <summary>Campaign, unit and the units above it, the nation first.</summary>
    /// <exception cref="NotFoundException">No such campaign, or the unit is not in it.</exception>
    /// <exception cref="AccessDeniedException">The unit lies outside the person's reach.</exception>
    public async Task<(Campaign Campaign, Unit Unit, IReadOnlyList<Unit> Lineage)> FindAsync(string slug, string code)
    {
        var campaign = await campaigns.FindAsync(slug) ?? throw new NotFoundException($"No campaign {slug}.");
        var unit = await InAsync(campaign, code) ?? throw new NotFoundException($"No unit {code} in campaign {slug}.");
        await user.DemandAsync(Permission.Read, unit.Path);
        return (campaign, unit, await units.LineageAsync(unit));
    }

    /// <summary>The unit of a code inside a campaign, whoever asks; null when it is not in it.</summary>
    public async Task<Unit?> InAsync(Campaign campaign, string code)
    {
        var unit = code == "VN" ? await units.RootAsync() : await units.FindByCodeAsync(code, campaign.TreeDate);
        return unit is not null && unit.Path.StartsWith(campaign.UnitPath, StringComparison.Ordinal) ? unit : null;
    }

    /// <summary>The breadcrumb: only what the reader may open has an address; the day goes along.</summary>
    public async Task<IReadOnlyList<PlaceStep>> PlaceAsync(Campaign campaign, IReadOnlyList<Unit> lineage, ChildFilter filter)
    {
        var place = new List<PlaceStep>();
        foreach (var step in lineage)
        {
            place.Add(new PlaceStep(UnitNames.Of(step), step != lineage[^1] && await OpensAsync(campaign, step) ? DashboardLinks.View(campaign, step, filter.Carry()) : null));
        }

        return place;
    }

    /// <summary>The units before and after it among its equals, in Vietnamese order, the last followed by the first; null for one alone or out of reach.</summary>
    public async Task<(Unit? Before, Unit? After)> AroundAsync(Campaign campaign, Unit unit, IReadOnlyList<Unit> lineage)
    {
        if (lineage.Count < 2 || !await OpensAsync(campaign, lineage[^2]))
        {
            return (null, null);
        }

        var equals = await units.ChildrenAsync(lineage[^2].Id, campaign.TreeDate);
        var at = equals.ToList().FindIndex(one => one.Id == unit.Id);
        return equals.Count < 2 || at < 0 ? (null, null) : (equals[(at + equals.Count - 1) % equals.Count], equals[(at + 1) % equals.Count]);
    }

    private async Task<bool> OpensAsync(Campaign campaign, Unit step) =>
        step.Path.StartsWith(campaign.UnitPath, StringComparison.Ordinal) && await user.MayAsync(Permission.Read, step.Path);
}
