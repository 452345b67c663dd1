using Campaign111.Features.Campaigns;
using Campaign111.Features.Campaigns.Calendar;
using Campaign111.Features.Hierarchy;
using Campaign111.Platform.Localisation;

namespace Campaign111.Features.Verification.Rounds;

/// <summary>A re-check verdict binds the commune to visit its households again by a day: it stands in the calendars and the ladder of obligations, from the
/// commune up.</summary>
public sealed class RecheckObligations(SpotCheckQueries queries, ICampaignDirectory campaigns, UnitDirectory units) : IObligationSource
{
    public async Task<IReadOnlyList<Obligation>> ListAsync(ObligationQuery query, CancellationToken cancel)
    {
        var owed = await queries.RechecksAsync(query.Reach, query.First, query.Last);
        var communes = await units.FindAsync(owed.Select(check => check.UnitId));
        var found = new List<Obligation>();
        foreach (var check in owed)
        {
            if (await campaigns.FindAsync(check.CampaignId) is { } campaign)
            {
                found.Add(Of(check, campaign, communes[check.UnitId]));
            }
        }

        return found;
    }

    private static Obligation Of(SpotCheck check, Campaign campaign, Unit commune) => new(
        $"recheck-{check.Id}",
        ObligationKind.Recheck,
        check.RecheckBy!.Value,
        Text.Of($"{commune.FullName}: phát lại và kiểm tra lại (lượt kiểm tra {check.Id} không đạt)", $"{commune.FullName}: visit again and be checked again (round {check.Id} was not accepted)"),
        VerificationLinks.Round(campaign.Slug, check.Id),
        check.DecidedAt ?? check.DrawnAt)
    {
        Campaign = Text.Of(campaign.Name, campaign.NameEn),
        Done = check.ClosedAt is not null,
    };
}
