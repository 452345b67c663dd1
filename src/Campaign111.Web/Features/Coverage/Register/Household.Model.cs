using Campaign111.Features.Campaigns;

namespace Campaign111.Features.Coverage.Register;

/// <summary>A household's page.</summary>
/// <param name="Campaign">Whose visits are shown.</param>
/// <param name="Place">The hamlet.</param>
/// <param name="Card">The household.</param>
/// <param name="Hamlets">The commune's other hamlets, code and name.</param>
/// <param name="MayManage">The reader may change it.</param>
/// <param name="Labels">The commune's permit to keep labels, or null.</param>
public sealed record HouseholdModel(Campaign Campaign, Place Place, HouseholdCard Card, IReadOnlyList<(string Code, string Name)> Hamlets, bool MayManage, LabelPermit? Labels)
{
    public string Address => CoverageLinks.Household(Campaign.Slug, Place.Commune.Code, Place.Hamlet.Code, Card.Household.Code);

    public string HamletAddress => CoverageLinks.Hamlet(Campaign.Slug, Place.Commune.Code, Place.Hamlet.Code);
}
