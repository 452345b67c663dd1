using Campaign111.Features.Accounts;
using Campaign111.Features.Campaigns;
using Campaign111.Features.Hierarchy;
using Campaign111.Platform.Security;

namespace Campaign111.Features.Verification.Rounds;

/// <summary>Somebody who may check a commune.</summary>
/// <param name="AccountId">The account.</param>
/// <param name="Name">As shown.</param>
/// <param name="From">Their own commune.</param>
public sealed record Inspector(long AccountId, string Name, Unit From);

/// <summary>Who may check whom: an inspector of another commune, who has no role whatever in the checked one or below it.</summary>
public sealed class Inspectors(IPeopleFinder people, UnitDirectory units)
{
    /// <summary>Those of the campaign's province who may check the commune, by name.</summary>
    public async Task<IReadOnlyList<Inspector>> ForAsync(Campaign campaign, Unit commune)
    {
        var found = await people.WithinAsync(campaign.UnitPath, Role.Inspector);
        var roles = await people.OfAsync([.. found.Select(person => person.AccountId).Distinct()]);
        var places = await units.FindAsync(roles.Select(role => role.UnitId));
        return [.. roles.GroupBy(role => role.AccountId).Select(account => Of([.. account], places, commune)).OfType<Inspector>().OrderBy(inspector => inspector.Name, StringComparer.CurrentCulture)];
    }

    /// <summary>Whether this account may check this commune now.</summary>
    public async Task<bool> MayAsync(long account, Unit commune)
    {
        var roles = await people.OfAsync([account]);
        return Of(roles, await units.FindAsync(roles.Select(role => role.UnitId)), commune) is not null;
    }

    private static Inspector? Of(IReadOnlyList<Person> roles, IReadOnlyDictionary<long, Unit> places, Unit commune)
    {
        if (roles.Any(role => places[role.UnitId].IsWithin(commune)))
        {
            return null;
        }

        var own = roles.FirstOrDefault(role => role.Role == Role.Inspector && places[role.UnitId].Level == UnitLevel.Commune);
        return own is null ? null : new Inspector(own.AccountId, own.DisplayName, places[own.UnitId]);
    }
}
