using Campaign111.Features.Campaigns;
using Campaign111.Platform.Audit;
using Campaign111.Platform.Jobs;

namespace Campaign111.Features.Stock;

/// <summary>Every hour the book follows the coverage entries. Running twice changes nothing: each movement is worked out from what is booked already.</summary>
public sealed class StockDoorsJob(StockRuns runs, StockDoors doors, ICampaignDirectory campaigns) : IRecurringJob
{
    public async Task RunAsync(CancellationToken cancellation)
    {
        foreach (var id in await runs.CampaignsAsync())
        {
            if (await campaigns.FindAsync(id) is { } campaign)
            {
                await doors.PostAsync(campaign, Actor.System, cancellation);
            }
        }
    }
}
