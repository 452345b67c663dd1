using Campaign111.Features.Hierarchy;
using Campaign111.Platform.Security;

namespace Campaign111.Features.Accounts;

/// <summary>Who may give which role to whom, and who may take it away or reset a password. Pure: memberships in, answer out.</summary>
public static class GrantRules
{
    /// <summary>True when one of the giver's roles manages people, reaches the unit, and is no lower than the role given.</summary>
    public static bool MayGrant(IEnumerable<Membership> giver, Role role, string unitPath) =>
        giver.Any(own => own.Allows(Permission.ManagePeople, unitPath) && Rank(role) <= Rank(own.Role));

    /// <summary>Roles that this giver may give at a unit of this level, highest first.</summary>
    public static IReadOnlyList<Role> Grantable(IReadOnlyCollection<Membership> giver, string unitPath, UnitLevel level) =>
        [.. Enum.GetValues<Role>().Where(role => Fits(role, level) && MayGrant(giver, role, unitPath))];

    /// <summary>True when the manager stands above every role of the other person: reaches its unit with a higher role, or from higher up with no
    /// lower one. Only then may they close the account, end a role or hand out a link to a new password: whoever could do that to an equal or to a
    /// superior could become them. Somebody without any role belongs to administrators at the root.</summary>
    public static bool StandsAbove(IReadOnlyCollection<Membership> manager, IReadOnlyCollection<Membership> other) =>
        other.Count == 0
            ? manager.Any(own => own.Role == Role.Administrator)
            : other.All(theirs => manager.Any(own => IsAbove(own, theirs)));

    /// <summary>True where the role makes sense: a district officer stands at a district. Offices, inspectors and observers stand anywhere above the hamlet.</summary>
    public static bool Fits(Role role, UnitLevel level) => role switch
    {
        Role.Administrator => level is UnitLevel.Nation or UnitLevel.Province,
        Role.ProvinceCommittee => level == UnitLevel.Province,
        Role.DistrictOfficer => level == UnitLevel.District,
        Role.CommuneOfficer => level == UnitLevel.Commune,
        Role.Collaborator => level is UnitLevel.Commune or UnitLevel.Hamlet,
        _ => level != UnitLevel.Hamlet,
    };

    private static bool IsAbove(Membership own, Membership theirs) =>
        own.Allows(Permission.ManagePeople, theirs.UnitPath)
        && (Rank(own.Role) > Rank(theirs.Role)
            || own.Role == Role.Administrator
            || (own.UnitPath.Length < theirs.UnitPath.Length && Rank(own.Role) == Rank(theirs.Role)));

    // Inspectors rank with districts: a commune does not choose who checks it.
    private static int Rank(Role role) => role switch
    {
        Role.Administrator => 5,
        Role.ProvinceCommittee => 4,
        Role.DistrictOfficer or Role.Inspector => 3,
        Role.CommuneOfficer => 2,
        _ => 1,
    };
}
