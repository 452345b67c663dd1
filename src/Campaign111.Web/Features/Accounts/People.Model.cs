using Campaign111.Features.Hierarchy;
using Campaign111.Features.Shared;
using Campaign111.Platform.Localisation;
using Campaign111.Platform.Security;

namespace Campaign111.Features.Accounts;

/// <summary>People of a subtree.</summary>
public sealed class PeopleModel
{
    /// <summary>Top of the subtree.</summary>
    public required Unit Within { get; init; }

    /// <summary>The subtrees that this person manages, when there are several.</summary>
    public IReadOnlyList<Unit> Choices { get; init; } = [];

    public string Text { get; init; } = "";

    public IReadOnlyList<PersonRow> Rows { get; init; } = [];

    /// <summary>Units of the rows, by id.</summary>
    public required IReadOnlyDictionary<long, Unit> Units { get; init; }

    public required PagerModel Pager { get; init; }

    /// <summary>True for administrators: they see who waits to be erased.</summary>
    public bool MayErase { get; init; }
}

/// <summary>One person, with what the reader may do.</summary>
public sealed class PersonModel
{
    public required Account Account { get; init; }

    public IReadOnlyList<PersonRow> Roles { get; init; } = [];

    public required IReadOnlyDictionary<long, Unit> Units { get; init; }

    /// <summary>True when the reader stands above this person.</summary>
    public bool MayManage { get; init; }

    /// <summary>True for an administrator, of somebody else.</summary>
    public bool MayEndSessions { get; init; }

    /// <summary>True for an administrator, when there is a second step to reset.</summary>
    public bool MayResetSecondFactor { get; init; }

    /// <summary>True for an administrator who may take the person out of all data.</summary>
    public bool MayErase { get; init; }

    /// <summary>A link that was just made; shown this once.</summary>
    public string? Link { get; init; }

    /// <summary>The same as QR code, an SVG.</summary>
    public string? LinkQr { get; init; }

    public GrantForm Form { get; init; } = new();

    /// <summary>Roles that the reader may give somewhere.</summary>
    public IReadOnlyList<(string Value, string Text)> RoleChoices { get; init; } = [];
}

/// <summary>A role at a unit, as typed.</summary>
public class GrantForm
{
    [Label("Vai trò", "Role")]
    public string Role { get; set; } = "";

    [Label("Mã đơn vị", "Unit code")]
    public string Unit { get; set; } = "";

    [Label("Mã tổ chức", "Organisation code")]
    public string? Organisation { get; set; }
}

/// <summary>The invitation form.</summary>
public sealed class InviteForm : GrantForm
{
    [Label("Tên đăng nhập", "User name")]
    public string UserName { get; set; } = "";

    [Label("Tên hiển thị", "Name as shown")]
    public string DisplayName { get; set; } = "";

    [Label("Thư điện tử", "E-mail")]
    public string? Email { get; set; }

    /// <summary>Roles to choose from; not posted.</summary>
    public IReadOnlyList<(string Value, string Text)> RoleChoices { get; set; } = [];
}

/// <summary>The choices of a role field.</summary>
public static class RoleChoices
{
    /// <summary>Roles no higher than the reader's.</summary>
    public static IReadOnlyList<(string Value, string Text)> Of(IReadOnlyList<Membership> own) =>
        [
            // Nothing is chosen beforehand: the first role would be the highest.
            ("", Text.Of("Chọn vai trò", "Choose a role")),
            .. Enum.GetValues<Role>()
                .Where(role => own.Any(membership => GrantRules.MayGrant([membership], role, membership.UnitPath)))
                .Select(role => (role.Code(), role.Name())),
        ];
}
