using Campaign111.Features.Campaigns;
using Campaign111.Platform.Security;

namespace Campaign111.Features.Materials;

/// <summary>The campaigns with which this person has to do here.</summary>
public sealed class PublishingScope(CurrentUser user, ICampaignDirectory campaigns)
{
    /// <summary>Campaigns whose materials they may publish and recall, newest first.</summary>
    public Task<IReadOnlyList<Campaign>> PublishesAsync() => WhereAsync(
        membership => RoleGrants.Allows(membership.Role, Permission.ApproveMaterials),
        (membership, campaign) => membership.Allows(Permission.ApproveMaterials, campaign.UnitPath));

    /// <summary>Campaigns for which an organisation of theirs may log what it aired or printed, newest first.</summary>
    public Task<IReadOnlyList<Campaign>> LogsAsync() => WhereAsync(IsOffice, (_, _) => true);

    /// <summary>A role in the name of an organisation that takes materials.</summary>
    public static bool IsOffice(Membership membership) => membership.OrganisationId is not null && RoleGrants.Allows(membership.Role, Permission.DownloadMaterials);

    private async Task<IReadOnlyList<Campaign>> WhereAsync(Func<Membership, bool> counts, Func<Membership, Campaign, bool> reaches)
    {
        var found = new Dictionary<long, Campaign>();
        foreach (var membership in (await user.MembershipsAsync()).Where(counts))
        {
            foreach (var campaign in (await campaigns.AtAsync(membership.UnitPath)).Where(known => reaches(membership, known)))
            {
                found[campaign.Id] = campaign;
            }
        }

        return [.. found.Values.OrderByDescending(campaign => campaign.StartsOn)];
    }
}
