namespace Campaign111.Features.Campaigns;

/// <summary>A sentence to a person, in both languages: rules speak it, pages choose.</summary>
public sealed record Notice(string Vi, string En);

/// <summary>Days from the first to the last, both included.</summary>
public sealed record Period(DateOnly From, DateOnly To)
{
    public static Period Month(int year, int month) =>
        new(new DateOnly(year, month, 1), new DateOnly(year, month, DateTime.DaysInMonth(year, month)));

    public static Period Quarter(int year, int quarter) => new(Month(year, (quarter * 3) - 2).From, Month(year, quarter * 3).To);

    public static Period Year(int year) => new(new DateOnly(year, 1, 1), new DateOnly(year, 12, 31));
}

/// <summary>One last day that a wording means.</summary>
/// <param name="LastDay">Inclusive.</param>
/// <param name="Named">The day or period that the wording names.</param>
/// <param name="Excluded">The wording says "trước": the named day does not count any more.</param>
/// <param name="YearSupplied">The wording gives no year; it was taken from the day of issue.</param>
public sealed record DeadlineProposal(DateOnly LastDay, Period Named, bool Excluded, bool YearSupplied);

/// <summary>What was understood of a wording.</summary>
/// <param name="Proposals">Last days in the order of the text; empty when nothing was understood.</param>
/// <param name="Focus">"tập trung trong tháng 6": when the work is to be densest, or null.</param>
/// <param name="Message">What to do or to check; null when all is plain.</param>
public sealed record DeadlineReading(IReadOnlyList<DeadlineProposal> Proposals, Period? Focus, Notice? Message);
