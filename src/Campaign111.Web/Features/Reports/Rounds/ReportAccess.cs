using Campaign111.Platform.Security;

namespace Campaign111.Features.Reports.Rounds;

/// <summary>Who may do what with a report. Its own office alone writes and reads the draft; the superior in the round, or one above that, returns and accepts; an observer
/// there reads what was submitted; nobody else. Pure.</summary>
public static class ReportRules
{
    /// <summary>May write the draft and submit: a role at exactly that unit, or in the name of exactly that organisation.</summary>
    public static bool MayWrite(this IEnumerable<Membership> roles, ReportSheet sheet) => roles.Any(role => RoleGrants.Allows(role.Role, Permission.FillReports)
        && (sheet.OrganisationId is { } organisation
            ? role.OrganisationId == organisation
            : role.UnitId == sheet.UnitId && role.OrganisationId is null && role.Role is not (Role.Department or Role.PressOffice)));

    /// <summary>May return and accept what is submitted to a superior.</summary>
    /// <param name="roles">Of the person.</param>
    /// <param name="superiorPath">Path of the unit to which the report goes.</param>
    public static bool MayDecide(this IEnumerable<Membership> roles, string superiorPath) => roles.Any(role => role.Allows(Permission.ManageReports, superiorPath));

    /// <summary>May read what was submitted to a superior.</summary>
    public static bool MayReadAt(this IEnumerable<Membership> roles, string superiorPath) =>
        roles.Any(role => role.Allows(Permission.ManageReports, superiorPath) || (role.Role == Role.Observer && role.Allows(Permission.Read, superiorPath)));
}

/// <summary>A report with its round and superior, as a person asked for it.</summary>
/// <param name="Sheet">The report.</param>
/// <param name="Round">Its round.</param>
/// <param name="Superior">The bound unit above; null: the unit that asks.</param>
/// <param name="MayWrite">The person writes it.</param>
/// <param name="MayDecide">The person returns or accepts it.</param>
public sealed record ReportInHand(ReportSheet Sheet, ReportRound Round, ReportSheet? Superior, bool MayWrite, bool MayDecide)
{
    /// <summary>To whom it goes, Vietnamese.</summary>
    public string To => Superior?.Name ?? Round.Office;
}

/// <summary>Finds what a request is about, for this person.</summary>
public sealed class ReportAccess(CurrentUser user, RoundQueries queries)
{
    public Task<IReadOnlyList<Membership>> RolesAsync() => user.MembershipsAsync();

    /// <summary>A report that the person writes, decides or may read once it is submitted.</summary>
    /// <exception cref="NotFoundException">There is none.</exception>
    /// <exception cref="AccessDeniedException">It is somebody else's.</exception>
    public async Task<ReportInHand> SheetAsync(long id)
    {
        var sheet = await queries.SheetAsync(id) ?? throw new NotFoundException($"No report {id}.");
        var round = await queries.FindAsync(sheet.RoundId) ?? throw new NotFoundException($"No round {sheet.RoundId}.");
        var superior = sheet.ReportsTo is { } above ? await queries.SheetAsync(above) : null;
        var path = superior?.UnitPath ?? round.UnitPath;
        var roles = await user.MembershipsAsync();
        var hand = new ReportInHand(sheet, round, superior, roles.MayWrite(sheet), roles.MayDecide(path));
        return hand.MayWrite || roles.MayReadAt(path) ? hand : throw new AccessDeniedException(Permission.ManageReports);
    }

    /// <summary>A report that the person writes.</summary>
    public async Task<ReportInHand> OwnSheetAsync(long id)
    {
        var hand = await SheetAsync(id);
        return hand.MayWrite ? hand : throw new AccessDeniedException(Permission.FillReports);
    }

    /// <summary>A report that the person decides on.</summary>
    public async Task<ReportInHand> DecidedSheetAsync(long id)
    {
        var hand = await SheetAsync(id);
        return hand.MayDecide ? hand : throw new AccessDeniedException(Permission.ManageReports);
    }

    /// <summary>What of a round the person may see: reports of which they read the submitted version, and their own.</summary>
    public async Task<IReadOnlyList<ReportSheet>> VisibleAsync(ReportRound round, IEnumerable<ReportSheet> sheets)
    {
        var roles = await user.MembershipsAsync();
        var all = sheets.ToList();
        var paths = all.ToDictionary(sheet => sheet.Id, sheet => sheet.UnitPath);
        return [.. all.Where(sheet => roles.MayReadAt(sheet.ReportsTo is { } above ? paths[above] : round.UnitPath) || roles.MayWrite(sheet))];
    }

    /// <summary>A round that the person runs.</summary>
    public async Task<ReportRound> ManagedRoundAsync(long campaign, long id)
    {
        var round = await queries.FindAsync(id) is { } found && found.CampaignId == campaign ? found : throw new NotFoundException($"No round {id}.");
        await user.DemandAsync(Permission.ManageReports, round.UnitPath);
        return round;
    }

    /// <summary>Units and organisations for which the person writes reports.</summary>
    public async Task<(IReadOnlyList<long> Units, IReadOnlyList<long> Organisations)> OfficesAsync()
    {
        var roles = (await user.MembershipsAsync()).Where(role => RoleGrants.Allows(role.Role, Permission.FillReports)).ToList();
        return (
            [.. roles.Where(role => role.OrganisationId is null && role.Role is not (Role.Department or Role.PressOffice)).Select(role => role.UnitId).Distinct()],
            [.. roles.Select(role => role.OrganisationId).OfType<long>().Distinct()]);
    }
}
