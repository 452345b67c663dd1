using Campaign111.Features.Accounts;
using Campaign111.Features.Hierarchy;
using Campaign111.Platform.Security;

namespace Campaign111.Features.Reminders;

/// <summary>Whom a reminder reaches.</summary>
/// <param name="People">Each once.</param>
/// <param name="Told">The highest level among them; null when there is nobody.</param>
public sealed record Recipients(IReadOnlyList<Person> People, UnitLevel? Told);

/// <summary>Picks the people who are told. Where a level has nobody, or does not exist, the one above it is told: from the commune up to the
/// province.</summary>
public sealed class RecipientFinder(ILookup<long, Person> staff)
{
    private static readonly (UnitLevel Level, RungAudience Audience, Role Role)[] Levels =
    [
        (UnitLevel.Commune, RungAudience.Commune, Role.CommuneOfficer),
        (UnitLevel.District, RungAudience.District, Role.DistrictOfficer),
        (UnitLevel.Province, RungAudience.Province, Role.ProvinceCommittee),
    ];

    /// <summary>For a commune and the levels that its rung tells.</summary>
    public Recipients Of(Unit commune, RungAudience tells)
    {
        var found = Levels.Where(level => tells.HasFlag(level.Audience)).Select(level => FromLevel(commune, level.Level)).ToList();
        return new Recipients(
            [.. found.SelectMany(recipients => recipients.People).DistinctBy(person => person.AccountId)],
            found.Where(recipients => recipients.Told is not null).OrderBy(recipients => recipients.Told).FirstOrDefault()?.Told);
    }

    /// <summary>One level above the highest that was told; nobody above the province.</summary>
    public Recipients Above(Unit commune, UnitLevel told) => told switch
    {
        UnitLevel.Commune => FromLevel(commune, UnitLevel.District),
        UnitLevel.District => FromLevel(commune, UnitLevel.Province),
        _ => new Recipients([], null),
    };

    private Recipients FromLevel(Unit commune, UnitLevel lowest)
    {
        // Nearer to the nation is smaller: from the lowest level asked for, upwards.
        foreach (var (level, _, role) in Levels.Where(level => level.Level <= lowest))
        {
            if (At(commune, level, role) is { Count: > 0 } people)
            {
                return new Recipients(people, level);
            }
        }

        return new Recipients([], null);
    }

    // The role says the level: a district's officer sits at the unit above the commune, the committee anywhere above.
    private List<Person> At(Unit commune, UnitLevel level, Role role)
    {
        var line = commune.PathIds;
        var ids = level switch
        {
            UnitLevel.Commune => [commune.Id],
            UnitLevel.District => line.Count > 1 ? [line[^2]] : [],
            _ => line,
        };
        return [.. ids.SelectMany(id => staff[id]).Where(person => person.Role == role).DistinctBy(person => person.AccountId)];
    }
}
