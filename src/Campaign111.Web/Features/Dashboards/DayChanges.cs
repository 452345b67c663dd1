using Campaign111.Features.Coverage;

namespace Campaign111.Features.Dashboards;

/// <summary>What a day brought to a unit, by what its office received on it.</summary>
/// <param name="Day">The day.</param>
/// <param name="Entries">Entries that count more than the evening before; negative when more were taken back than came.</param>
/// <param name="Reached">Households, likewise.</param>
/// <param name="Corrections">Entries that were corrected or taken back on it.</param>
/// <param name="Completed">Children that were not completed the evening before.</param>
/// <param name="Reminders">Reminders sent to units in it.</param>
public sealed record DayChanges(DateOnly Day, long Entries, long Reached, int Corrections, IReadOnlyList<Standing> Completed, int Reminders)
{
    /// <summary>Compares the figures of a day with those at the end of the day before.</summary>
    public static DayChanges Of(
        DateOnly day, CoverageFigure now, CoverageFigure before, IReadOnlyList<Standing> children, IReadOnlyDictionary<long, CoverageFigure> childrenBefore, BesideFacts beside) => new(
        day, now.Entries - before.Entries, now.Reached - before.Reached, beside.Corrections,
        [.. children.Where(child => child.Figure.IsCompleted && !(childrenBefore.GetValueOrDefault(child.Unit.Id)?.IsCompleted ?? false))],
        beside.Reminders);
}
