using Campaign111.Features.Hierarchy;
using Campaign111.Platform.Security;
using Campaign111.Platform.Time;

namespace Campaign111.Features.Accounts;

/// <summary>Turns what was typed (role, unit code) into a role and a unit of today's tree.</summary>
public sealed class GrantReader(UnitDirectory units, BusinessClock clock)
{
    /// <exception cref="AccountRefusal">No such role or unit.</exception>
    public async Task<(Role Role, Unit Unit)> ReadAsync(GrantForm form, CancellationToken cancel)
    {
        var role = RoleCodes.Find(form.Role) ?? throw new AccountRefusal("Hãy chọn một vai trò trong danh sách.", "Choose a role from the list.", "Role");
        return (role, await UnitAsync(form.Unit, cancel));
    }

    /// <summary>The unit of an official code on today's business day; a hamlet as commune code, slash, hamlet code.</summary>
    /// <exception cref="AccountRefusal">There is none.</exception>
    public async Task<Unit> UnitAsync(string code, CancellationToken cancel) =>
        await units.FindPlaceAsync(code.Trim(), await clock.TodayAsync(cancel))
        ?? throw new AccountRefusal(
            $"Không có đơn vị mã “{code}”. Hãy ghi mã hành chính (2, 3 hoặc 5 chữ số), thôn ghi như 25318/thon-3.",
            $"There is no unit with code “{code}”. Write the official code (2, 3 or 5 digits), a hamlet like 25318/thon-3.",
            "Unit");
}
