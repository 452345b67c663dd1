using Campaign111.Features.Accounts;
using Campaign111.Features.Campaigns;
using Campaign111.Platform.Security;
using Campaign111.Platform.Time;

namespace Campaign111.Features.Hierarchy;

/// <summary>Gathers what the unit pages show, for the person who looks.</summary>
public sealed class UnitPages(
    UnitDirectory units, UnitHistory history, UnitSearch search, OrganisationDirectory organisations, IPeople people,
    ICampaignDirectory campaigns, CurrentUser user, BusinessClock clock)
{
    public async Task<BrowseModel> BrowseAsync(string? text, DateOnly? day, long? after)
    {
        var today = await clock.TodayAsync();
        var on = day ?? today;
        var asked = string.IsNullOrWhiteSpace(text) ? null : text.Trim();
        var page = asked is null
            ? new UnitPage(await units.RootAsync() is { } root ? await units.ChildrenAsync(root.Id, on) : [], null)
            : await search.FindAsync(asked, on, after);
        return new BrowseModel
        {
            On = on,
            Today = today,
            Text = asked,
            Units = page.Units,
            Next = page.Next,
            IsLater = after is not null,
            Above = asked is null ? new Dictionary<long, Unit>() : await units.FindAsync(page.Units.SelectMany(unit => unit.PathIds)),
            MayImport = await user.MayAnywhereAsync(Permission.ManageUnits),
        };
    }

    /// <summary>The unit that an address means: on the day, else nearest in time.</summary>
    /// <exception cref="NotFoundException">No unit ever bore the code.</exception>
    public async Task<Unit> FindAsync(string code, DateOnly? day) =>
        await history.NearestAsync(code, day ?? await clock.TodayAsync()) ?? throw new NotFoundException($"No unit {code}.");

    /// <summary>The hamlet of a commune that an address means.</summary>
    /// <exception cref="NotFoundException">There is none on the day.</exception>
    public async Task<Unit> FindHamletAsync(string communeCode, string hamletCode, DateOnly? day)
    {
        var commune = await FindAsync(communeCode, day);
        var on = day ?? await clock.TodayAsync();
        var at = commune.ExistsOn(on) ? on : commune.ValidTo is { } end && end <= on ? end.AddDays(-1) : commune.ValidFrom;
        return await units.FindPlaceAsync($"{communeCode}/{hamletCode}", at) ?? throw new NotFoundException($"No hamlet {communeCode}/{hamletCode}.");
    }

    public async Task<UnitDetailsModel> DetailsAsync(Unit unit, DateOnly? day, HamletForm? form = null)
    {
        var today = await clock.TodayAsync();
        var on = day ?? today;
        var (successors, predecessors) = await history.OfAsync(unit.Id);
        var within = await user.MayAsync(Permission.Read, unit.Path);
        // A unit that is gone shows what stood under it on its last day.
        var at = unit.ExistsOn(on) ? on : unit.ValidTo is { } end && end <= on ? end.AddDays(-1) : unit.ValidFrom;
        return new UnitDetailsModel
        {
            Unit = unit,
            On = on,
            Today = today,
            Lineage = await units.LineageAsync(unit),
            Children = await units.ChildrenAsync(unit.Id, at),
            Successors = successors,
            Predecessors = predecessors,
            OtherEras = unit.Level == UnitLevel.Hamlet ? [] : [.. (await history.ErasAsync(unit.Code)).Where(era => era.Id != unit.Id)],
            Organisations = within ? await organisations.AtUnitAsync(unit.Id, at) : [],
            People = within ? [.. (await people.AtAsync([unit.Id]))[unit.Id]] : [],
            Campaigns = within && unit.Level != UnitLevel.Hamlet ? await CampaignsAsync(unit) : [],
            IsWithinReach = within,
            MayManage = await user.MayAsync(Permission.ManageUnits, unit.Path),
            MayManageHamlets = await MayManageHamletsAsync(unit),
            NewHamlet = form ?? new HamletForm { UnitType = unit.UnitType == "Xã" ? "Thôn" : "Khu phố" },
        };
    }

    /// <summary>Who manages units may, and who sets the targets of the commune: the hamlets are theirs to know.</summary>
    public async Task<bool> MayManageHamletsAsync(Unit unit) =>
        await user.MayAsync(Permission.ManageUnits, unit.Path) || await user.MayAsync(Permission.ManageTargets, unit.Path);

    /// <exception cref="AccessDeniedException">Neither permission at the unit.</exception>
    public async Task DemandHamletsAsync(Unit unit)
    {
        if (!await MayManageHamletsAsync(unit))
        {
            throw new AccessDeniedException(Permission.ManageTargets);
        }
    }

    /// <summary>Paths in which this person has the permission.</summary>
    public async Task<IReadOnlyList<string>> ReachAsync(Permission permission) =>
        [.. (await user.MembershipsAsync()).Where(membership => RoleGrants.Allows(membership.Role, permission)).Select(membership => membership.UnitPath)];

    // A dashboard exists for units of the campaign's own tree only.
    private async Task<IReadOnlyList<Campaign>> CampaignsAsync(Unit unit) =>
        [.. (await campaigns.AtAsync(unit.Path)).Where(campaign => unit.ExistsOn(campaign.TreeDate))];
}
