using Campaign111.Features.Campaigns;
using Campaign111.Features.Hierarchy;
using Campaign111.Platform.Time;

namespace Campaign111.Features.Reports.Rounds;

/// <summary>Puts the pages of one report together.</summary>
public sealed class SheetPages(ReportAccess access, RoundQueries queries, FormBook forms, SystemFigures figures, ICampaignDirectory campaigns, UnitDirectory units, ReportNames names, BusinessClock clock)
{
    private const int BlankRows = 3;

    /// <summary>What somebody's own offices owe or have given.</summary>
    public async Task<MineModel> MineAsync()
    {
        var (own, organisations) = await access.OfficesAsync();
        var sheets = own.Count + organisations.Count == 0 ? [] : await queries.OwedByAsync(own, organisations);
        var rounds = await queries.FindAsync(sheets.Select(sheet => sheet.RoundId));
        var named = await names.OfAsync(sheets);
        var today = await clock.TodayAsync();
        return new MineModel([.. sheets.Select(sheet => new OwnLine(sheet, rounds[sheet.RoundId], named[sheet.Id], RoundStanding.Of(sheet, rounds[sheet.RoundId].LastDay, today)))], today);
    }

    /// <summary>A report as it was submitted; before that, that there is none yet.</summary>
    /// <param name="hand">The report.</param>
    /// <param name="number">Which submission; null: the last.</param>
    /// <param name="problem">What was refused just now, or null.</param>
    public async Task<SheetModel> ShowAsync(ReportInHand hand, int? number, string? problem = null)
    {
        var versions = await queries.VersionsAsync(hand.Sheet.Id);
        return new SheetModel(hand, await FormAsync(hand.Round), await CampaignAsync(hand.Round), await NameAsync(hand.Sheet))
        {
            Version = versions.FirstOrDefault(version => version.Number == (number ?? hand.Sheet.Versions)),
            Versions = versions,
            Remarks = await queries.RemarksAsync(hand.Sheet.Id),
            To = await ToAsync(hand),
            Standing = RoundStanding.Of(hand.Sheet, hand.Round.LastDay, await clock.TodayAsync()),
            HasBelow = await HasBelowAsync(hand),
            Problem = problem,
        };
    }

    /// <summary>A report for writing.</summary>
    /// <param name="hand">The report.</param>
    /// <param name="draft">What was typed just now; null: as saved.</param>
    /// <param name="revision">The revision that the writer starts from; null: the newest.</param>
    /// <param name="problems">What keeps it from being submitted.</param>
    /// <param name="problem">What was refused as a whole.</param>
    public async Task<EditModel> EditAsync(
        ReportInHand hand, IReadOnlyDictionary<string, string>? draft = null, int? revision = null, IReadOnlyList<DraftProblem>? problems = null, string? problem = null)
    {
        var form = await FormAsync(hand.Round);
        var campaign = await CampaignAsync(hand.Round);
        var shown = draft ?? await queries.DraftAsync(hand.Sheet.Id);
        return new EditModel(hand, form, campaign, await NameAsync(hand.Sheet))
        {
            Draft = shown,
            Revision = revision ?? hand.Sheet.Revision,
            Problems = problems ?? [],
            Problem = problem,
            Filled = await FiguresAsync(form, campaign, hand.Sheet),
            Below = await BelowAsync(hand, form),
            Remarks = await queries.RemarksAsync(hand.Sheet.Id),
            To = await ToAsync(hand),
            Today = await clock.TodayAsync(),
            RowsShown = form.Fields.Where(field => field.Kind == FieldKinds.Table).ToDictionary(field => field.Code, field => RowsOf(field, shown)),
        };
    }

    public async Task<ReportForm> FormAsync(ReportRound round) => await forms.FindAsync(round.FormId) ?? throw new InvalidOperationException($"No form {round.FormId}.");

    public async Task<Campaign> CampaignAsync(ReportRound round) => await campaigns.FindAsync(round.CampaignId) ?? throw new InvalidOperationException($"No campaign {round.CampaignId}.");

    /// <summary>What the system fills in, as it stands now.</summary>
    public async Task<IReadOnlyList<FilledFigure>> FiguresAsync(ReportForm form, Campaign campaign, ReportSheet sheet) =>
        await figures.ReadAsync(form, campaign, await units.FindAsync(sheet.UnitId) ?? throw new InvalidOperationException($"No unit {sheet.UnitId}."), sheet.OrganisationId);

    /// <summary>The reports that go to this one's office, added up; null where nobody reports to it.</summary>
    public async Task<RollUp?> BelowAsync(ReportInHand hand, ReportForm form)
    {
        if (hand.Sheet.IsOrganisation)
        {
            return null;
        }

        var below = (await queries.SheetsAsync([hand.Round.Id]))[hand.Round.Id].Where(sheet => sheet.ReportsTo == hand.Sheet.Id).ToList();
        return below.Count == 0 ? null : RollUp.Sum(form, below.Count, await queries.InAsync(below));
    }

    private async Task<bool> HasBelowAsync(ReportInHand hand) => (await queries.SheetsAsync([hand.Round.Id]))[hand.Round.Id].Any(sheet => sheet.ReportsTo == hand.Sheet.Id);

    private async Task<string> NameAsync(ReportSheet sheet) => (await names.OfAsync([sheet]))[sheet.Id];

    private async Task<string> ToAsync(ReportInHand hand) => hand.Superior is { } superior ? await NameAsync(superior) : hand.Round.Office;

    private static int RowsOf(ReportField field, IReadOnlyDictionary<string, string> draft)
    {
        if (field.Rows.Count > 0)
        {
            return field.Rows.Count;
        }

        var last = Enumerable.Range(0, field.MostRows).LastOrDefault(row => Enumerable.Range(0, field.Parts.Count).Any(column => draft.ContainsKey($"{field.Code}.{row}.{column}")), -1);
        return Math.Min(field.MostRows, last + 1 + BlankRows);
    }
}
