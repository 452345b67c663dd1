using Campaign111.Features.Accounts;
using Campaign111.Features.Campaigns;
using Campaign111.Features.Coverage;
using Campaign111.Features.Hierarchy;
using Campaign111.Platform.Data;
using Campaign111.Platform.Security;

namespace Campaign111.Features.Reminders;

/// <summary>Finds who would be reminded on a business day, and why. Writes nothing.</summary>
public sealed class ReminderPlanner(ICampaignDirectory campaigns, ICoverageFigures figures, UnitDirectory units, IPeople people, Database database)
{
    private const string Written = "SELECT unit_id, rung, due_on FROM reminder WHERE campaign_id = @campaignId";

    /// <summary>Reminders due on a day in every campaign and not yet written, by campaign and then by unit in Vietnamese order.</summary>
    public async Task<IReadOnlyList<DueReminder>> DueAsync(DateOnly today)
    {
        var due = new List<DueReminder>();
        foreach (var campaign in await campaigns.AtAsync("/"))
        {
            due.AddRange(await DueAsync(campaign, today));
        }

        return due;
    }

    /// <summary>The same for one campaign.</summary>
    public async Task<IReadOnlyList<DueReminder>> DueAsync(Campaign campaign, DateOnly today)
    {
        if (today < campaign.StartsOn)
        {
            return [];
        }

        var plan = await campaigns.PlanAsync(campaign.Id);
        var communes = await units.BelowAsync(campaign.UnitPath, UnitLevel.Commune, campaign.TreeDate);
        var standing = await figures.OfEachAsync(campaign.Id, communes);
        var written = await WrittenAsync(campaign.Id);
        var lagging = communes.Zip(standing, (unit, figure) => Judge(plan, unit, figure, today))
            .OfType<Lagging>()
            .Where(lag => !written.Contains((lag.Unit.Id, lag.Due.Rung.Code, lag.Due.DueOn)))
            .ToList();
        var staff = await people.AtAsync([.. lagging.SelectMany(lag => lag.Unit.PathIds).Distinct()]);
        return [.. lagging.Select(lag => lag.ToReminder(campaign, RecipientsOf(lag, staff)))];
    }

    private static Lagging? Judge(CampaignPlan plan, Unit unit, CoverageFigure figure, DateOnly today)
    {
        var deadline = plan.DeadlineOf(unit.Path);
        var judgement = CoverageRules.Judge(figure, plan, deadline, today);
        return Ladder.RungOf(plan.Campaign, deadline, figure, judgement, today) is { } due
            ? new Lagging(unit, figure, deadline, judgement, due)
            : null;
    }

    private async Task<HashSet<(long Unit, string Rung, DateOnly DueOn)>> WrittenAsync(long campaignId)
    {
        var rows = await database.ReadAsync(session => session.QueryAsync<ReminderFacts>(Written, new { campaignId }));
        return [.. rows.Select(row => (row.UnitId, row.Rung, row.DueOn))];
    }

    // Where a unit has nobody to remind, its superior is told (issue 2): the search climbs from the commune to the province.
    private static List<Person> RecipientsOf(Lagging lag, ILookup<long, Person> staff)
    {
        var line = lag.Unit.PathIds.Reverse().ToList();
        List<Person> At(int step, Role role) => step < line.Count ? [.. staff[line[step]].Where(person => person.Role == role)] : [];
        List<Person> Province() => [.. line.SelectMany(id => staff[id]).Where(person => person.Role == Role.ProvinceCommittee)];
        List<Person> FirstOf(params IEnumerable<List<Person>> choices) => choices.FirstOrDefault(choice => choice.Count > 0) ?? [];

        var district = FirstOf(At(1, Role.DistrictOfficer), Province());
        var found = lag.Due.Rung.Tells switch
        {
            RungAudience.Province => Province(),
            RungAudience.CommuneAndDistrict => [.. At(0, Role.CommuneOfficer), .. district],
            _ => FirstOf(At(0, Role.CommuneOfficer), district),
        };
        return [.. found.DistinctBy(person => person.AccountId)];
    }

    private sealed record Lagging(Unit Unit, CoverageFigure Figure, DeadlineInForce? Deadline, CoverageJudgement Judgement, DueRung Due)
    {
        public DueReminder ToReminder(Campaign campaign, IReadOnlyList<Person> recipients) => new()
        {
            Campaign = campaign,
            Unit = Unit,
            Due = Due,
            Figure = Figure,
            Judgement = Judgement,
            Deadline = Deadline,
            Recipients = recipients,
        };
    }
}
