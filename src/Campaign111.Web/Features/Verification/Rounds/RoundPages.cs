using Campaign111.Features.Campaigns;
using Campaign111.Features.Coverage;
using Campaign111.Features.Hierarchy;
using Campaign111.Platform.Security;

namespace Campaign111.Features.Verification.Rounds;

/// <summary>Puts the models of the pages together, within what the reader may see.</summary>
public sealed class RoundPages(SpotCheckQueries queries, UnitDirectory units, ICampaignDirectory campaigns, CoverageQueries coverage, CurrentUser user)
{
    /// <summary>Rounds of the units where the person may read, newest first.</summary>
    public async Task<RoundsModel> ListAsync(Campaign campaign)
    {
        var memberships = await user.MembershipsAsync();
        var checks = new Dictionary<long, SpotCheck>();
        foreach (var path in memberships.Where(role => role.Allows(Permission.Read, role.UnitPath)).Select(role => role.UnitPath).Distinct())
        {
            foreach (var check in await queries.WithinAsync(campaign.Id, path))
            {
                checks[check.Id] = check;
            }
        }

        var communes = memberships.Any(role => RoleGrants.Allows(role.Role, Permission.ManageChecks))
            ? await units.BelowAsync(campaign.UnitPath, UnitLevel.Commune, campaign.TreeDate)
            : [];
        return new RoundsModel(
            campaign,
            await LinesAsync([.. checks.Values.OrderByDescending(check => check.Id)]),
            [.. communes.Where(commune => memberships.Any(role => role.Allows(Permission.ManageChecks, commune.Path)))]);
    }

    /// <summary>The newest decided round of each commune of a unit, newest first: what stands beside the unit's reported figure on a page that may show the unit.</summary>
    public async Task<IReadOnlyList<RoundLine>> DecidedAsync(Campaign campaign, Unit unit) =>
        await LinesAsync([.. (await queries.WithinAsync(campaign.Id, unit.Path)).Where(check => check.Verdict is not null).DistinctBy(check => check.UnitId)]);

    /// <summary>Rounds that this person was given as an inspector.</summary>
    public async Task<MineModel> MineAsync() => new(await LinesAsync(await queries.OfInspectorAsync(user.AccountId ?? 0)));

    /// <summary>One round as its page shows it. The commune sees the sample only after the visits: else it could prepare those doors.</summary>
    public async Task<RoundModel> RoundAsync(SpotCheck check, string? problem = null)
    {
        var manages = await user.MayAsync(Permission.ManageChecks, check.UnitPath);
        var inspects = check.InspectorId == user.AccountId;
        var hidden = check.IsOpen && !manages && !inspects;
        var line = (await LinesAsync([check]))[0];
        return new RoundModel(line)
        {
            MayManage = manages,
            IsInspector = inspects,
            SampleHidden = hidden,
            Sample = hidden ? [] : await PlacesAsync(line.Campaign, [.. line.Result.Active, .. line.Result.Others]),
            Reproduced = await ReproducedAsync(check),
            Problem = problem,
        };
    }

    public async Task<WalkModel> WalkAsync(SpotCheck check, string? problem = null)
    {
        var line = (await LinesAsync([check]))[0];
        return new WalkModel(line, await PlacesAsync(line.Campaign, [.. line.Result.Active, .. line.Result.Others]), problem);
    }

    private async Task<IReadOnlyList<RoundLine>> LinesAsync(IReadOnlyList<SpotCheck> checks)
    {
        var communes = await units.FindAsync(checks.Select(check => check.UnitId));
        var visits = await queries.VisitsAsync([.. checks.Select(check => check.Id)]);
        var known = new Dictionary<long, Campaign>();
        foreach (var id in checks.Select(check => check.CampaignId).Distinct())
        {
            known[id] = await campaigns.FindAsync(id) ?? throw new InvalidOperationException($"No campaign {id}.");
        }

        return [.. checks.Select(check => new RoundLine(check, communes[check.UnitId], CheckResult.Of(check, [.. visits[check.Id]]), known[check.CampaignId]))];
    }

    private async Task<IReadOnlyList<VisitLine>> PlacesAsync(Campaign campaign, List<CheckVisit> visits)
    {
        var hamlets = await units.FindAsync(visits.Select(visit => visit.HamletId));
        var registers = visits.Where(visit => visit.Household is not null).Select(visit => visit.HamletId).Distinct();
        var addresses = (await coverage.OpenHouseholdsAsync(campaign.Id, registers)).ToLookup(household => (household.HamletId, household.Code), household => household.Address);
        return
        [
            .. visits.Select(visit => new VisitLine(visit, hamlets[visit.HamletId], CheckTexts.Place(visit, addresses[(visit.HamletId, visit.Household ?? "")].FirstOrDefault())))
                .OrderBy(line => line.Visit.IsClaimed ? 0 : 1).ThenBy(line => line.Hamlet.Path, StringComparer.Ordinal).ThenBy(line => line.Visit.PlaceNumber ?? 0).ThenBy(line => line.Visit.Household, StringComparer.Ordinal),
        ];
    }

    private async Task<bool> ReproducedAsync(SpotCheck check)
    {
        var frame = await queries.FrameAsync(check.Id);
        var stored = await queries.VisitsAsync(check.Id);
        return Same(stored.Where(visit => visit.IsClaimed), take => frame.Draw(check.Seed, take)) && Same(stored.Where(visit => !visit.IsClaimed), take => frame.DrawOthers(check.Seed, take));
    }

    private static bool Same(IEnumerable<CheckVisit> stored, Func<int, IReadOnlyList<DrawnHousehold>> draw)
    {
        var list = stored.OrderBy(visit => visit.Number).Select(visit => new DrawnHousehold(visit.HamletId, visit.Household, visit.PlaceNumber)).ToList();
        return list.SequenceEqual(draw(list.Count));
    }
}
