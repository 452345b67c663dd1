namespace Campaign111.Tests.Drills.Soak;

/// <summary>One tap at a door, whatever becomes of it on the way. Its name travels in the note, so that a tap stored under two keys is found.</summary>
/// <param name="Name">Such as "soak-3-0012".</param>
/// <param name="Place">Such as "25318/thon-1".</param>
/// <param name="Household">Null for a tally.</param>
/// <param name="IsHeld">It is made in the hamlet's other mode, so the server holds it back.</param>
internal sealed record SoakTap(string Name, string Place, string? Household, string Outcome, int Households, int Leaflets, DateOnly Day, bool IsHeld)
{
    public const string Prefix = "soak-";
    private static readonly DateOnly FirstDay = new(2020, 8, 20);

    /// <summary>What somebody in that commune may tap next.</summary>
    public static SoakTap Draw(Random random, int phone, int number, SoakCommune commune)
    {
        var name = $"{Prefix}{phone}-{number:0000}";
        var day = FirstDay.AddDays(random.Next(12));
        var outcome = random.Next(10) switch { 0 => "absent", 1 => "refused", 2 => "vacant", _ => "reached" };
        var leaflets = outcome == "reached" ? random.Next(1, 4) : 0;
        if (commune.Households.Count == 0 || random.Next(3) == 0)
        {
            return new SoakTap(name, commune.Tallied[random.Next(commune.Tallied.Count)], null, outcome, random.Next(1, 6), leaflets, day, false);
        }

        var (place, household) = commune.Households[random.Next(commune.Households.Count)];
        return random.Next(20) == 0
            ? new SoakTap(name, place, null, outcome, 2, leaflets, day, true)
            : new SoakTap(name, place, household, outcome, 1, leaflets, day, false);
    }

    /// <summary>The entry as the API takes it.</summary>
    public object Entry(Guid key) => new
    {
        key, campaign = "binh-phuoc-2020", place = Place, household = Household, outcome = Outcome, method = "door", households = Households, leaflets = Leaflets,
        capturedAt = $"{Day:yyyy-MM-dd}T09:00:00+07:00", note = Name,
    };
}
