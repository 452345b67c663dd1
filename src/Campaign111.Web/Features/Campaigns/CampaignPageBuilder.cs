using Campaign111.Features.Hierarchy;
using Campaign111.Platform.Security;
using Campaign111.Platform.Time;

namespace Campaign111.Features.Campaigns;

/// <summary>Gathers what a campaign's page shows to this person.</summary>
public sealed class CampaignPageBuilder(CurrentUser user, ICampaignDirectory campaigns, DispatchQueries queries, UnitDirectory units, BusinessClock clock)
{
    private const int PaceSteps = 8;

    public async Task<CampaignModel> BuildAsync(Campaign campaign)
    {
        var plan = await campaigns.PlanAsync(campaign.Id);
        var book = await queries.BookAsync(campaign.Id);
        var memberships = await user.MembershipsAsync();
        var named = await units.FindAsync(book.Deadlines.Select(item => item.UnitId).Concat(book.Bound.SelectMany(ids => ids)).Append(campaign.UnitId));
        var lines = book.Deadlines.Select(item => Line(plan, item, named[item.UnitId].FullName, memberships)).ToList();
        var manages = await user.MayAsync(Permission.ManageCampaigns, campaign.UnitPath);
        var today = await clock.TodayAsync();
        return new CampaignModel(campaign, named[campaign.UnitId], plan, today)
        {
            Dispatches = Tree(book, lines, named, manages ? null : memberships),
            Own = [.. lines.Where(line => line.Item.Standing == DeadlineState.Proposed || (line.Item.Standing == DeadlineState.InForce && line.Item.DispatchId is null))],
            History = [.. lines.Where(line => line.Item.Standing is DeadlineState.Superseded or DeadlineState.Refused)],
            Pace = Pace(plan, today),
            MayManage = manages,
            MayUrge = memberships.Any(membership => RoleGrants.Allows(membership.Role, Permission.ManageReminders)),
            OwnUnits = await OwnUnitsAsync(campaign, memberships),
            MilestoneInput = MilestoneText.Write(plan.Milestones),
        };
    }

    private static DeadlineLine Line(CampaignPlan plan, DeadlineItem item, string unit, IReadOnlyList<Membership> memberships)
    {
        var superior = DeadlineGovernance.SuperiorOf(plan, item.SetByPath, item.UnitPath)?.LastDay;
        var decides = item.Standing == DeadlineState.Proposed
            && DeadlineGovernance.ApproverPath(plan, item.SetByPath, item.UnitPath, item.LastDay) is var approver
            && memberships.Any(membership => membership.Allows(Permission.SetDeadline, approver));
        var later = item.Standing == DeadlineState.InForce ? (superior < item.LastDay ? superior : null) : item.LaterThan;
        return new DeadlineLine(item, unit, later, superior, decides);
    }

    private static List<DispatchNode> Tree(DispatchBook book, List<DeadlineLine> lines, IReadOnlyDictionary<long, Unit> named, IReadOnlyList<Membership>? memberships)
    {
        var byId = book.Dispatches.ToDictionary(item => item.Id);
        // An amendment stands right below what it amends, and carries its own children.
        var below = book.Dispatches.ToLookup(item => item.AmendsId ?? item.ParentId ?? 0);
        var amendments = book.Dispatches.Where(item => item.AmendsId is not null).ToDictionary(item => item.AmendsId!.Value, item => item.Number);
        var own = lines.ToLookup(line => line.Item.DispatchId ?? 0);
        var tasks = book.Tasks.ToLookup(task => task.DispatchId);
        var nodes = new List<DispatchNode>();
        void Add(DispatchItem item, int depth)
        {
            nodes.Add(new DispatchNode(
                item,
                depth,
                item.AmendsId is { } amended ? byId[amended].Number : null,
                amendments.GetValueOrDefault(item.Id),
                [.. book.Bound[item.Id].Select(id => named[id].FullName)],
                [.. own[item.Id]],
                [.. tasks[item.Id]],
                tasks[item.Id].Where(task => memberships is null || memberships.Any(membership => membership.OrganisationId == task.OrganisationId && task.OrganisationId is not null)).Select(task => task.Id).ToHashSet()));
            foreach (var child in below[item.Id])
            {
                Add(child, depth + 1);
            }
        }

        foreach (var root in below[0])
        {
            Add(root, 0);
        }

        return nodes;
    }

    private static List<(DateOnly Day, decimal Percent)> Pace(CampaignPlan plan, DateOnly today)
    {
        if (plan.DeadlineOf(plan.Campaign.UnitPath) is not { } deadline || deadline.LastDay < plan.Campaign.StartsOn)
        {
            return [];
        }

        var start = plan.Campaign.StartsOn;
        var length = deadline.LastDay.DayNumber - start.DayNumber;
        return [.. Enumerable.Range(0, PaceSteps + 1).Select(step => start.AddDays(length * step / PaceSteps))
            .Concat(plan.Milestones.Select(milestone => milestone.Day))
            .Append(today)
            .Where(day => day >= start && day <= deadline.LastDay)
            .Distinct()
            .Order()
            .Select(day => (day, plan.ExpectedPercent(day, deadline) ?? 0))];
    }

    private async Task<IReadOnlyList<Unit>> OwnUnitsAsync(Campaign campaign, IReadOnlyList<Membership> memberships)
    {
        var ids = memberships.Where(membership => RoleGrants.Allows(membership.Role, Permission.SetDeadline)
            && membership.UnitPath.StartsWith(campaign.UnitPath, StringComparison.Ordinal)).Select(membership => membership.UnitId);
        return [.. (await units.FindAsync(ids)).Values.Where(unit => unit.Level is UnitLevel.District or UnitLevel.Commune)];
    }
}
