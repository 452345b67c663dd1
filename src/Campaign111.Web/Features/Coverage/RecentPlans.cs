using System.Collections.Concurrent;
using Campaign111.Features.Campaigns;

namespace Campaign111.Features.Coverage;

/// <summary>Campaigns' deadlines as they stood a moment ago, so that a province's evening rush does not read them with every batch. Used only to mark what
/// was sent late: a deadline that changed within <see cref="Fresh"/> may miss or give that mark, and no figure depends on it.</summary>
public sealed class RecentPlans(ICampaignDirectory campaigns, TimeProvider time)
{
    public static readonly TimeSpan Fresh = TimeSpan.FromSeconds(2);

    private readonly ConcurrentDictionary<long, (long ReadAt, CampaignPlan Plan)> plans = new();

    public async Task<CampaignPlan> OfAsync(long campaign)
    {
        if (plans.TryGetValue(campaign, out var known) && time.GetElapsedTime(known.ReadAt) < Fresh)
        {
            return known.Plan;
        }

        var readAt = time.GetTimestamp();
        var plan = await campaigns.PlanAsync(campaign);
        plans[campaign] = (readAt, plan);
        return plan;
    }
}
