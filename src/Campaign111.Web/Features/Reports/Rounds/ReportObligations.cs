using Campaign111.Features.Campaigns;
using Campaign111.Features.Campaigns.Calendar;
using Campaign111.Features.Hierarchy;
using Campaign111.Features.Reminders.Owed;
using Campaign111.Platform.Localisation;

namespace Campaign111.Features.Reports.Rounds;

/// <summary>Reports in the calendar and in the ladder of reminders. An office sees its own report by its last day; the unit that asks sees the round. Who has not submitted is
/// reminded, and what nobody answers climbs, as with every obligation.</summary>
public sealed class ReportObligations(RoundQueries queries, ICampaignDirectory campaigns, UnitDirectory units) : IObligationSource, IOwedSource
{
    public async Task<IReadOnlyList<Obligation>> ListAsync(ObligationQuery query, CancellationToken cancel)
    {
        var rounds = await queries.BetweenAsync(query.First, query.Last);
        var sheets = await queries.SheetsAsync([.. rounds.Select(round => round.Id)]);
        var found = new List<Obligation>();
        foreach (var round in rounds)
        {
            if (await campaigns.FindAsync(round.CampaignId) is not { } campaign)
            {
                continue;
            }

            var all = sheets[round.Id].ToList();
            if (round.UnitPath.StartsWith(query.Reach, StringComparison.Ordinal))
            {
                found.Add(Of(round, campaign, all));
            }

            found.AddRange(all.Where(sheet => IsOf(sheet, query)).Select(sheet => Of(sheet, round, campaign)));
        }

        return found;
    }

    public async Task<IReadOnlyList<Owed>> OpenAsync(DateOnly today, CancellationToken cancel)
    {
        var sheets = await queries.DueByAsync(today.AddDays(IOwedSource.DaysAhead), cancel);
        var rounds = await queries.FindAsync(sheets.Select(sheet => sheet.RoundId));
        var seats = await units.FindAsync(sheets.Select(sheet => sheet.UnitId));
        return [.. sheets.Select(sheet => Of(sheet, rounds[sheet.RoundId], seats[sheet.UnitId]))];
    }

    private static bool IsOf(ReportSheet sheet, ObligationQuery query) =>
        sheet.OrganisationId is { } office ? query.Organisations.Contains(office) : sheet.UnitPath == query.Reach;

    private static Owed Of(ReportSheet sheet, ReportRound round, Unit unit)
    {
        var title = round.Title.Length > 200 ? round.Title[..200] : round.Title;
        return new Owed(
            $"report-{round.Id}-{sheet.Id}",
            round.CampaignId,
            unit,
            sheet.OrganisationId,
            round.LastDay,
            sheet.State == SheetStates.Returned ? $"sửa và nộp lại: {title}" : $"nộp: {title}",
            sheet.State == SheetStates.Returned ? $"correct and resubmit a report that came back (round {round.Id})" : $"submit the report of round {round.Id} ({Kind(round.Kind)})",
            ReportLinks.Sheet(sheet.Id),
            round.Document is { Length: > 100 } document ? document[..100] : round.Document,
            round.Wording);
    }

    private static string Kind(string kind) => kind switch { RoundKinds.SixMonth => "six months", RoundKinds.Year => "year", _ => "ad hoc" };

    private static Obligation Of(ReportRound round, Campaign campaign, List<ReportSheet> sheets)
    {
        var shown = sheets.Count(sheet => sheet.IsIn);
        return new Obligation(
            $"report-round-{round.Id}",
            ObligationKind.Report,
            round.LastDay,
            Text.Of($"Thu {shown}/{sheets.Count} báo cáo: {round.Title}", $"Reports in: {shown} of {sheets.Count}, round {round.Id}"),
            ReportLinks.Round(campaign.Slug, round.Id),
            round.MadeAt)
        {
            Campaign = Text.Of(campaign.Name, campaign.NameEn),
            Document = round.Document,
            Wording = round.Wording,
            Done = shown == sheets.Count || !round.IsOpen,
        };
    }

    private static Obligation Of(ReportSheet sheet, ReportRound round, Campaign campaign) => new(
        $"report-{round.Id}-{sheet.Id}",
        ObligationKind.Report,
        round.LastDay,
        Text.Of($"{sheet.Name}: nộp {round.Title}", $"Submit the report of round {round.Id}"),
        ReportLinks.Sheet(sheet.Id),
        sheet.SubmittedAt ?? round.MadeAt)
    {
        Campaign = Text.Of(campaign.Name, campaign.NameEn),
        Document = round.Document,
        Wording = round.Wording,
        Done = sheet.IsIn || !round.IsOpen,
    };
}
