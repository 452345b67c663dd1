using Campaign111.Features.Accounts;
using Campaign111.Features.Campaigns;
using Campaign111.Features.Coverage;
using Campaign111.Features.Hierarchy;
using Campaign111.Platform.Security;

namespace Campaign111.Features.Guide;

/// <summary>How far a step is.</summary>
public enum StepState
{
    Open,
    Partly,
    Done,
}

/// <summary>Where the first run stands. It keeps no list of its own: each step is done when the product holds what it makes, whoever made it and on
/// whichever page.</summary>
public sealed record FirstRunStanding
{
    public Workplace? Place { get; init; }

    /// <summary>Districts (0 in the tree of two tiers) and communes of the province.</summary>
    public int Districts { get; init; }

    public IReadOnlyList<Unit> Communes { get; init; } = [];

    public Campaign? Campaign { get; init; }

    /// <summary>Of the campaign; null while no dispatch sets one.</summary>
    public DateOnly? LastDay { get; init; }

    /// <summary>Communes that know how many households they have to reach.</summary>
    public int Counted { get; init; }

    public long Households { get; init; }

    /// <summary>Communes with an officer who was invited, and who has come.</summary>
    public int Invited { get; init; }

    public int Joined { get; init; }

    public long Entries { get; init; }

    /// <summary>Province, campaign, households, people, first entry.</summary>
    public IReadOnlyList<StepState> Steps =>
    [
        Place is null ? StepState.Open : StepState.Done,
        Campaign is null ? StepState.Open : LastDay is null ? StepState.Partly : StepState.Done,
        Share(Counted),
        Share(Invited),
        Entries == 0 ? StepState.Open : StepState.Done,
    ];

    /// <summary>Index of what comes next: the first that nobody began, else the first that is not complete; null when all is done.</summary>
    public int? Next =>
        Steps.ToList().IndexOf(StepState.Open) is var open and >= 0 ? open
        : Steps.ToList().IndexOf(StepState.Partly) is var partly and >= 0 ? partly
        : null;

    private StepState Share(int count) => Communes.Count == 0 || count == 0 ? StepState.Open : count < Communes.Count ? StepState.Partly : StepState.Done;
}

/// <summary>Finds the standing for the signed-in person.</summary>
public sealed class FirstRun(FirstRunChoice choice, UnitDirectory units, ICampaignDirectory campaigns, ICoverageFigures figures, PeopleQueries people)
{
    public async Task<FirstRunStanding> FindAsync()
    {
        if (await choice.FindAsync() is not { } place)
        {
            return new FirstRunStanding();
        }

        var communes = await units.BelowAsync(place.Province.Path, UnitLevel.Commune, place.Day);
        var (invited, joined) = await people.OfficersAsync(place.Province.Path, Role.CommuneOfficer);
        var standing = new FirstRunStanding
        {
            Place = place,
            Districts = (await units.BelowAsync(place.Province.Path, UnitLevel.District, place.Day)).Count,
            Communes = communes,
            Invited = invited,
            Joined = joined,
        };
        var campaign = (await campaigns.AtAsync(place.Province.Path)).FirstOrDefault(known => known.UnitPath == place.Province.Path);
        return campaign is null ? standing : await WithAsync(standing, campaign, place.Province);
    }

    private async Task<FirstRunStanding> WithAsync(FirstRunStanding standing, Campaign campaign, Unit province)
    {
        var whole = await figures.OfAsync(campaign.Id, province);
        var each = await figures.OfCommunesAsync(campaign.Id, province.Path);
        return standing with
        {
            Campaign = campaign,
            LastDay = (await campaigns.PlanAsync(campaign.Id)).DeadlineOf(province.Path)?.LastDay,
            Counted = standing.Communes.Count(commune => each.GetValueOrDefault(commune.Id)?.Target > 0),
            Households = whole.Target ?? 0,
            Entries = whole.Entries,
        };
    }
}
