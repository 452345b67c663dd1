using Campaign111.Features.Campaigns;
using Campaign111.Features.Coverage.Register;
using Campaign111.Features.Hierarchy;
using Campaign111.Platform.Data;
using Campaign111.Platform.Security;
using Campaign111.Platform.Time;

namespace Campaign111.Features.Coverage;

/// <summary>Puts the models of the log pages together, within what the reader may see.</summary>
public sealed class CoveragePages(
    Database database, CoverageDesk desk, CoverageOverview overview, CoverageQueries queries, HouseholdList households, HouseholdLabels labels, HamletModes modes, BusinessClock clock, CurrentUser user)
{
    private const int MostEntries = 30;
    private const int MostHeld = 50;

    private const string FindHousehold = """
        SELECT id, hamlet_id, code, address, closed_at FROM household WHERE hamlet_id = @hamlet AND code = @code
        """;

    /// <exception cref="AccessDeniedException">Neither the commune nor a hamlet of it is the reader's.</exception>
    public async Task<CommuneModel> CommuneAsync(Campaign campaign, Unit commune)
    {
        var all = await desk.HamletsAsync(campaign, commune);
        var wholeCommune = await user.MayAsync(Permission.Read, commune.Path);
        var memberships = await user.MembershipsAsync();
        var hamlets = wholeCommune ? all : [.. all.Where(hamlet => memberships.Any(membership => membership.Allows(Permission.Read, hamlet.Path)))];
        if (!wholeCommune && hamlets.Count == 0)
        {
            throw new AccessDeniedException(Permission.Read);
        }

        var standings = await overview.OfEachAsync(campaign, [commune, .. hamlets]);
        return new CommuneModel
        {
            Campaign = campaign,
            Commune = commune,
            Today = await clock.TodayAsync(),
            Standing = wholeCommune ? standings[0] : null,
            Hamlets = [.. standings.Skip(1)],
            RegisterHamlets = await modes.RegisterHamletsAsync(campaign.Id, hamlets.Select(hamlet => hamlet.Id)),
            MaySetTargets = await user.MayAsync(Permission.ManageTargets, commune.Path),
            OnBehalf = (await CoverageSender.OfAsync(user)) is var sender && sender.MayLog(commune.Path) && sender.OnBehalfOf(commune, commune) is not null,
        };
    }

    /// <exception cref="AccessDeniedException">The hamlet is not the reader's.</exception>
    public async Task<HamletModel> HamletAsync(Campaign campaign, Place place, TallyForm form, string? show = null, string? search = null, string? after = null)
    {
        await user.DemandAsync(Permission.Read, place.Hamlet.Path);
        var mode = await ModeAsync(campaign, place.Hamlet);
        var sender = await CoverageSender.OfAsync(user);
        return new HamletModel
        {
            Campaign = campaign,
            Place = place,
            Today = await clock.TodayAsync(),
            Standing = (await overview.OfEachAsync(campaign, [place.Hamlet]))[0],
            Mode = mode,
            Entries = await queries.EntriesAsync(campaign.Id, place.Hamlet.Id, MostEntries),
            Held = await queries.HeldAsync(campaign.Id, [place.Hamlet.Id], MostHeld),
            Tally = form,
            Register = mode == CoverageMode.Register ? await RegisterAsync(campaign, place, show, search, after) : null,
            MayLog = await user.MayAsync(Permission.LogCoverage, place.Hamlet.Path),
            MayManage = await user.MayAsync(Permission.ManageCoverage, place.Hamlet.Path),
            OnBehalf = sender.MayLog(place.Hamlet.Path) && sender.OnBehalfOf(place.Commune, place.Hamlet) is not null,
        };
    }

    public async Task<CoverageMode> ModeAsync(Campaign campaign, Unit hamlet) =>
        (await modes.RegisterHamletsAsync(campaign.Id, [hamlet.Id])).Count > 0 ? CoverageMode.Register : CoverageMode.Tally;

    public Task<Household?> HouseholdAsync(Place place, string code) =>
        database.ReadAsync(session => session.FirstAsync<Household>(FindHousehold, new { hamlet = place.Hamlet.Id, code }));

    private async Task<RegisterModel> RegisterAsync(Campaign campaign, Place place, string? show, string? search, string? after)
    {
        var filter = RegisterModel.FilterOf(show);
        var page = await households.PageAsync(new HouseholdQuery(campaign.Id, place.Hamlet.Id, filter, search, after), RegisterModel.PageSize);
        return new RegisterModel(page, filter, search?.Trim() ?? "", after ?? "", await labels.PermitAsync(place.Commune.Id) is not null, Guid.CreateVersion7());
    }
}
