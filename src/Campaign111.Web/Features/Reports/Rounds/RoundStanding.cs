namespace Campaign111.Features.Reports.Rounds;

/// <summary>How a report stands against the last day.</summary>
public enum SheetStanding
{
    /// <summary>The last day has not passed.</summary>
    Waiting,

    OnTime,

    Late,

    /// <summary>The last day has passed and nothing was ever submitted.</summary>
    Missing,

    /// <summary>It was submitted, came back, and was not sent again yet: not counted as in.</summary>
    Returned,
}

/// <summary>Reports of one level together. Completeness: those that are in, of those owed. Timeliness: those that are in and were first submitted by the last day, of those
/// owed (the two shares of routine reporting systems).</summary>
/// <param name="Level">province, district, commune, organisation; "" for all.</param>
public sealed record LevelShare(string Level, int Owed, int In, int OnTime, int Late, int Missing, int Returned, int Accepted)
{
    /// <summary>Percent of those owed.</summary>
    public decimal Completeness => Share(In);

    public decimal Timeliness => Share(OnTime);

    public decimal LateShare => Share(Late);

    private decimal Share(int part) => Owed == 0 ? 0 : 100m * part / Owed;
}

/// <summary>Judges who is on time. Pure; days are Vietnamese days, the last one inclusive.</summary>
public static class RoundStanding
{
    private static readonly string[] Order = ["organisation", "province", "district", "commune"];

    public static SheetStanding Of(ReportSheet sheet, DateOnly lastDay, DateOnly today) => sheet switch
    {
        { State: SheetStates.Returned } => SheetStanding.Returned,
        { IsIn: true, FirstSubmittedOn: { } day } => day <= lastDay ? SheetStanding.OnTime : SheetStanding.Late,
        _ => today <= lastDay ? SheetStanding.Waiting : SheetStanding.Missing,
    };

    /// <summary>Days beyond the last day: of the first submission, or until today while nothing is in; 0 when on time.</summary>
    public static int DaysLate(ReportSheet sheet, DateOnly lastDay, DateOnly today) =>
        Math.Max(0, (sheet.FirstSubmittedOn ?? today).DayNumber - lastDay.DayNumber);

    /// <summary>All together, then each level that occurs.</summary>
    public static IReadOnlyList<LevelShare> Shares(IReadOnlyCollection<ReportSheet> sheets, DateOnly lastDay, DateOnly today) =>
    [
        Share("", sheets, lastDay, today),
        .. sheets.GroupBy(sheet => sheet.Level).OrderBy(level => Array.IndexOf(Order, level.Key)).Select(level => Share(level.Key, [.. level], lastDay, today)),
    ];

    private static LevelShare Share(string level, IReadOnlyCollection<ReportSheet> sheets, DateOnly lastDay, DateOnly today)
    {
        var standings = sheets.CountBy(sheet => Of(sheet, lastDay, today)).ToDictionary();
        int Count(SheetStanding standing) => standings.GetValueOrDefault(standing);
        return new LevelShare(
            level, sheets.Count, sheets.Count(sheet => sheet.IsIn), Count(SheetStanding.OnTime), Count(SheetStanding.Late), Count(SheetStanding.Missing),
            Count(SheetStanding.Returned), sheets.Count(sheet => sheet.State == SheetStates.Accepted));
    }
}
