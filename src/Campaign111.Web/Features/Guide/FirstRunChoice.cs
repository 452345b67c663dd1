using Campaign111.Features.Hierarchy;
using Campaign111.Platform.Audit;
using Campaign111.Platform.Data;
using Campaign111.Platform.Security;
using Campaign111.Platform.Time;

namespace Campaign111.Features.Guide;

/// <summary>Where this installation works: a province, in one of the two official trees.</summary>
public sealed record Workplace(Unit Province, OfficialTree Tree, DateOnly Day);

/// <summary>Keeps which province was chosen, so that the first run can be left and taken up again on any day by any of its administrators.</summary>
public sealed class FirstRunChoice(Settings settings, Database database, UnitDirectory units, AuditLog audit, BusinessClock clock, CurrentUser user)
{
    private const string Chosen = "guide.province";
    private const string Done = "guide.done";

    /// <summary>True once every step was done: the guide leaves the navigation.</summary>
    public async Task<bool> IsDoneAsync() => await settings.GetAsync(Done) is not null;

    public Task FinishAsync() => settings.SetAsync(Done, "1");

    /// <summary>The chosen province; for a province's own people theirs, chosen or not. Null while nobody has chosen.</summary>
    public async Task<Workplace?> FindAsync()
    {
        var today = await clock.TodayAsync();
        if (await settings.GetAsync(Chosen) is { } text && text.Split('|') is [var key, var code] && OfficialTrees.Find(key) is { } tree
            && await units.FindByCodeAsync(code, tree.Nearest(today)) is { } chosen && await user.MayAsync(Permission.ManageCampaigns, chosen.Path))
        {
            return new Workplace(chosen, tree, tree.Nearest(today));
        }

        var own = (await user.MembershipsAsync()).FirstOrDefault(membership => membership.Role == Role.ProvinceCommittee);
        if (own is null || await units.FindAsync(own.UnitId) is not { } province)
        {
            return null;
        }

        var current = OfficialTrees.On(province.ExistsOn(today) ? today : province.ValidFrom);
        return new Workplace(province, current, current.Nearest(today));
    }

    /// <summary>Chooses a province of a tree; false when there is none of that code.</summary>
    /// <exception cref="AccessDeniedException">It is not theirs to set up.</exception>
    public async Task<bool> ChooseAsync(OfficialTree tree, string code)
    {
        if (await units.FindByCodeAsync(code, tree.Nearest(await clock.TodayAsync())) is not { Level: UnitLevel.Province } province)
        {
            return false;
        }

        await user.DemandAsync(Permission.ManageCampaigns, province.Path);
        await database.WriteAsync(async session =>
        {
            var before = await Settings.GetAsync(session, Chosen);
            await Settings.SetAsync(session, Chosen, $"{tree.Key}|{code}");
            await audit.RecordAsync(session, user.Actor, new AuditEntry("guide.province", "setting", Chosen) { UnitId = province.Id, Before = before, After = $"{tree.Key}|{code}" });
        });
        return true;
    }

    /// <summary>The provinces that this person may set up, by tree, the newest tree first.</summary>
    public async Task<IReadOnlyList<(OfficialTree Tree, IReadOnlyList<Unit> Provinces)>> OffersAsync()
    {
        var offers = new List<(OfficialTree, IReadOnlyList<Unit>)>();
        var today = await clock.TodayAsync();
        var memberships = await user.MembershipsAsync();
        foreach (var tree in OfficialTrees.All)
        {
            var all = await units.RootAsync() is { } root ? await units.BelowAsync(root.Path, UnitLevel.Province, tree.Nearest(today)) : [];
            offers.Add((tree, [.. all.Where(province => memberships.Any(membership => membership.Allows(Permission.ManageCampaigns, province.Path)))]));
        }

        return offers;
    }
}
