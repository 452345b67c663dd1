using Campaign111.Features.Hierarchy;
using Campaign111.Platform.Security;
using Campaign111.Platform.Time;

namespace Campaign111.Features.Campaigns.Calendar;

/// <summary>A unit whose calendar a person may see, with the key under which addresses name it.</summary>
/// <param name="Key">Official code; for a hamlet "25318/thon-3".</param>
/// <param name="Unit">The unit.</param>
public sealed record CalendarPlace(string Key, Unit Unit);

/// <summary>Finds whose calendar is asked for, and what stands in it.</summary>
public sealed class CalendarDesk(CurrentUser user, UnitDirectory units, ObligationBook book, IMembershipSource memberships, BusinessClock clock)
{
    /// <summary>The units of this person's own roles, in their order.</summary>
    public async Task<IReadOnlyList<CalendarPlace>> OwnAsync()
    {
        var own = new List<CalendarPlace>();
        foreach (var membership in (await user.MembershipsAsync()).Where(membership => RoleGrants.Allows(membership.Role, Permission.Read)).DistinctBy(membership => membership.UnitId))
        {
            if (await units.FindAsync(membership.UnitId) is { } unit)
            {
                own.Add(new CalendarPlace(await KeyAsync(unit), unit));
            }
        }

        return own;
    }

    /// <summary>The unit that a request names, or the first of the person's own.</summary>
    /// <exception cref="NotFoundException">There is no such unit today.</exception>
    /// <exception cref="AccessDeniedException">The person may not read there.</exception>
    public async Task<CalendarPlace> PlaceAsync(string? key, IReadOnlyList<CalendarPlace> own)
    {
        if (own.FirstOrDefault(place => string.IsNullOrEmpty(key) || place.Key == key) is { } mine)
        {
            return mine;
        }

        var unit = await units.FindPlaceAsync(key ?? "", await clock.TodayAsync()) ?? throw new NotFoundException($"No unit {key} today.");
        await user.DemandAsync(Permission.Read, unit.Path);
        return new CalendarPlace(await KeyAsync(unit), unit);
    }

    /// <summary>Obligations of a unit for the signed-in person.</summary>
    public async Task<IReadOnlyList<Obligation>> ListAsync(Unit unit, DateOnly first, DateOnly last, CancellationToken cancel) =>
        await book.ListAsync(new ObligationQuery(unit.Path, Organisations(await user.MembershipsAsync(cancel)), first, last), cancel);

    /// <summary>The same for the owner of a feed, who is not signed in; null when they no longer may read there.</summary>
    public async Task<IReadOnlyList<Obligation>?> ListAsync(CalendarFeed feed, Unit unit, DateOnly first, DateOnly last, CancellationToken cancel)
    {
        var roles = await memberships.OfAccountAsync(feed.AccountId, cancel);
        return roles.Any(role => role.Allows(Permission.Read, unit.Path))
            ? await book.ListAsync(new ObligationQuery(unit.Path, Organisations(roles), first, last), cancel)
            : null;
    }

    private static List<long> Organisations(IEnumerable<Membership> roles) => [.. roles.Select(role => role.OrganisationId).OfType<long>().Distinct()];

    private async Task<string> KeyAsync(Unit unit) =>
        unit.Level == UnitLevel.Hamlet && unit.ParentId is { } parent && await units.FindAsync(parent) is { } commune ? $"{commune.Code}/{unit.Code}" : unit.Code;
}
