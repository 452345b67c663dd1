using Campaign111.Features.Hierarchy;
using Campaign111.Platform.Localisation;
using Campaign111.Platform.Office;
using Campaign111.Platform.Security;

namespace Campaign111.Features.Accounts;

/// <summary>The list to fill in, with a line for every commune that nobody was invited for yet.</summary>
public sealed class BulkTemplate(UnitDirectory units, InvitationService invitations)
{
    /// <summary>The sheet for the communes below a unit on a day. A commune whose user name is taken is left out: so the list shrinks to what is missing.</summary>
    public async Task<Sheet> SheetAsync(Unit top, DateOnly on)
    {
        var communes = await units.BelowAsync(top.Path, UnitLevel.Commune, on);
        var taken = await invitations.TakenAsync(communes.Select(NameFor));
        var role = Role.CommuneOfficer.Name();
        return new Sheet(
            Text.Of("Danh sách mời", "Invitations"),
            [
                new SheetColumn(Text.Of("Tên đăng nhập", "User name"), 18), new SheetColumn(Text.Of("Tên hiển thị", "Name"), 34),
                new SheetColumn(Text.Of("Vai trò", "Role"), 18), new SheetColumn(Text.Of("Mã đơn vị", "Unit code"), 12),
                new SheetColumn(Text.Of("Tên đơn vị", "Unit name"), 28), new SheetColumn(Text.Of("Thư điện tử", "E-mail"), 30),
            ],
            communes.Where(commune => !taken.Contains(NameFor(commune)))
                .Select(commune => (IReadOnlyList<object?>)[NameFor(commune), TitleFor(commune), role, commune.Code, commune.FullName, null]))
        {
            Notes = [Text.Of("Sửa tên hiển thị nếu muốn, thêm thư điện tử nếu có; xoá dòng chưa mời. Không cần số điện thoại.", "Change names if you like, add e-mail addresses if there are any; remove lines that you do not invite yet. No phone numbers.")],
        };
    }

    /// <summary>The user name that a commune's officer is offered: "xa.25318".</summary>
    public static string NameFor(Unit commune) => $"xa.{commune.Code}";

    private static string TitleFor(Unit commune) => Text.Of($"Cán bộ {char.ToLowerInvariant(commune.UnitType[0])}{commune.UnitType[1..]} {commune.Name}", $"Officer of {commune.NameEn}");
}
