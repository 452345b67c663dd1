using Campaign111.Features.Accounts;
using Campaign111.Features.Campaigns;
using Campaign111.Features.Coverage;
using Campaign111.Features.Hierarchy;
using Campaign111.Features.Reminders.Owed;
using Campaign111.Platform.Time;

namespace Campaign111.Features.Reminders;

/// <summary>Finds who would be reminded on a business day, and why. Writes nothing. On a day without work there is nobody: a rung that falls on
/// one is found on the next working day, its own due day kept.</summary>
public sealed class ReminderPlanner(
    ICampaignDirectory campaigns, ICoverageFigures figures, UnitDirectory units, IPeople people, ReminderHistory history, LadderBook ladders, IWorkingDays calendar, OwedPlanner owed)
{
    /// <summary>Reminders due on a day in every campaign and not yet written, by campaign and then by unit in Vietnamese order; then obligations.</summary>
    public async Task<IReadOnlyList<DueReminder>> DueAsync(DateOnly today)
    {
        var due = new List<DueReminder>();
        var trees = new Dictionary<(string, DateOnly), IReadOnlyList<Unit>>();
        foreach (var campaign in await campaigns.AtAsync("/"))
        {
            due.AddRange(await DueAsync(campaign, today, trees));
        }

        return [.. due, .. await owed.DueAsync(today)];
    }

    /// <summary>The same for one campaign.</summary>
    public async Task<IReadOnlyList<DueReminder>> DueAsync(Campaign campaign, DateOnly today) =>
        [.. await DueAsync(campaign, today, []), .. await owed.DueAsync(today, campaign.Id)];

    private async Task<IReadOnlyList<DueReminder>> DueAsync(Campaign campaign, DateOnly today, Dictionary<(string, DateOnly), IReadOnlyList<Unit>> trees)
    {
        var days = await calendar.LoadAsync();
        if (today < campaign.StartsOn || !days.IsWorkingDay(today))
        {
            return [];
        }

        // Campaigns of one province and year share a tree: it is read once a sweep.
        var tree = (campaign.UnitPath, campaign.TreeDate);
        var communes = trees.TryGetValue(tree, out var known)
            ? known
            : trees[tree] = await units.BelowAsync(campaign.UnitPath, UnitLevel.Commune, campaign.TreeDate);
        var found = await FindAsync(campaign, communes, today, days);
        if (found.Count == 0)
        {
            return [];
        }

        var staff = new RecipientFinder(await people.AtAsync([.. found.SelectMany(lag => lag.Unit.PathIds).Distinct()]));
        var note = await history.TextAsync(campaign.Id, today);
        return [.. found.Select(lag => lag.ToReminder(campaign, staff, note)).OfType<DueReminder>()];
    }

    private async Task<IReadOnlyList<Lagging>> FindAsync(Campaign campaign, IReadOnlyList<Unit> communes, DateOnly today, WorkingDays days)
    {
        var sweep = new Sweep(
            await campaigns.PlanAsync(campaign.Id), await ladders.LadderAsync(campaign), await figures.OfCommunesAsync(campaign.Id, campaign.UnitPath), today);
        var covered = await history.CoveredAsync(campaign.Id, today);
        var silentNow = (await history.UnacknowledgedAsync(campaign.Id, today))
            .Where(facts => days.AddWorkingDays(facts.SweptOn, Ladder.DaysToAcknowledge) <= today)
            .ToLookup(facts => facts.UnitId);
        var found = new List<Lagging>();
        foreach (var unit in communes)
        {
            found.AddRange(silentNow[unit.Id].Select(facts => sweep.Climb(unit, facts, days)).OfType<Lagging>());
            if (sweep.Judge(unit, covered.TryGetValue(unit.Id, out var day) ? day : null) is { } lagging)
            {
                found.Add(lagging);
            }
        }

        var written = await history.WrittenAsync(campaign.Id, [.. found.Select(lag => lag.Unit.Id)]);
        return [.. found.Where(lag => !written.Contains((lag.Unit.Id, lag.Code, lag.Due.DueOn)))];
    }

    private sealed record Sweep(CampaignPlan Plan, Ladder Ladder, IReadOnlyDictionary<long, CoverageFigure> Figures, DateOnly Today)
    {
        public Lagging? Judge(Unit unit, DateOnly? covered)
        {
            var (figure, deadline, judgement) = Stand(unit);
            return Ladder.RungOf(Plan.Campaign, deadline, figure, judgement, Today, covered) is { } due
                ? new Lagging(unit, figure, deadline, judgement, due, null)
                : null;
        }

        /// <summary>A reminder that nobody acknowledged in time, one level up.</summary>
        public Lagging? Climb(Unit unit, ReminderFacts facts, WorkingDays days)
        {
            var (figure, deadline, judgement) = Stand(unit);
            if (!Ladder.StillHolds(facts, deadline, figure, judgement))
            {
                return null;
            }

            var rung = Rung.Offset(facts.Rung) is { } offset
                ? new Rung(RungKind.Time, offset, RungCondition.Incomplete, RungAudience.None, NeedsAck: true)
                : new Rung(RungKind.Silent, 0, RungCondition.Incomplete, RungAudience.None, NeedsAck: true);
            return new Lagging(unit, figure, deadline, judgement, new DueRung(rung, days.AddWorkingDays(facts.SweptOn, Ladder.DaysToAcknowledge)), facts);
        }

        private (CoverageFigure, DeadlineInForce?, CoverageJudgement) Stand(Unit unit)
        {
            var figure = Figures.GetValueOrDefault(unit.Id) ?? CoverageFigure.Empty(unit.Id);
            var deadline = Plan.DeadlineOf(unit.Path);
            return (figure, deadline, CoverageRules.Judge(figure, Plan, deadline, Today));
        }
    }

    private sealed record Lagging(Unit Unit, CoverageFigure Figure, DeadlineInForce? Deadline, CoverageJudgement Judgement, DueRung Due, ReminderFacts? From)
    {
        public string Code => From is null ? Due.Rung.Code : Rung.ClimbedCode(From.Rung);

        /// <summary>Null for a climb above which nobody stands.</summary>
        public DueReminder? ToReminder(Campaign campaign, RecipientFinder staff, string? note)
        {
            var recipients = From is null
                ? staff.Of(Unit, Due.Rung.Tells)
                : staff.Above(Unit, From.Told);
            return From is not null && recipients.People.Count == 0 ? null : new DueReminder
            {
                Campaign = campaign,
                Unit = Unit,
                Due = Due,
                Figure = Figure,
                Judgement = Judgement,
                Deadline = Deadline,
                Recipients = recipients.People,
                Told = recipients.Told,
                ClimbedFrom = From,
                Note = note,
            };
        }
    }
}
