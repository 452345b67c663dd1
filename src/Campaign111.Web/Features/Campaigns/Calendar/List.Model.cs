using Campaign111.Features.Shared;
using Campaign111.Platform.Time;

namespace Campaign111.Features.Campaigns.Calendar;

/// <summary>What both views of the calendar show around the obligations.</summary>
/// <param name="Place">Whose calendar.</param>
/// <param name="Own">The person's own units.</param>
/// <param name="Today">The business day.</param>
/// <param name="Days">Which days are worked.</param>
public record CalendarFrame(CalendarPlace Place, IReadOnlyList<CalendarPlace> Own, DateOnly Today, WorkingDays Days);

/// <summary>The list.</summary>
public sealed record ListModel(CalendarFrame Frame, bool Past, IReadOnlyList<Obligation> Obligations, PagerModel Pager)
{
    /// <summary>The person's working feeds with the units they show.</summary>
    public IReadOnlyList<(CalendarFeed Feed, string Unit)> Feeds { get; init; } = [];

    /// <summary>A feed's full address, shown once after it was made.</summary>
    public string? NewFeed { get; init; }
}

/// <summary>A month as a grid of whole weeks, Monday first.</summary>
/// <param name="Frame">Around it.</param>
/// <param name="Month">Its first day.</param>
/// <param name="ByDay">Obligations by day.</param>
public sealed record MonthModel(CalendarFrame Frame, DateOnly Month, ILookup<DateOnly, Obligation> ByDay)
{
    /// <summary>The Monday on or before the first.</summary>
    public static DateOnly GridStart(DateOnly month) => month.AddDays(-(((int)month.DayOfWeek + 6) % 7));

    /// <summary>The Sunday on or after the last.</summary>
    public static DateOnly GridEnd(DateOnly month) => GridStart(month.AddMonths(1).AddDays(-1)).AddDays(6);

    /// <summary>The weeks of the grid.</summary>
    public IEnumerable<DateOnly[]> Weeks()
    {
        for (var monday = GridStart(Month); monday <= GridEnd(Month); monday = monday.AddDays(7))
        {
            yield return [.. Enumerable.Range(0, 7).Select(monday.AddDays)];
        }
    }
}
