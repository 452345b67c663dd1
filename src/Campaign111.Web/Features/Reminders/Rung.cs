using System.Globalization;

namespace Campaign111.Features.Reminders;

/// <summary>What a rung counts: days to the last day, or days without an entry.</summary>
public enum RungKind
{
    Time,
    Silent,
}

/// <summary>Which units a rung reminds. Completed ones and those without a known target never.</summary>
public enum RungCondition
{
    /// <summary>No entry yet.</summary>
    NotStarted,

    /// <summary>Not started, behind or far behind the pace, or overdue.</summary>
    Behind,

    /// <summary>Every unit that is not completed.</summary>
    Incomplete,
}

/// <summary>Whom a rung tells; where a level has nobody, the one above it is told.</summary>
[Flags]
public enum RungAudience
{
    None = 0,
    Commune = 1,
    District = 2,
    Province = 4,
}

/// <summary>A step of the ladder that a lagging unit climbs.</summary>
/// <param name="Kind">What <paramref name="Days"/> counts.</param>
/// <param name="Days">Days from the last day to the rung's due day, negative before it; for silence, days without an entry.</param>
/// <param name="When">Which units it reminds.</param>
/// <param name="Tells">Whom it tells.</param>
/// <param name="NeedsAck">It asks for "received, and this is the plan"; without one in three working days it climbs one level.</param>
public sealed record Rung(RungKind Kind, int Days, RungCondition When, RungAudience Tells, bool NeedsAck = false)
{
    public const string SilentCode = "silent";

    /// <summary>Stored and printed: "t-30", "t-0", "overdue+1", "silent".</summary>
    public string Code => Kind == RungKind.Silent ? SilentCode
        : Days <= 0 ? string.Create(CultureInfo.InvariantCulture, $"t-{-Days}")
        : string.Create(CultureInfo.InvariantCulture, $"overdue+{Days}");

    /// <summary>Code of a reminder that climbed because nobody acknowledged it: "overdue+1/2" after the second climb.</summary>
    public static string ClimbedCode(string code) =>
        string.Create(CultureInfo.InvariantCulture, $"{BaseCode(code)}/{Climbs(code) + 1}");

    /// <summary>The code without its climbs.</summary>
    public static string BaseCode(string code) => code.Split('/')[0];

    /// <summary>How many times a reminder has climbed.</summary>
    public static int Climbs(string code) =>
        code.Split('/') is [_, var climbs] ? int.Parse(climbs, CultureInfo.InvariantCulture) : 0;

    /// <summary>Days from the last day of a time rung's code; null for silence.</summary>
    public static int? Offset(string code) => BaseCode(code) switch
    {
        SilentCode => null,
        var time when time.StartsWith("t-", StringComparison.Ordinal) => -int.Parse(time[2..], CultureInfo.InvariantCulture),
        var late => int.Parse(late["overdue+".Length..], CultureInfo.InvariantCulture),
    };
}

/// <summary>A rung that a unit stands on, with the day on which it fell due.</summary>
public sealed record DueRung(Rung Rung, DateOnly DueOn);
