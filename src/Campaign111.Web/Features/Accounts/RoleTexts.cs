using Campaign111.Platform.Data;
using Campaign111.Platform.Localisation;
using Campaign111.Platform.Security;

namespace Campaign111.Features.Accounts;

/// <summary>Roles in words.</summary>
public static class RoleTexts
{
    private static readonly Dictionary<Role, (string Vi, string En)> Names = new()
    {
        [Role.Administrator] = ("Quản trị", "Administrator"),
        [Role.ProvinceCommittee] = ("Ban chỉ đạo tỉnh", "Province committee"),
        [Role.DistrictOfficer] = ("Cán bộ huyện", "District officer"),
        [Role.CommuneOfficer] = ("Cán bộ xã", "Commune officer"),
        [Role.Collaborator] = ("Cộng tác viên", "Collaborator"),
        [Role.PressOffice] = ("Cơ quan báo chí", "Press office"),
        [Role.Department] = ("Sở, ban, ngành, đoàn thể", "Department or mass organisation"),
        [Role.Inspector] = ("Kiểm tra viên", "Inspector"),
        [Role.Observer] = ("Người theo dõi", "Observer"),
    };

    public static string Name(this Role role) => Text.Of(Names[role].Vi, Names[role].En);

    /// <summary>The role that somebody wrote: its code or its name in either language, in any case, with or without diacritics; or null.</summary>
    public static Role? Read(string text)
    {
        var folded = TextFold.Fold(text);
        foreach (var (role, (vi, en)) in Names)
        {
            if (folded == TextFold.Fold(role.Code()) || folded == TextFold.Fold(vi) || folded == TextFold.Fold(en))
            {
                return role;
            }
        }

        return null;
    }
}
