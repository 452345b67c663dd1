using System.Data.Common;
using Campaign111.Features.Hierarchy;
using Campaign111.Platform.Audit;
using Campaign111.Platform.Data;

namespace Campaign111.Features.Campaigns;

/// <summary>Creates a campaign together with the dispatch that it begins with: both or neither.</summary>
public sealed class CampaignFounding(Database database, CampaignService campaigns, DispatchService dispatches)
{
    /// <summary>Founds it and returns what became of the dispatch's deadline (null without one).</summary>
    /// <param name="campaign">Name, slug and days.</param>
    /// <param name="unit">The unit that runs it, as it stands on the tree date.</param>
    /// <param name="dispatch">The dispatch, given the campaign's id; may be asked for twice.</param>
    /// <param name="actor">Who.</param>
    /// <exception cref="CampaignRuleException">The rules refuse it, field by field; nothing was written.</exception>
    public async Task<GovernanceDecision?> FoundAsync(Campaign campaign, Unit unit, Func<long, DispatchDraft> dispatch, Actor actor)
    {
        CampaignService.Demand(campaign, unit);
        try
        {
            return await database.WriteAsync(async session =>
            {
                var id = await campaigns.CreateAsync(session, campaign, unit, actor);
                return (await dispatches.EnterAsync(session, dispatch(id), actor)).Deadline;
            });
        }
        catch (DbException error) when (database.Dialect.IsDuplicateKey(error))
        {
            throw CampaignRuleException.Raced();
        }
    }
}
