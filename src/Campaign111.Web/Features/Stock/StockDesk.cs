using Campaign111.Features.Campaigns;
using Campaign111.Features.Coverage;
using Campaign111.Features.Hierarchy;
using Campaign111.Features.Shared;
using Campaign111.Platform.Localisation;
using Campaign111.Platform.Security;

namespace Campaign111.Features.Stock;

/// <summary>Finds what an address of the feature names, for this person.</summary>
public sealed class StockDesk(CurrentUser user, CampaignAccess access, CoverageDesk coverage, UnitDirectory units)
{
    /// <summary>The campaign and the unit of a request; without a code the person's own.</summary>
    /// <exception cref="NotFoundException">There is no such campaign or unit.</exception>
    /// <exception cref="AccessDeniedException">The unit is outside the person's reach.</exception>
    public async Task<(Campaign Campaign, StockPlace Place)> PlaceAsync(string slug, string? code, Permission permission)
    {
        var campaign = await access.CampaignAsync(slug);
        var unit = string.IsNullOrEmpty(code) ? await OwnAsync(campaign, permission) : (await coverage.UnitAsync(slug, code)).Unit;
        if (!unit.Path.StartsWith(campaign.UnitPath, StringComparison.Ordinal))
        {
            throw new NotFoundException($"No unit {code} in campaign {slug}.");
        }

        await user.DemandAsync(permission, unit.Path);
        return (campaign, (await PlacesAsync([unit.Id]))[unit.Id]);
    }

    /// <summary>A unit that was offered as the end of a package; the one above lies outside the sender's reach.</summary>
    public async Task<StockPlace> TargetAsync(string slug, string code) => new((await coverage.UnitAsync(slug, code)).Unit, code);

    /// <summary>Units with their codes, by id.</summary>
    public async Task<IReadOnlyDictionary<long, StockPlace>> PlacesAsync(IEnumerable<long> ids)
    {
        var found = await units.FindAsync(ids);
        var communes = await units.FindAsync(found.Values.Where(unit => unit.Level == UnitLevel.Hamlet).Select(unit => unit.ParentId!.Value));
        return found.ToDictionary(
            entry => entry.Key, entry => new StockPlace(entry.Value, entry.Value.Level == UnitLevel.Hamlet ? $"{communes[entry.Value.ParentId!.Value].Code}/{entry.Value.Code}" : entry.Value.Code));
    }

    /// <summary>Units directly below, in their order; none below a hamlet.</summary>
    public async Task<IReadOnlyList<StockPlace>> ChildrenAsync(Campaign campaign, StockPlace place) => place.Unit.Level switch
    {
        UnitLevel.Hamlet => [],
        UnitLevel.Commune => [.. (await coverage.HamletsAsync(campaign, place.Unit)).Select(hamlet => new StockPlace(hamlet, $"{place.Code}/{hamlet.Code}"))],
        _ => [.. (await units.ChildrenAsync(place.Unit.Id, campaign.TreeDate)).Select(child => new StockPlace(child, child.Code))],
    };

    /// <summary>All communes of a subtree; of a commune or hamlet the place itself.</summary>
    public async Task<IReadOnlyList<StockPlace>> CommunesAsync(Campaign campaign, StockPlace place) => place.Unit.Level is UnitLevel.Commune or UnitLevel.Hamlet
        ? [place]
        : [.. (await units.BelowAsync(place.Unit.Path, UnitLevel.Commune, campaign.TreeDate)).Select(commune => new StockPlace(commune, commune.Code))];

    /// <summary>The unit directly above within the campaign, or null at its top.</summary>
    public async Task<StockPlace?> AboveAsync(Campaign campaign, StockPlace place) =>
        place.Unit.Id == campaign.UnitId || await units.FindAsync(place.Unit.ParentId!.Value) is not { } above ? null : new StockPlace(above, above.Code);

    /// <summary>The way from the campaign's own unit to a page; units outside the reader's reach are names only.</summary>
    /// <param name="page">Name of the page below the unit's stock page, or null for that page itself.</param>
    public async Task<IReadOnlyList<PlaceStep>> StepsAsync(Campaign campaign, StockPlace place, string? page = null)
    {
        var steps = new List<PlaceStep> { new(Text.Of("Kho tờ rơi", "Stock")) };
        foreach (var unit in (await units.LineageAsync(place.Unit)).Where(unit => unit.Path.StartsWith(campaign.UnitPath, StringComparison.Ordinal)))
        {
            var here = unit.Id == place.Unit.Id;
            var code = here ? place.Code : unit.Code;
            steps.Add(new PlaceStep(unit.FullName, (here && page is null) || !await user.MayAsync(Permission.ReadStock, unit.Path) ? null : StockLinks.Page(campaign.Slug, code)));
        }

        return page is null ? steps : [.. steps, new PlaceStep(page)];
    }

    /// <summary>Whether this person may take a package in at a unit: whoever keeps its stock, and in a hamlet whoever goes from door to door there.</summary>
    public async Task<bool> MayReceiveAsync(Unit to) =>
        await user.MayAsync(Permission.ManageStock, to.Path) || (to.Level == UnitLevel.Hamlet && await user.MayAsync(Permission.LogCoverage, to.Path));

    private async Task<Unit> OwnAsync(Campaign campaign, Permission permission)
    {
        var own = (await user.MembershipsAsync()).Where(membership => RoleGrants.Allows(membership.Role, permission)).ToList();
        var inside = own.FirstOrDefault(membership => membership.UnitPath.StartsWith(campaign.UnitPath, StringComparison.Ordinal));
        return await units.FindAsync(inside?.UnitId ?? campaign.UnitId) ?? throw new NotFoundException("The unit of the membership is gone.");
    }
}
