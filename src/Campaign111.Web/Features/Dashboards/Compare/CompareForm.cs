using Campaign111.Platform.Localisation;

namespace Campaign111.Features.Dashboards.Compare;

/// <summary>What is compared, as the address carries it.</summary>
public sealed record CompareForm
{
    /// <summary>Slug of the campaign that stands beside; others than the offered ones show none.</summary>
    public string? With { get; init; }

    [Label("Đợt trước, từ ngày", "First period, from")]
    public DateOnly? From1 { get; init; }

    [Label("Đợt trước, đến ngày", "First period, to")]
    public DateOnly? To1 { get; init; }

    [Label("Đợt sau, từ ngày", "Second period, from")]
    public DateOnly? From2 { get; init; }

    [Label("Đợt sau, đến ngày", "Second period, to")]
    public DateOnly? To2 { get; init; }

    /// <summary>Page of the units, from 1.</summary>
    public int Page { get; init; } = 1;

    /// <summary>The two periods: as asked, else the last seven days that are over and the seven before them. An end before its start is turned round.</summary>
    public (Period First, Period Second) Periods(DateOnly today)
    {
        var second = Period.Of(From2 ?? today.AddDays(-7), To2 ?? today.AddDays(-1));
        return (Period.Of(From1 ?? second.First.AddDays(-second.Days), To1 ?? second.First.AddDays(-1)), second);
    }
}

/// <summary>Days, both included.</summary>
public sealed record Period(DateOnly First, DateOnly Last)
{
    public int Days => Last.DayNumber - First.DayNumber + 1;

    public static Period Of(DateOnly a, DateOnly b) => a <= b ? new(a, b) : new(b, a);

    public bool Has(DateOnly day) => First <= day && day <= Last;
}
