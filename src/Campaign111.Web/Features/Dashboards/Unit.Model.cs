using Campaign111.Features.Campaigns;
using Campaign111.Features.Coverage;
using Campaign111.Features.Hierarchy;
using Campaign111.Features.Shared;
using Campaign111.Features.Shared.Charts;

namespace Campaign111.Features.Dashboards;

/// <summary>A day of the burn-up's table. Households.</summary>
public sealed record DayStanding(DateOnly Day, long Reached, long Total, decimal? Expected);

/// <summary>The dashboard of one unit.</summary>
public sealed record DashboardModel
{
    private IReadOnlyList<Standing>? listed;

    public required Campaign Campaign { get; init; }

    /// <summary>The unit itself.</summary>
    public required Standing Whole { get; init; }

    /// <summary>From the nation down to the unit.</summary>
    public required IReadOnlyList<Unit> Lineage { get; init; }

    /// <summary>The same as a breadcrumb; only what the reader may open has an address.</summary>
    public IReadOnlyList<PlaceStep> Place { get; init; } = [];

    public required CockpitSentence Sentence { get; init; }

    /// <summary>How the children moved, by unit id.</summary>
    public required IReadOnlyDictionary<long, Movement> Moves { get; init; }

    public required DayChanges Changes { get; init; }

    public required BesideFacts Beside { get; init; }

    /// <summary>Its neighbours among its equals, for the meeting's keys.</summary>
    public (Unit? Before, Unit? After) Around { get; init; }

    /// <summary>Name of the unit that set the deadline in use; null without one.</summary>
    public string? DeadlineBy { get; init; }

    /// <summary>All children, by name.</summary>
    public required IReadOnlyList<Standing> Children { get; init; }

    /// <summary>The address as it was understood.</summary>
    public required ChildFilter Filter { get; init; }

    /// <summary>A map, or tiles where the children have no shapes; null where there is nothing to draw.</summary>
    public StatusMapData? Map { get; init; }

    /// <summary>Null without a deadline: there is no pace to burn up against.</summary>
    public BurnUpData? BurnUp { get; init; }

    public required IReadOnlyList<DayStanding> Days { get; init; }

    public IReadOnlyList<TargetSource> Sources { get; init; } = [];

    /// <summary>The business instant at which the figures were read.</summary>
    public required DateTimeOffset AsOf { get; init; }

    public required DateOnly Today { get; init; }

    public bool MayLog { get; init; }

    public bool MayPrint { get; init; }

    /// <summary>May switch the public page on and off; only where the campaign is run.</summary>
    public bool MayOpen { get; init; }

    /// <summary>Anybody may read the campaign's public page.</summary>
    public bool IsOpen { get; init; }

    /// <summary>More than one campaign or unit to look at.</summary>
    public bool HasOthers { get; init; }

    public Unit Unit => Whole.Unit;

    public UnitLevel ChildLevel => Children.Count > 0 ? Children[0].Unit.Level : UnitLevel.Hamlet;

    /// <summary>The past day that is looked at; null for now.</summary>
    public DateOnly? Past => Filter.Day;

    /// <summary>The day that was asked for is none, or not past.</summary>
    public bool BadDay { get; init; }

    /// <summary>The day of the figures.</summary>
    public DateOnly Shown => Past ?? Today;

    /// <summary>The children that pass the filter, in its order, all pages.</summary>
    public IReadOnlyList<Standing> Listed => listed ??= Filter.Apply(Children, Moves);

    /// <summary>Children without an entry for long, the longest first.</summary>
    public IReadOnlyList<Standing> Silent => [.. Children.Where(child => child.Judgement.Silent).OrderByDescending(child => child.SilentFor(Campaign, Shown))];

    public int Pages => Math.Max(1, (Listed.Count + ChildFilter.PageSize - 1) / ChildFilter.PageSize);

    public int Page => Math.Clamp(Filter.Page, 1, Pages);

    public IEnumerable<Standing> Rows => Listed.Skip((Page - 1) * ChildFilter.PageSize).Take(ChildFilter.PageSize);

    public PagerModel Pager => new(Page, Pages, Listed.Count, page => Link(Filter with { Page = page }));

    /// <summary>A province with districts can show its communes instead.</summary>
    public bool HasDistricts => Unit.Level == UnitLevel.Province && (Filter.ShowsCommunes || ChildLevel == UnitLevel.District) && Campaign.TreeDate < MapSheets.TwoTiersFrom;

    public string Link(ChildFilter filter) => DashboardLinks.Of(Campaign, Unit, filter);

    public string View(ChildFilter filter) => DashboardLinks.View(Campaign, Unit, filter);

    public string Link(Standing child) => Link(Campaign, Unit, child, Filter);

    /// <summary>Where a child's name leads: its own dashboard on the same day, or for a hamlet the page where it is logged.</summary>
    public static string Link(Campaign campaign, Unit unit, Standing child, ChildFilter filter) => child.Unit.Level == UnitLevel.Hamlet
        ? DashboardLinks.Coverage(campaign, unit, child.Unit)
        : DashboardLinks.View(campaign, child.Unit, filter.Carry());

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

        // The largest come first: the furthest behind, the highest, the one that gained most.
        return Filter.Reverse == (order is ChildOrder.Gap or ChildOrder.Rank or ChildOrder.Moved) ? "ascending" : "descending";
    }

#pragma warning disable CA1308 // Lower case is the form in addresses.
    public static string Code(ChildOrder order) => order.ToString().ToLowerInvariant();

    public static string Code(StatusKind kind) => kind.ToString().ToLowerInvariant();
#pragma warning restore CA1308
}
