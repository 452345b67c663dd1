using Campaign111.Features.Campaigns;
using Campaign111.Features.Campaigns.Calendar;
using Campaign111.Features.Hierarchy;
using Campaign111.Features.Reminders.Owed;
using Campaign111.Platform.Localisation;

namespace Campaign111.Features.Verification.Rounds;

/// <summary>A re-check verdict binds the commune to visit its households again by a day: it stands in the calendars, and the daily sweep reminds of it, from
/// the commune up.</summary>
public sealed class RecheckObligations(SpotCheckQueries queries, ICampaignDirectory campaigns, UnitDirectory units) : IObligationSource, IOwedSource
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

    public async Task<IReadOnlyList<Owed>> OpenAsync(DateOnly today, CancellationToken cancel)
    {
        var open = await queries.OpenRechecksAsync(today.AddDays(IOwedSource.DaysAhead));
        var communes = await units.FindAsync(open.Select(check => check.UnitId));
        var owed = new List<Owed>();
        foreach (var check in open)
        {
            if (await campaigns.FindAsync(check.CampaignId) is { } campaign)
            {
                owed.Add(new Owed(
                    Key(check),
                    campaign.Id,
                    communes[check.UnitId],
                    null,
                    check.RecheckBy!.Value,
                    $"phát lại và kiểm tra lại (lượt kiểm tra {check.Id} không đạt)",
                    $"visit again and be checked again (round {check.Id} was not accepted)",
                    VerificationLinks.Round(campaign.Slug, check.Id),
                    null,
                    null));
            }
        }

        return owed;
    }

    // The calendar's event and the reminders name the same thing.
    private static string Key(SpotCheck check) => $"recheck-{check.Id}";

    private static Obligation Of(SpotCheck check, Campaign campaign, Unit commune) => new(
        Key(check),
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
