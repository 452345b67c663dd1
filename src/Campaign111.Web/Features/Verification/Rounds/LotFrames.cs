using Campaign111.Features.Campaigns;
using Campaign111.Features.Coverage;
using Campaign111.Features.Hierarchy;

namespace Campaign111.Features.Verification.Rounds;

/// <summary>What a commune claims now, and what it has reported.</summary>
public sealed record CommuneClaims(CheckFrame Frame, CoverageFigure Reported);

/// <summary>Reads the claims of a commune from its coverage.</summary>
public sealed class LotFrames(CoverageDesk desk, HamletModes modes, CoverageQueries queries, ICoverageFigures figures)
{
    /// <summary>Register hamlets household by household, tallied ones as houses in a row. A tally of more than the denominator claims every house.</summary>
    /// <param name="campaign">The campaign.</param>
    /// <param name="commune">The commune.</param>
    /// <param name="registersOnly">Leaves tallied hamlets out.</param>
    public async Task<CommuneClaims> OfAsync(Campaign campaign, Unit commune, bool registersOnly = false)
    {
        var hamlets = await desk.HamletsAsync(campaign, commune);
        var registers = await modes.RegisterHamletsAsync(campaign.Id, hamlets.Select(hamlet => hamlet.Id));
        var households = (await queries.OpenHouseholdsAsync(campaign.Id, registers)).ToLookup(household => household.HamletId);
        var standing = await figures.OfEachAsync(campaign.Id, [commune, .. hamlets]);
        var claims = hamlets.Zip(standing.Skip(1), (hamlet, figure) => registers.Contains(hamlet.Id)
            ? new HamletClaims(hamlet.Id, hamlet.Code, Codes(households[hamlet.Id], reached: true), Codes(households[hamlet.Id], reached: false), 0, 0)
            : Tally(hamlet, figure));
        var frame = new CheckFrame([.. claims]);
        return new CommuneClaims(registersOnly ? frame.RegistersOnly() : frame, standing[0]);
    }

    private static HamletClaims Tally(Unit hamlet, CoverageFigure figure)
    {
        var houses = (int)(figure.Target is > 0 and var target ? target : figure.Reached);
        // Nobody is sent to hamlets that claim nothing.
        return figure.Reached == 0
            ? new HamletClaims(hamlet.Id, hamlet.Code, [], [], 0, 0)
            : new HamletClaims(hamlet.Id, hamlet.Code, [], [], houses, (int)Math.Min(houses, figure.Reached));
    }

    private static List<string> Codes(IEnumerable<HouseholdLine> households, bool reached) =>
        [.. households.Where(household => (household.ReachedOn is not null) == reached).Select(household => household.Code)];
}
