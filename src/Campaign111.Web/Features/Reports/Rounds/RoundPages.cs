using Campaign111.Features.Campaigns;
using Campaign111.Features.Hierarchy;
using Campaign111.Platform.Security;
using Campaign111.Platform.Time;

namespace Campaign111.Features.Reports.Rounds;

/// <summary>Puts the pages of rounds together, within what the reader may see.</summary>
public sealed class RoundPages(CurrentUser user, ReportAccess access, RoundQueries queries, FormBook forms, UnitDirectory units, ReportNames names, BusinessClock clock)
{
    /// <summary>Rounds of a campaign of which the reader sees a report, or which they run.</summary>
    public async Task<RoundsModel> ListAsync(Campaign campaign)
    {
        var roles = await user.MembershipsAsync();
        var rounds = await queries.OfCampaignAsync(campaign.Id);
        var sheets = await queries.SheetsAsync([.. rounds.Select(round => round.Id)]);
        var today = await clock.TodayAsync();
        var lines = new List<RoundLine>();
        foreach (var round in rounds)
        {
            var seen = await access.VisibleAsync(round, sheets[round.Id]);
            if (seen.Count > 0 || roles.MayReadAt(round.UnitPath))
            {
                lines.Add(new RoundLine(round, RoundStanding.Shares(seen, round.LastDay, today)[0], seen.FirstOrDefault(sheet => roles.MayWrite(sheet)), roles.MayReadAt(round.UnitPath)));
            }
        }

        return new RoundsModel(campaign, lines, roles.MayDecide(campaign.UnitPath) || (await AskersAsync(campaign)).Count > 0, today);
    }

    /// <summary>One round: shares by level, and who is late, on time, missing.</summary>
    public async Task<RoundModel> RoundAsync(Campaign campaign, long id, string? show, string? problem = null)
    {
        var (round, seen) = await SeenAsync(campaign, id);
        var today = await clock.TodayAsync();
        var named = await names.OfAsync(seen);
        var roles = await user.MembershipsAsync();
        var lines = seen.Select(sheet => new SheetLine(sheet, named[sheet.Id], sheet.ReportsTo is { } above ? named.GetValueOrDefault(above) : null, RoundStanding.Of(sheet, round.LastDay, today), roles.MayWrite(sheet)));
        return new RoundModel(campaign, round, await FormAsync(round), RoundStanding.Shares(seen, round.LastDay, today))
        {
            Lines = [.. lines.Where(line => show is null || Is(line, show)).OrderBy(line => Rank(line.Standing, line.Sheet.State)).ThenBy(line => line.Sheet.Id)],
            Show = show,
            Today = today,
            MayManage = roles.MayDecide(round.UnitPath),
            SeesAll = roles.MayReadAt(round.UnitPath),
            Problem = problem,
        };
    }

    /// <summary>A round added up for the unit that asks.</summary>
    /// <exception cref="AccessDeniedException">The reader does not see all of it.</exception>
    public async Task<RoundSummary> SummaryAsync(Campaign campaign, long id)
    {
        var (round, seen) = await SeenAsync(campaign, id);
        if (!(await user.MembershipsAsync()).MayReadAt(round.UnitPath))
        {
            throw new AccessDeniedException(Permission.ManageReports);
        }

        var form = await FormAsync(round);
        var direct = seen.Where(sheet => sheet.ReportsTo is null).ToList();
        var unit = await units.FindAsync(round.UnitId) ?? throw new InvalidOperationException($"No unit {round.UnitId}.");
        return new RoundSummary(round, campaign, form, unit, seen, RollUp.Sum(form, direct.Count, await queries.InAsync(direct)), await clock.TodayAsync());
    }

    /// <summary>Units of the campaign in whose name the reader may ask for reports, the topmost first.</summary>
    public async Task<IReadOnlyList<Unit>> AskersAsync(Campaign campaign)
    {
        var roles = (await user.MembershipsAsync()).Where(role => RoleGrants.Allows(role.Role, Permission.ManageReports)).ToList();
        var ids = roles.Where(role => role.UnitPath.StartsWith(campaign.UnitPath, StringComparison.Ordinal)).Select(role => role.UnitId).ToList();
        if (roles.Any(role => campaign.UnitPath.StartsWith(role.UnitPath, StringComparison.Ordinal)))
        {
            ids.Add(campaign.UnitId);
        }

        return [.. (await units.FindAsync(ids)).Values.OrderBy(unit => unit.Level)];
    }

    private async Task<(ReportRound Round, IReadOnlyList<ReportSheet> Seen)> SeenAsync(Campaign campaign, long id)
    {
        var round = await queries.FindAsync(id) is { } found && found.CampaignId == campaign.Id ? found : throw new NotFoundException($"No round {id} in {campaign.Slug}.");
        var seen = await access.VisibleAsync(round, (await queries.SheetsAsync([id]))[id]);
        return seen.Count > 0 || (await user.MembershipsAsync()).MayReadAt(round.UnitPath) ? (round, seen) : throw new AccessDeniedException(Permission.ManageReports);
    }

    private async Task<ReportForm> FormAsync(ReportRound round) => await forms.FindAsync(round.FormId) ?? throw new InvalidOperationException($"No form {round.FormId}.");

    private static bool Is(SheetLine line, string show) => show switch
    {
        "late" => line.Standing == SheetStanding.Late,
        "missing" => line.Standing == SheetStanding.Missing,
        "on-time" => line.Standing == SheetStanding.OnTime,
        "to-decide" => line.Sheet.State == SheetStates.Submitted,
        "returned" => line.Standing == SheetStanding.Returned,
        _ => true,
    };

    // What needs somebody stands first.
    private static int Rank(SheetStanding standing, string state) => (standing, state) switch
    {
        (_, SheetStates.Submitted) => 0,
        (SheetStanding.Missing, _) => 1,
        (SheetStanding.Returned, _) => 2,
        (SheetStanding.Waiting, _) => 3,
        _ => 4,
    };
}
