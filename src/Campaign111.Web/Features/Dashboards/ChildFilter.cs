using Campaign111.Features.Shared;
using Campaign111.Platform.Data;

namespace Campaign111.Features.Dashboards;

/// <summary>Orders of the list of units.</summary>
public enum ChildOrder
{
    /// <summary>The Vietnamese alphabet.</summary>
    Name,

    /// <summary>Lowest first.</summary>
    Percent,

    /// <summary>Furthest behind first.</summary>
    Gap,

    /// <summary>Worst first.</summary>
    Status,

    /// <summary>Longest without an entry first.</summary>
    Last,

    /// <summary>Highest percentage first.</summary>
    Rank,

    /// <summary>Largest gain first.</summary>
    Moved,
}

/// <summary>Day, sort, filter and page of a unit's dashboard, as the address carries them: plain links and GET forms, no script.</summary>
public sealed record ChildFilter
{
    /// <summary>Rows a page: every district and most provinces fit on one.</summary>
    public const int PageSize = 200;

    private static readonly StatusKind[] WorstFirst =
    [
        StatusKind.Overdue, StatusKind.FarBehind, StatusKind.Behind, StatusKind.NotStarted, StatusKind.UnknownTarget, StatusKind.OnPace,
        StatusKind.NotDue, StatusKind.Completed,
    ];

    /// <summary>Part of a name or the code, with or without diacritics.</summary>
    public string? Q { get; init; }

    /// <summary>A <see cref="StatusKind"/> by name; others show all.</summary>
    public string? Status { get; init; }

    /// <summary>Only silent units.</summary>
    public bool Silent { get; init; }

    /// <summary>A <see cref="ChildOrder"/> by name; others sort by name.</summary>
    public string? Sort { get; init; }

    /// <summary>Turns the order round.</summary>
    public bool Reverse { get; init; }

    /// <summary>From 1.</summary>
    public int Page { get; init; } = 1;

    /// <summary>A past day whose figures are shown as they were reported by its end; null shows today.</summary>
    public DateOnly? Day { get; init; }

    /// <summary>Days back to which movements compare; others than the offered ones mean a week.</summary>
    public int Since { get; init; }

    /// <summary><c>communes</c> draws and lists a province's communes instead of its districts.</summary>
    public string? Map { get; init; }

    /// <summary><c>meeting</c>: large, without frame, refreshing itself.</summary>
    public string? View { get; init; }

    /// <summary>The offered distances of movements, in days.</summary>
    public static IReadOnlyList<int> Spans { get; } = [7, 14, 30];

    /// <summary>Days back to which movements compare.</summary>
    public int Back => Spans.Contains(Since) ? Since : Spans[0];

    public bool IsMeeting => View == "meeting";

    public bool ShowsCommunes => Map == "communes";

    /// <summary>What goes along from one unit to the next: the day and the distance, not the list's filter.</summary>
    public ChildFilter Carry() => new() { Day = Day, Since = Since, View = View };

    public ChildOrder Order => Enum.TryParse<ChildOrder>(Sort, ignoreCase: true, out var order) && Enum.IsDefined(order) ? order : ChildOrder.Name;

    /// <summary>Statuses as the list offers them, worst first.</summary>
    public static IReadOnlyList<StatusKind> Statuses => WorstFirst;

    public StatusKind? Kind => Enum.TryParse<StatusKind>(Status, ignoreCase: true, out var kind) && WorstFirst.Contains(kind) ? kind : null;

    /// <summary>The rows that pass, in order. Equal ones keep the order in which they came (by name).</summary>
    /// <param name="rows">All of them, by name.</param>
    /// <param name="moves">Their movements by unit id, for the order by gain.</param>
    public IReadOnlyList<Standing> Apply(IReadOnlyList<Standing> rows, IReadOnlyDictionary<long, Movement>? moves = null)
    {
        var words = TextFold.Fold(Q ?? "");
        var passing = rows.Where(row => (Kind is not { } kind || row.Status == kind) && (!Silent || row.Judgement.Silent)
            && (words.Length == 0 || TextFold.Fold($"{row.Unit.FullName} {row.Unit.Code}").Contains(words, StringComparison.Ordinal))).ToList();
        var sorted = Order switch
        {
            // What has no percentage stands last in either direction: it is neither the best nor the worst.
            ChildOrder.Percent => Sorted(passing, row => row.Figure.Percent),
            ChildOrder.Gap => Sorted(passing, row => -row.Gap),
            ChildOrder.Status => Sorted(passing, row => (decimal?)Array.IndexOf(WorstFirst, row.Status)),
            ChildOrder.Last => Sorted(passing, row => (decimal?)(row.Figure.LastEntryAt?.ToUnixTimeMilliseconds() ?? 0)),
            ChildOrder.Rank => Sorted(passing, row => -row.Figure.Percent),
            ChildOrder.Moved => Sorted(passing, row => -moves?.GetValueOrDefault(row.Unit.Id)?.Points),
            _ => Reverse ? Enumerable.Reverse(passing) : passing,
        };
        return [.. sorted];
    }

    private IEnumerable<Standing> Sorted(List<Standing> rows, Func<Standing, decimal?> key)
    {
        var known = rows.Where(row => key(row) is not null);
        var sorted = Reverse ? known.OrderByDescending(key) : known.OrderBy(key);
        return sorted.Concat(rows.Where(row => key(row) is null));
    }
}
