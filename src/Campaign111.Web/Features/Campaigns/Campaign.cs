using Campaign111.Features.Hierarchy;

namespace Campaign111.Features.Campaigns;

/// <summary>A campaign to reach every household, as other features need it.</summary>
public sealed class Campaign
{
    public long Id { get; init; }

    /// <summary>In addresses and the API: "binh-phuoc-2020".</summary>
    public string Slug { get; init; } = "";

    public string Name { get; init; } = "";

    public string NameEn { get; init; } = "";

    /// <summary>The unit that runs it (a province) and its path; the campaign binds that subtree.</summary>
    public long UnitId { get; init; }

    public string UnitPath { get; init; } = "";

    /// <summary>The day whose tree of units the campaign uses.</summary>
    public DateOnly TreeDate { get; init; }

    /// <summary>First day of the campaign.</summary>
    public DateOnly StartsOn { get; init; }

    /// <summary>On pace up to this gap in points (design.md: 5).</summary>
    public decimal OnPaceGap { get; init; } = 5;

    /// <summary>Behind up to this gap in points, far behind beyond it (design.md: 20).</summary>
    public decimal BehindGap { get; init; } = 20;

    /// <summary>Silent after this many days without an entry (design.md: 7).</summary>
    public int SilentDays { get; init; } = 7;

    /// <summary>Figures are invented on real communes: marked "số liệu minh hoạ" wherever they are shown.</summary>
    public bool IsIllustrative { get; init; }
}

/// <summary>The deadline that binds a unit.</summary>
/// <param name="Wording">As the document words it: "trước ngày 30/9/2020".</param>
/// <param name="LastDay">Inclusive.</param>
/// <param name="SetByUnitId">Whose deadline it is: the unit itself or one above.</param>
/// <param name="SetByPath">Path of that unit.</param>
/// <param name="Document">Number of the dispatch that sets it, or null for an own date without a dispatch.</param>
/// <param name="BindsPath">Path of the unit that its dispatch names; null when it binds everything below the unit that set it.</param>
public sealed record DeadlineInForce(
    string Wording, DateOnly LastDay, long SetByUnitId, string SetByPath, string? Document, string? BindsPath = null)
{
    /// <summary>Path of the topmost unit that it binds.</summary>
    public string Reach => BindsPath ?? SetByPath;
}

/// <summary>A point of the expected pace: so many percent reached at the end of a day.</summary>
public sealed record Milestone(DateOnly Day, decimal Percent);

/// <summary>All deadlines in force and the milestones of one campaign, in memory: answers for any unit without another query.</summary>
public sealed class CampaignPlan(Campaign campaign, IEnumerable<DeadlineInForce> deadlines, IEnumerable<Milestone> milestones)
{
    private readonly ILookup<string, DeadlineInForce> deadlines = deadlines.ToLookup(deadline => deadline.Reach);

    public Campaign Campaign { get; } = campaign;

    /// <summary>By day.</summary>
    public IReadOnlyList<Milestone> Milestones { get; } = [.. milestones.OrderBy(milestone => milestone.Day)];

    /// <summary>The deadline of the nearest unit at or above, as the unit itself sees it. Null when none binds it.</summary>
    public DeadlineInForce? DeadlineOf(string unitPath) => DeadlineOf(unitPath, unitPath);

    /// <summary>The deadline against which a superior measures the unit: the superior's own or one above it, never the unit's
    /// (design.md: a superior's view always measures against the superior's own deadline).</summary>
    /// <param name="unitPath">The unit that is measured.</param>
    /// <param name="viewerPath">The unit that looks; at or above the measured one.</param>
    public DeadlineInForce? DeadlineOf(string unitPath, string viewerPath)
    {
        for (var reach = unitPath; reach.Length > 1; reach = UnitPath.Parent(reach))
        {
            // At one unit its own date goes before one that a superior's dispatch gave it by name.
            var nearest = deadlines[reach]
                .Where(deadline => viewerPath.StartsWith(deadline.SetByPath, StringComparison.Ordinal))
                .OrderByDescending(deadline => deadline.SetByPath.Length)
                .ThenBy(deadline => deadline.LastDay)
                .FirstOrDefault();
            if (nearest is not null)
            {
                return nearest;
            }
        }

        return null;
    }

    /// <summary>Percent of households expected to be reached by the end of a day, 0 to 100: along the milestones, else on the straight
    /// line from the start to the last day. Null without a deadline.</summary>
    public decimal? ExpectedPercent(DateOnly day, DeadlineInForce? deadline)
    {
        if (deadline is null)
        {
            return null;
        }

        if (day >= deadline.LastDay)
        {
            return 100;
        }

        // The day before the start counts as 0 %, so that the first day already expects its share.
        var before = new Milestone(Campaign.StartsOn.AddDays(-1), 0);
        var points = Milestones.Where(milestone => milestone.Day < deadline.LastDay)
            .Prepend(before)
            .Append(new Milestone(deadline.LastDay, 100))
            .ToList();
        if (day <= before.Day)
        {
            return 0;
        }

        var next = points.FindIndex(point => point.Day >= day);
        var (left, right) = (points[next - 1], points[next]);
        var share = (decimal)(day.DayNumber - left.Day.DayNumber) / (right.Day.DayNumber - left.Day.DayNumber);
        return left.Percent + ((right.Percent - left.Percent) * share);
    }
}

/// <summary>Campaigns for the other features.</summary>
public interface ICampaignDirectory
{
    Task<Campaign?> FindAsync(string slug);

    Task<Campaign?> FindAsync(long id);

    /// <summary>Campaigns that bind a unit or run inside it, newest first. Path "/" gives all.</summary>
    Task<IReadOnlyList<Campaign>> AtAsync(string unitPath);

    /// <summary>Deadlines in force and milestones of a campaign.</summary>
    Task<CampaignPlan> PlanAsync(long campaignId);
}
