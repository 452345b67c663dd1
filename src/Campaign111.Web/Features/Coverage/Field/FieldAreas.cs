using Campaign111.Features.Campaigns;
using Campaign111.Features.Hierarchy;
using Campaign111.Platform.Localisation;
using Campaign111.Platform.Security;

namespace Campaign111.Features.Coverage.Field;

/// <summary>Finds what the signed-in person logs from door to door: the hamlets of a commune officer or of a collaborator. Superiors log on the
/// commune's own pages, since a district does not fit in a pocket.</summary>
public sealed class FieldAreas(CurrentUser user, ICampaignDirectory campaigns, UnitDirectory units, CoverageDesk desk)
{
    private const int MostOffices = 20;
    private const int MostCampaigns = 5;

    /// <summary>Whether the person holds an office at a commune or hamlet that logs coverage.</summary>
    public async Task<bool> AnyAsync() => (await OfficesAsync()).Count > 0;

    /// <summary>One area for each campaign and commune.</summary>
    public async Task<IReadOnlyList<FieldArea>> AllAsync()
    {
        var found = new List<(Campaign Campaign, Unit Commune, Unit Hamlet)>();
        foreach (var office in await OfficesAsync())
        {
            var commune = office.Level == UnitLevel.Commune ? office : (await units.FindAsync(office.ParentId!.Value))!;
            foreach (var campaign in (await campaigns.AtAsync(office.Path)).Where(campaign => commune.ExistsOn(campaign.TreeDate)).Take(MostCampaigns))
            {
                var hamlets = office.Level == UnitLevel.Hamlet ? [office] : await desk.HamletsAsync(campaign, commune);
                found.AddRange(hamlets.Select(hamlet => (campaign, commune, hamlet)));
            }
        }

        return [.. found.DistinctBy(line => (line.Campaign.Id, line.Hamlet.Id)).GroupBy(line => (line.Campaign.Id, line.Commune.Id)).Select(Area)];
    }

    private static FieldArea Area(IEnumerable<(Campaign Campaign, Unit Commune, Unit Hamlet)> lines)
    {
        var (campaign, commune, _) = lines.First();
        return new FieldArea(
            campaign.Slug, Text.Of(campaign.Name, campaign.NameEn), campaign.IsIllustrative, commune.Code, commune.FullName,
            [.. lines.Select(line => new FieldPlace($"{commune.Code}/{line.Hamlet.Code}", line.Hamlet.FullName))]);
    }

    private async Task<IReadOnlyList<Unit>> OfficesAsync()
    {
        var ids = (await user.MembershipsAsync())
            .Where(membership => RoleGrants.Allows(membership.Role, Permission.LogCoverage))
            .Select(membership => membership.UnitId).Distinct().Take(MostOffices).ToList();
        var known = await units.FindAsync(ids);
        return [.. ids.Select(id => known[id]).Where(unit => unit.Level is UnitLevel.Commune or UnitLevel.Hamlet)];
    }
}

/// <summary>Who goes from door to door.</summary>
internal static class FieldPeople
{
    /// <summary>Whether the person goes from door to door in the hamlet: then a gate label opens the field page; for superiors, who look on, the hamlet's own page.</summary>
    public static async Task<bool> WalksAsync(this CurrentUser user, Place place) =>
        (await user.MembershipsAsync()).Any(membership => membership.Role is Role.Collaborator or Role.CommuneOfficer && membership.Allows(Permission.LogCoverage, place.Hamlet.Path));
}
