using Campaign111.Features.Accounts;
using Campaign111.Features.Hierarchy;
using Campaign111.Platform.Security;

namespace Campaign111.Features.Reminders;

/// <summary>Whom a reminder reaches.</summary>
/// <param name="People">Each once.</param>
/// <param name="Told">The highest level among them: "commune", "district", "province", or <see cref="RecipientFinder.Office"/>; null when there is nobody.</param>
public sealed record Recipients(IReadOnlyList<Person> People, string? Told);

/// <summary>Picks the people who are told. Where a level has nobody, or does not exist, the one above it is told: from the commune up to the
/// province.</summary>
public sealed class RecipientFinder(ILookup<long, Person> staff)
{
    /// <summary>Level of an organisation's own people: below the unit at which it stands.</summary>
    public const string Office = "office";

    private static readonly (UnitLevel Level, RungAudience Audience, Role Role)[] Levels =
    [
        (UnitLevel.Commune, RungAudience.Commune, Role.CommuneOfficer),
        (UnitLevel.District, RungAudience.District, Role.DistrictOfficer),
        (UnitLevel.Province, RungAudience.Province, Role.ProvinceCommittee),
    ];

    /// <summary>For a commune and the levels that its rung tells.</summary>
    public Recipients Of(Unit commune, RungAudience tells) =>
        Together(Levels.Where(level => tells.HasFlag(level.Audience)).Select(level => FromLevel(commune, level.Level)).Where(found => found.Told is not null));

    /// <summary>One level above the highest that was told; nobody above the province.</summary>
    public Recipients Above(Unit commune, string? told) => told switch
    {
        "commune" => FromLevel(commune, UnitLevel.District),
        "district" => FromLevel(commune, UnitLevel.Province),
        _ => new Recipients([], null),
    };

    /// <summary>Those who answer for an obligation, level by level from the lowest up: the organisation's own people, then those of the unit, then those
    /// above it. Levels with nobody are left out.</summary>
    public IEnumerable<Recipients> Chain(Owed.Owed owed)
    {
        if (owed.OrganisationId is { } organisation
            && owed.Unit.PathIds.SelectMany(id => staff[id]).Where(person => person.OrganisationId == organisation).DistinctBy(person => person.AccountId).ToList() is { Count: > 0 } office)
        {
            yield return new Recipients(office, Office);
        }

        foreach (var (level, _, role) in Levels.Where(level => level.Level <= owed.Unit.Level))
        {
            if (At(owed.Unit, level, role) is { Count: > 0 } people)
            {
                yield return new Recipients(people, level.Code());
            }
        }
    }

    /// <summary>The lowest level that answers for an obligation; with the next one above it when asked for.</summary>
    public Recipients First(Owed.Owed owed, bool withAbove) => Together(Chain(owed).Take(withAbove ? 2 : 1));

    // From the lowest to the highest.
    private static Recipients Together(IEnumerable<Recipients> levels)
    {
        var found = levels.ToList();
        return new Recipients([.. found.SelectMany(level => level.People).DistinctBy(person => person.AccountId)], found.LastOrDefault()?.Told);
    }

    private Recipients FromLevel(Unit commune, UnitLevel lowest)
    {
        // Nearer to the nation is smaller: from the lowest level asked for, upwards.
        foreach (var (level, _, role) in Levels.Where(level => level.Level <= lowest))
        {
            if (At(commune, level, role) is { Count: > 0 } people)
            {
                return new Recipients(people, level.Code());
            }
        }

        return new Recipients([], null);
    }

    // The role says the level: a district's officer sits at the unit above the commune, the committee anywhere above.
    private List<Person> At(Unit unit, UnitLevel level, Role role)
    {
        var line = unit.PathIds;
        var up = unit.Level - level + 1;
        var ids = level == UnitLevel.Province ? line : line.Count >= up ? [line[^up]] : [];
        return [.. ids.SelectMany(id => staff[id]).Where(person => person.Role == role).DistinctBy(person => person.AccountId)];
    }
}
