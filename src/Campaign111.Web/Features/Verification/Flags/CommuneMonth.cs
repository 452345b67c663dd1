namespace Campaign111.Features.Verification.Flags;

/// <summary>One entry, stripped to what the rules look at. Nothing here says who lives where.</summary>
/// <param name="Day">The day on which it counts.</param>
/// <param name="At">Time of day in Vietnam by the phone's clock; null when only the day was typed, or the clock was wrong.</param>
/// <param name="Account">Who sent it, 0 for nobody known; an account stands for its device.</param>
/// <param name="Reached">The outcome is "reached"; else absent, refused or vacant.</param>
/// <param name="Households">How many.</param>
/// <param name="AtDoor">Handed over at a door, not at a meeting or a school.</param>
public readonly record struct Sign(DateOnly Day, TimeOnly? At, long Account, bool Reached, long Households, bool AtDoor);

/// <summary>A hamlet's month.</summary>
/// <param name="HamletId">The hamlet.</param>
/// <param name="IsRegister">Logged household by household.</param>
/// <param name="Target">Households by the denominator in force; null without one.</param>
/// <param name="ReachedInAll">Since the campaign began.</param>
/// <param name="Signs">Entries of the month.</param>
public sealed record HamletMonth(long HamletId, bool IsRegister, long? Target, long ReachedInAll, IReadOnlyList<Sign> Signs)
{
    /// <summary>Reached households by day, days with any, by day.</summary>
    public IReadOnlyList<(DateOnly Day, long Reached)> Days { get; } =
        [.. Signs.Where(sign => sign.Reached).GroupBy(sign => sign.Day).Select(day => (day.Key, day.Sum(sign => sign.Households))).OrderBy(day => day.Key)];
}

/// <summary>A commune's month: all that the rules know.</summary>
/// <param name="First">First day of the month.</param>
/// <param name="LastDay">Last day of the deadline that binds the commune, or null.</param>
/// <param name="Hamlets">Its hamlets.</param>
public sealed record CommuneMonth(DateOnly First, DateOnly? LastDay, IReadOnlyList<HamletMonth> Hamlets)
{
    /// <summary>Leaflets handed out since the campaign began.</summary>
    public long Leaflets { get; init; }

    /// <summary>Leaflets that came in by the stock ledger; null when no stock is recorded, and then nothing is asked.</summary>
    public long? Received { get; init; }

    /// <summary>Scans of the commune's codes; null when codes are not in use.</summary>
    public long? Scans { get; init; }

    public long? Target => Hamlets.Any(hamlet => hamlet.Target is not null) ? Hamlets.Sum(hamlet => hamlet.Target ?? 0) : null;

    public long ReachedInAll => Hamlets.Sum(hamlet => hamlet.ReachedInAll);
}

/// <summary>A question that the figures raise.</summary>
/// <param name="Kind">A code of <see cref="FlagKinds"/>.</param>
/// <param name="HamletId">Where, or null for the commune.</param>
/// <param name="Evidence">The numbers behind it, by name.</param>
public sealed record Finding(string Kind, long? HamletId, IReadOnlyDictionary<string, decimal> Evidence)
{
    public bool IsWeak => Kind == FlagKinds.NoScans;
}

/// <summary>What is asked about.</summary>
public static class FlagKinds
{
    public const string EndDigits = "end-digits";
    public const string Repeated = "repeated";
    public const string Copied = "copied";
    public const string Speed = "speed";
    public const string LastDay = "last-day";
    public const string NoneAbsent = "none-absent";
    public const string OverTarget = "over-target";
    public const string OverStock = "over-stock";
    public const string NoScans = "no-scans";
    public const string Night = "night";

    public static IReadOnlyList<string> All { get; } = [EndDigits, Repeated, Copied, Speed, LastDay, NoneAbsent, OverTarget, OverStock, NoScans, Night];
}
