using Campaign111.Features.Hierarchy;
using Campaign111.Platform.Localisation;
using Campaign111.Platform.Security;
using Microsoft.AspNetCore.Mvc.ModelBinding;

namespace Campaign111.Features.Campaigns;

/// <summary>Finds what a request is about, for this person: a campaign that they may see, a unit of its tree.</summary>
public sealed class CampaignAccess(CurrentUser user, ICampaignDirectory campaigns, UnitDirectory units)
{
    /// <summary>A campaign that runs at, above or below a unit where the person may read.</summary>
    /// <exception cref="NotFoundException">There is none of that address, or it is not theirs.</exception>
    public async Task<Campaign> CampaignAsync(string slug)
    {
        var campaign = await campaigns.FindAsync(slug);
        return campaign is not null && (await user.MembershipsAsync()).Any(membership => Sees(membership, campaign))
            ? campaign
            : throw new NotFoundException($"No campaign {slug}.");
    }

    /// <summary>A campaign that the person may change.</summary>
    /// <exception cref="AccessDeniedException">They may only see it.</exception>
    public async Task<Campaign> ManagedAsync(string slug)
    {
        var campaign = await CampaignAsync(slug);
        await user.DemandAsync(Permission.ManageCampaigns, campaign.UnitPath);
        return campaign;
    }

    /// <summary>A unit of the campaign's tree by its official code.</summary>
    public async Task<Unit> UnitAsync(Campaign campaign, string code) =>
        await units.FindByCodeAsync(code, campaign.TreeDate) is { } unit && unit.Path.StartsWith(campaign.UnitPath, StringComparison.Ordinal)
            ? unit
            : throw new NotFoundException($"No unit {code} in campaign {campaign.Slug}.");

    private static bool Sees(Membership membership, Campaign campaign) =>
        RoleGrants.Allows(membership.Role, Permission.Read)
        && (campaign.UnitPath.StartsWith(membership.UnitPath, StringComparison.Ordinal)
            || membership.UnitPath.StartsWith(campaign.UnitPath, StringComparison.Ordinal));
}

/// <summary>Words of rules on pages.</summary>
internal static class NoticeText
{
    public static string Say(this Notice notice) => Text.Of(notice.Vi, notice.En);

    /// <summary>Puts each problem at its field.</summary>
    public static void Add(this ModelStateDictionary state, CampaignRuleException error)
    {
        foreach (var (field, notice) in error.Problems)
        {
            // What was sent for the field is shown again; only the message changes.
            state.AddModelError(field, notice.Say());
        }
    }
}
