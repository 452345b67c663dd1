using Campaign111.Features.Campaigns;
using Campaign111.Features.Hierarchy;
using Campaign111.Platform.Security;

namespace Campaign111.Features.Dashboards;

/// <summary>A place where a person works: a campaign seen from one of their units.</summary>
/// <param name="Campaign">The campaign.</param>
/// <param name="Unit">The unit whose figures it opens; for a hamlet's collaborator, the hamlet.</param>
/// <param name="Commune">The commune when the unit is a hamlet, else null.</param>
/// <param name="Role">As what.</param>
public sealed record HomeChoice(Campaign Campaign, Unit Unit, Unit? Commune, Role Role)
{
    /// <summary>The dashboard of the unit; a hamlet has none, its collaborator starts where it is logged.</summary>
    public string Href => Commune is null ? DashboardLinks.Of(Campaign, Unit) : DashboardLinks.Coverage(Campaign, Commune, Unit);
}

/// <summary>Finds where the signed-in person works. One per request: navigation and pages share its answer.</summary>
public sealed class HomeFinder(CurrentUser user, ICampaignDirectory campaigns, UnitDirectory units)
{
    private const int MostMemberships = 20;
    private const int MostChoices = 50;
    private IReadOnlyList<HomeChoice>? choices;

    /// <summary>The oldest membership first, its newest campaign first; empty for who reads no figures (press, nobody) and for administrators,
    /// who hold no office in a campaign.</summary>
    public async Task<IReadOnlyList<HomeChoice>> ChoicesAsync() => choices ??= await FindAsync();

    /// <summary>Whether any campaign runs within this person's reach.</summary>
    public async Task<bool> HasCampaignsAsync()
    {
        foreach (var membership in await user.MembershipsAsync())
        {
            if ((await campaigns.AtAsync(membership.UnitPath)).Count > 0)
            {
                return true;
            }
        }

        return false;
    }

    private async Task<IReadOnlyList<HomeChoice>> FindAsync()
    {
        var offices = (await user.MembershipsAsync())
            .Where(membership => membership.Role != Role.Administrator && RoleGrants.Allows(membership.Role, Permission.Read))
            .DistinctBy(membership => membership.UnitId).Take(MostMemberships).ToList();
        var pairs = new List<(Membership Office, Campaign Campaign)>();
        foreach (var office in offices)
        {
            pairs.AddRange((await campaigns.AtAsync(office.UnitPath)).Select(campaign => (office, campaign)));
        }

        var known = await units.FindAsync(pairs.SelectMany(pair => UnitPath.Ids(pair.Office.UnitPath)).Concat(pairs.Select(pair => pair.Campaign.UnitId)));
        return [.. pairs.Select(pair => Choice(pair.Office, pair.Campaign, known)).OfType<HomeChoice>()
            .DistinctBy(choice => choice.Href).Take(MostChoices)];
    }

    private static HomeChoice? Choice(Membership office, Campaign campaign, IReadOnlyDictionary<long, Unit> known)
    {
        // A campaign that runs inside the office's area is seen from its own unit; one that binds the office, from the office.
        var binds = office.UnitPath.StartsWith(campaign.UnitPath, StringComparison.Ordinal);
        var unit = known[binds ? office.UnitId : campaign.UnitId];
        var commune = unit.Level == UnitLevel.Hamlet ? known[unit.ParentId!.Value] : null;
        // An office of today's tree has no place in a campaign of an older one.
        return (commune ?? unit).ExistsOn(campaign.TreeDate) ? new HomeChoice(campaign, unit, commune, office.Role) : null;
    }
}
