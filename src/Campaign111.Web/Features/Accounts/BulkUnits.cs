using Campaign111.Features.Hierarchy;
using Campaign111.Platform.Data;
using Campaign111.Platform.Office;
using Campaign111.Platform.Security;

namespace Campaign111.Features.Accounts;

/// <summary>Finds the unit that a row of a list means: by its official code, also where Excel took the leading zero away, else by its name within the
/// units that the reader of the list may manage.</summary>
internal sealed class BulkUnits(UnitDirectory units, IReadOnlyList<Membership> own, DateOnly on)
{
    private ILookup<string, Unit>? byName;

    /// <summary>The unit, or null with an error on the row.</summary>
    public async Task<Unit?> FindAsync(TableRow row, string codeColumn, string nameColumn, Role? role)
    {
        var (code, name) = (row[codeColumn], row[nameColumn]);
        if (code.Length > 0 && await ByCodeAsync(code, role) is { } found)
        {
            return found;
        }

        // People write the name where the code belongs.
        var wanted = code.Any(char.IsLetter) ? code : name;
        if (wanted.Length == 0)
        {
            Fail(row, codeColumn, code);
            return null;
        }

        byName ??= await NamesAsync();
        var named = byName[TextFold.Fold(wanted)].Where(unit => role is null || GrantRules.Fits(role.Value, unit.Level)).ToList();
        switch (named.Count)
        {
            case 1:
                return named[0];
            case 0 when code.Length > 0 && !code.Any(char.IsLetter):
                Fail(row, codeColumn, code);
                return null;
            case 0:
                row.Fail(codeColumn, $"Không tìm thấy “{wanted}” trong địa bàn của bạn. Ghi mã hành chính như trong tệp mẫu.", $"“{wanted}” was not found in your area. Write the official code as in the template.");
                return null;
            default:
                var codes = string.Join(", ", named.Take(5).Select(unit => unit.Code));
                row.Fail(codeColumn, $"Có {named.Count} đơn vị tên “{wanted}”: ghi mã ({codes}).", $"There are {named.Count} units named “{wanted}”: write the code ({codes}).");
                return null;
        }
    }

    private static void Fail(TableRow row, string column, string code)
    {
        if (code.Length == 0)
        {
            row.Fail(column, "Ghi mã hành chính hoặc tên đơn vị.", "Write the official code or the unit's name.");
            return;
        }

        row.Fail(column, $"Không có đơn vị mã “{code}”. Chép mã từ tệp mẫu.", $"There is no unit with code “{code}”. Copy the code from the template.");
    }

    private async Task<Unit?> ByCodeAsync(string code, Role? role)
    {
        var length = role switch { Role.ProvinceCommittee => 2, Role.DistrictOfficer => 3, Role.CommuneOfficer => 5, _ => 0 };
        return await units.FindPlaceAsync(code, on)
            ?? (code.All(char.IsAsciiDigit) && code.Length < length ? await units.FindPlaceAsync(code.PadLeft(length, '0'), on) : null);
    }

    private async Task<ILookup<string, Unit>> NamesAsync()
    {
        var all = new List<Unit>();
        foreach (var path in own.Where(membership => RoleGrants.Allows(membership.Role, Permission.ManagePeople)).Select(membership => membership.UnitPath).Distinct())
        {
            foreach (var level in new[] { UnitLevel.Province, UnitLevel.District, UnitLevel.Commune })
            {
                all.AddRange(await units.BelowAsync(path, level, on));
            }
        }

        return all.DistinctBy(unit => unit.Id)
            .SelectMany(unit => new[] { unit.FullName, unit.Name }.Select(TextFold.Fold).Distinct().Select(name => (name, unit)))
            .ToLookup(pair => pair.name, pair => pair.unit);
    }
}
