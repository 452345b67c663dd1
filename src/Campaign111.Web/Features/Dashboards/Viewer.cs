using Campaign111.Features.Campaigns;
using Campaign111.Features.Hierarchy;
using Campaign111.Platform.Security;

namespace Campaign111.Features.Dashboards;

/// <summary>Who looks at a unit: the office whose deadline measures it.</summary>
public static class Viewer
{
    /// <summary>Path of the topmost unit at which the person holds an office that reaches the measured unit. An administrator holds no office
    /// in the hierarchy and looks as the unit that runs the campaign.</summary>
    public static string Path(IEnumerable<Membership> memberships, Unit unit, Campaign campaign) => memberships
        .Where(membership => membership.Role != Role.Administrator && membership.Allows(Permission.Read, unit.Path))
        .Select(membership => membership.UnitPath)
        .OrderBy(path => path.Length)
        .FirstOrDefault(campaign.UnitPath);
}
