namespace Campaign111.Platform.Security;

/// <summary>What a person is at a unit; reaches the unit's subtree and nothing outside (design.md, Who may do what).</summary>
public enum Role
{
    Administrator,
    ProvinceCommittee,
    DistrictOfficer,
    CommuneOfficer,
    Collaborator,
    PressOffice,
    Department,
    Inspector,
    Observer,
}

/// <summary>What can be allowed. A page or route names the one it needs.</summary>
public enum Permission
{
    /// <summary>Read units, campaigns, dispatches and figures in the subtree.</summary>
    Read,

    /// <summary>Import and edit units, hamlets, organisations.</summary>
    ManageUnits,

    /// <summary>Set household targets of hamlets.</summary>
    ManageTargets,

    /// <summary>Invite people and change their roles in the subtree.</summary>
    ManagePeople,

    /// <summary>Create campaigns, enter and amend dispatches.</summary>
    ManageCampaigns,

    /// <summary>Set an own deadline within the governance rules.</summary>
    SetDeadline,

    /// <summary>Log households reached, void and correct.</summary>
    LogCoverage,

    /// <summary>Resolve held entries, decide modes, log on behalf of a subordinate unit.</summary>
    ManageCoverage,

    /// <summary>Print leaflets of the subtree.</summary>
    PrintLeaflets,

    /// <summary>Approve leaflet designs and materials.</summary>
    ApproveMaterials,

    /// <summary>See and download press materials.</summary>
    DownloadMaterials,

    /// <summary>See who would be reminded; send now.</summary>
    ManageReminders,

    /// <summary>Order spot checks, end them, and close questions about figures. Never the commune's own.</summary>
    ManageChecks,

    /// <summary>See where the leaflets of the subtree are.</summary>
    ReadStock,

    /// <summary>Record print runs, send, receive, hand out, count and write off leaflets.</summary>
    ManageStock,

    /// <summary>Write and submit the report of one's own unit or organisation.</summary>
    FillReports,

    /// <summary>Ask for reports, make forms, return and accept what comes from below.</summary>
    ManageReports,

    /// <summary>Read the audit trail.</summary>
    ReadAudit,

    /// <summary>Run the installation: jobs, settings, every account.</summary>
    Administer,
}

/// <summary>Which role may do what inside its subtree. The table is the rule and its documentation.</summary>
public static class RoleGrants
{
    private static readonly Dictionary<Role, Permission[]> Table = new()
    {
        [Role.Administrator] = Enum.GetValues<Permission>(),
        [Role.ProvinceCommittee] =
        [
            Permission.Read, Permission.ManageUnits, Permission.ManageTargets, Permission.ManagePeople, Permission.ManageCampaigns,
            Permission.SetDeadline, Permission.LogCoverage, Permission.ManageCoverage, Permission.PrintLeaflets,
            Permission.ApproveMaterials, Permission.DownloadMaterials, Permission.ManageReminders, Permission.ManageChecks, Permission.ReadStock, Permission.ManageStock,
            Permission.FillReports, Permission.ManageReports, Permission.ReadAudit,
        ],
        [Role.DistrictOfficer] =
        [
            Permission.Read, Permission.ManageTargets, Permission.ManagePeople, Permission.SetDeadline, Permission.LogCoverage,
            Permission.ManageCoverage, Permission.PrintLeaflets, Permission.DownloadMaterials, Permission.ManageReminders, Permission.ManageChecks, Permission.ReadStock,
            Permission.ManageStock, Permission.FillReports, Permission.ManageReports,
        ],
        [Role.CommuneOfficer] =
        [
            Permission.Read, Permission.ManageTargets, Permission.ManagePeople, Permission.SetDeadline, Permission.LogCoverage,
            Permission.ManageCoverage, Permission.PrintLeaflets, Permission.DownloadMaterials, Permission.ReadStock, Permission.ManageStock,
            Permission.FillReports,
        ],
        [Role.Collaborator] = [Permission.Read, Permission.LogCoverage],
        [Role.PressOffice] = [Permission.DownloadMaterials, Permission.FillReports],
        [Role.Department] = [Permission.Read, Permission.DownloadMaterials, Permission.FillReports],
        [Role.Inspector] = [Permission.Read, Permission.ReadStock],
        [Role.Observer] = [Permission.Read, Permission.ReadStock],
    };

    public static bool Allows(Role role, Permission permission) => Table[role].Contains(permission);
}

/// <summary>A role at a unit, perhaps in the name of an organisation there.</summary>
/// <param name="Role">What the person is.</param>
/// <param name="UnitId">Where.</param>
/// <param name="UnitPath">The unit's path, e.g. /1/12/345/; the reach of the role.</param>
/// <param name="OrganisationId">The department or press office, or null.</param>
public sealed record Membership(Role Role, long UnitId, string UnitPath, long? OrganisationId = null)
{
    public bool Allows(Permission permission, string unitPath) =>
        RoleGrants.Allows(Role, permission) && unitPath.StartsWith(UnitPath, StringComparison.Ordinal);
}
