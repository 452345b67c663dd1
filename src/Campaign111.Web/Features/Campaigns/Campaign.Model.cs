using Campaign111.Features.Hierarchy;

namespace Campaign111.Features.Campaigns;

/// <summary>The page of a campaign.</summary>
public sealed record CampaignModel(Campaign Campaign, Unit Unit, CampaignPlan Plan, DateOnly Today)
{
    /// <summary>The tree of dispatches, top first, flattened with depth.</summary>
    public IReadOnlyList<DispatchNode> Dispatches { get; init; } = [];

    /// <summary>Own dates of units in force or proposed.</summary>
    public IReadOnlyList<DeadlineLine> Own { get; init; } = [];

    /// <summary>Superseded and refused ones, newest first.</summary>
    public IReadOnlyList<DeadlineLine> History { get; init; } = [];

    /// <summary>Expected percent by the end of some days on the campaign's own line.</summary>
    public IReadOnlyList<(DateOnly Day, decimal Percent)> Pace { get; init; } = [];

    public bool MayManage { get; init; }

    /// <summary>This person may draft letters to lagging units.</summary>
    public bool MayUrge { get; init; }

    /// <summary>Units of this person that may set an own date here.</summary>
    public IReadOnlyList<Unit> OwnUnits { get; init; } = [];

    public string MilestoneInput { get; init; } = "";

    public DeadlineInForce? Deadline => Plan.DeadlineOf(Campaign.UnitPath);
}

/// <summary>A dispatch in the tree.</summary>
/// <param name="Item">The dispatch.</param>
/// <param name="Depth">0 for a root.</param>
/// <param name="Amends">Number of the dispatch that it amends, or null.</param>
/// <param name="AmendedBy">Number of the dispatch that amends it, or null.</param>
/// <param name="Bound">Names of the units that it names; empty for everything below its unit.</param>
/// <param name="Deadlines">Its deadlines of every state.</param>
/// <param name="Tasks">Its tasks, one line an organisation.</param>
/// <param name="MayMark">Ids of the tasks' shares whose progress this person may note.</param>
public sealed record DispatchNode(
    DispatchItem Item, int Depth, string? Amends, string? AmendedBy, IReadOnlyList<string> Bound, IReadOnlyList<DeadlineLine> Deadlines,
    IReadOnlyList<TaskItem> Tasks, IReadOnlySet<long> MayMark);

/// <summary>A deadline beside the superior's.</summary>
/// <param name="Item">The deadline.</param>
/// <param name="Unit">Whom it binds.</param>
/// <param name="LaterThan">The superior's last day when this is later than it: now for one in force, when it was set for others.</param>
/// <param name="Superior">The superior's last day now, or null.</param>
/// <param name="MayDecide">This person decides on it.</param>
public sealed record DeadlineLine(DeadlineItem Item, string Unit, DateOnly? LaterThan, DateOnly? Superior, bool MayDecide);
