using Campaign111.Features.Campaigns;
using Campaign111.Features.Coverage;
using Campaign111.Features.Hierarchy;
using Campaign111.Features.Shared;
using Campaign111.Features.Shared.Charts;

namespace Campaign111.Features.Dashboards;

/// <summary>A day of the burn-up's table. Households.</summary>
public sealed record DayStanding(DateOnly Day, long Reached, long Total, decimal? Expected);

/// <summary>The dashboard of one unit.</summary>
public sealed class DashboardModel
{
    public required Campaign Campaign { get; init; }

    /// <summary>The unit itself.</summary>
    public required Standing Whole { get; init; }

    /// <summary>From the nation down to the unit; only what the reader may open has an address.</summary>
    public required IReadOnlyList<PlaceStep> Place { get; init; }

    /// <summary>Name of the unit that set the deadline in use; null without one.</summary>
    public string? DeadlineBy { get; init; }

    /// <summary>All children, by name.</summary>
    public required IReadOnlyList<Standing> Children { get; init; }

    /// <summary>The children that pass the filter, in its order, all pages.</summary>
    public required IReadOnlyList<Standing> Shown { get; init; }

    public required ChildFilter Filter { get; init; }

    /// <summary>Null where the children have no shapes (hamlets).</summary>
    public StatusMapData? Map { get; init; }

    /// <summary>Null without a deadline: there is no pace to burn up against.</summary>
    public BurnUpData? BurnUp { get; init; }

    public required IReadOnlyList<DayStanding> Days { get; init; }

    public required IReadOnlyList<TargetSource> Sources { get; init; }

    /// <summary>The business instant at which the figures were read.</summary>
    public required DateTimeOffset AsOf { get; init; }

    public required DateOnly Today { get; init; }

    public bool MayLog { get; init; }

    public bool MayPrint { get; init; }

    /// <summary>More than one campaign or unit to look at.</summary>
    public bool HasOthers { get; init; }

    public Unit Unit => Whole.Unit;

    public UnitLevel ChildLevel => Children.Count > 0 ? Children[0].Unit.Level : UnitLevel.Hamlet;

    public IEnumerable<Standing> Rows => Shown.Skip((Filter.Page - 1) * ChildFilter.PageSize).Take(ChildFilter.PageSize);

    public PagerModel Pager => new(
        Filter.Page, Math.Max(1, (Shown.Count + ChildFilter.PageSize - 1) / ChildFilter.PageSize), Shown.Count, page => Link(Filter with { Page = page }));

    public string Link(ChildFilter filter) => DashboardLinks.Of(Campaign, Unit, filter);

    /// <summary>Where a child's name leads: its own dashboard, or for a hamlet the page where it is logged.</summary>
    public string Link(Standing child) => child.Unit.Level == UnitLevel.Hamlet
        ? DashboardLinks.Coverage(Campaign, Unit, child.Unit)
        : DashboardLinks.Of(Campaign, child.Unit);

    /// <summary>The order by a column; a second click turns it round.</summary>
    public ChildFilter SortedBy(ChildOrder order) =>
        Filter with { Sort = Code(order), Reverse = Filter.Order == order && !Filter.Reverse, Page = 1 };

    /// <summary>For <c>aria-sort</c>; null on columns that the list is not sorted by.</summary>
    public string? AriaSort(ChildOrder order)
    {
        if (Filter.Order != order)
        {
            return null;
        }

        // The furthest behind come first: the largest gap.
        return Filter.Reverse == (order == ChildOrder.Gap) ? "ascending" : "descending";
    }

#pragma warning disable CA1308 // Lower case is the form in addresses.
    public static string Code(ChildOrder order) => order.ToString().ToLowerInvariant();

    public static string Code(StatusKind kind) => kind.ToString().ToLowerInvariant();
#pragma warning restore CA1308
}
