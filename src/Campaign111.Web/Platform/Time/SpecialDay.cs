namespace Campaign111.Platform.Time;

/// <summary>What a special day is. Only <see cref="Working"/> and <see cref="Ordinary"/> do not close the offices.</summary>
public enum SpecialDayKind
{
    /// <summary>A holiday with pay (Labour Code 2019, art. 112, and later laws).</summary>
    Statutory,

    /// <summary>Off in lieu of a holiday that fell on a weekend (art. 111, para. 3), or Tết days that the year's notice adds.</summary>
    Compensatory,

    /// <summary>Off, worked on another day instead.</summary>
    Swap,

    /// <summary>A Saturday or Sunday that is worked for a swapped day.</summary>
    Working,

    /// <summary>No longer special: an administrator took the entry back, the weekday counts.</summary>
    Ordinary,
}

/// <summary>A day that is not what its weekday says.</summary>
/// <param name="Day">A day in Vietnam.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Name">In Vietnamese: "Quốc khánh".</param>
/// <param name="NameEn">In English.</param>
/// <param name="Source">The law or notice that says so.</param>
/// <param name="ByHand">Entered or changed by an administrator, not shipped.</param>
public sealed record SpecialDay(DateOnly Day, SpecialDayKind Kind, string Name, string NameEn, string Source, bool ByHand = false);

/// <summary>Codes of the kinds in tables, files and forms.</summary>
public static class SpecialDayKinds
{
    public static string Code(this SpecialDayKind kind) => kind switch
    {
        SpecialDayKind.Statutory => "statutory",
        SpecialDayKind.Compensatory => "compensatory",
        SpecialDayKind.Swap => "swap",
        SpecialDayKind.Working => "working",
        _ => "ordinary",
    };

    /// <summary>The kind of a code; null when there is none.</summary>
    public static SpecialDayKind? Find(string code) =>
        Enum.GetValues<SpecialDayKind>().Where(kind => kind.Code() == code).Select(kind => (SpecialDayKind?)kind).FirstOrDefault();
}
