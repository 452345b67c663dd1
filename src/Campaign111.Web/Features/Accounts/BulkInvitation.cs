using Campaign111.Features.Hierarchy;
using Campaign111.Platform.Office;
using Campaign111.Platform.Security;
using Campaign111.Platform.Time;

namespace Campaign111.Features.Accounts;

/// <summary>Reads a spreadsheet of people to invite. Either every row is good, or the errors name line and column and nothing happens.</summary>
public sealed class BulkInvitation(UnitDirectory units, InvitationService invitations, BusinessClock clock, CurrentUser user)
{
    /// <summary>More than the country has communes.</summary>
    public const int MostPeople = 4000;
    private const string UserName = "user_name";
    private const string DisplayName = "display_name";
    private const string RoleColumn = "role";
    private const string UnitCode = "unit_code";
    private const string UnitName = "unit_name";
    private const string Email = "email";

    private static readonly TableSchema Schema = new(
        new TableColumn(UserName, "tên đăng nhập", "tài khoản", "username", "user") { Required = true, MaxLength = InvitationService.LongestUserName },
        new TableColumn(DisplayName, "tên hiển thị", "họ và tên", "họ tên", "tên", "name") { Required = true, MaxLength = InvitationService.LongestDisplayName },
        new TableColumn(RoleColumn, "vai trò", "chức năng") { Required = true, MaxLength = 60 },
        new TableColumn(UnitCode, "mã đơn vị", "mã xã", "mã", "đơn vị", "unit", "code") { MaxLength = 200 },
        new TableColumn(UnitName, "tên đơn vị", "xã", "tên xã", "xã phường", "unit name") { MaxLength = 200 },
        new TableColumn(Email, "thư điện tử", "e-mail", "hộp thư") { MaxLength = 254 });

    /// <summary>The people of the file, and everything that is wrong with it. With any error nobody is to be invited.</summary>
    /// <param name="file">The file.</param>
    /// <param name="fileName">For messages.</param>
    /// <param name="on">The day whose tree gives codes their meaning; null for today.</param>
    /// <param name="cancel">Stops reading.</param>
    /// <exception cref="TableFileException">The file as a whole cannot be read.</exception>
    public async Task<(IReadOnlyList<NewPerson> People, IReadOnlyList<TableError> Errors)> ReadAsync(Stream file, string fileName, DateOnly? on, CancellationToken cancel)
    {
        using var table = TableFile.Open(file, fileName, new TableLimits { MaxFileBytes = 4 << 20, MaxRows = MostPeople + 1 });
        var rows = table.Read(Schema).ToList();
        var own = await user.MembershipsAsync(cancel);
        var finder = new BulkUnits(units, own, on ?? await clock.TodayAsync(cancel));
        var taken = await invitations.TakenAsync(rows.Select(row => row[UserName]));
        var seen = new Dictionary<string, int>(StringComparer.OrdinalIgnoreCase);
        var people = new List<NewPerson>();
        foreach (var row in rows)
        {
            CheckName(row, taken, seen);
            if (row[Email].Length > 0 && !InvitationService.IsEmail(row[Email]))
            {
                row.Fail(Email, $"“{row[Email]}” không phải địa chỉ thư điện tử. Sửa lại hoặc để trống.", $"“{row[Email]}” is no e-mail address. Mend it or leave it empty.");
            }

            var role = RoleOf(row);
            var unit = await finder.FindAsync(row, UnitCode, UnitName, role);
            if (role is { } given && unit is not null && CheckGrant(row, own, given, unit))
            {
                people.Add(new NewPerson(row[UserName], row[DisplayName], row[Email] is { Length: > 0 } email ? email : null, given, unit));
            }
        }

        return (people, [.. rows.SelectMany(row => row.Errors)]);
    }

    private static void CheckName(TableRow row, IReadOnlySet<string> taken, Dictionary<string, int> seen)
    {
        var name = row[UserName];
        if (name.Length == 0)
        {
            return;
        }

        if (!InvitationService.IsUserName(name))
        {
            row.Fail(UserName, $"Tên đăng nhập “{name}” không dùng được: chỉ chữ thường không dấu, chữ số, dấu chấm, gạch nối, gạch dưới.", $"The user name “{name}” cannot be used: only lower-case letters without diacritics, digits, dots, hyphens, underscores.");
        }
        else if (taken.Contains(name))
        {
            row.Fail(UserName, $"Tên đăng nhập “{name}” đã có người dùng. Chọn tên khác.", $"The user name “{name}” is taken. Choose another.");
        }
        else if (!seen.TryAdd(name, row.Line))
        {
            row.Fail(UserName, $"Tên đăng nhập “{name}” đã có ở dòng {seen[name]}. Mỗi người một tên.", $"The user name “{name}” stands in line {seen[name]} already. One name a person.");
        }
    }

    private static Role? RoleOf(TableRow row)
    {
        if (row[RoleColumn].Length == 0)
        {
            return null;
        }

        var role = RoleTexts.Read(row[RoleColumn]);
        if (role is null)
        {
            var known = string.Join("; ", Enum.GetValues<Role>().Select(each => each.Name()));
            row.Fail(RoleColumn, $"Không có vai trò “{row[RoleColumn]}”. Dùng một trong: {known}.", $"There is no role “{row[RoleColumn]}”. Use one of: {known}.");
        }

        return role;
    }

    private static bool CheckGrant(TableRow row, IReadOnlyList<Membership> own, Role role, Unit unit)
    {
        if (!GrantRules.Fits(role, unit.Level))
        {
            row.Fail(RoleColumn, $"Vai trò “{role.Name()}” không dùng cho {unit.FullName}.", $"The role “{role.Name()}” does not exist at {unit.FullName}.");
            return false;
        }

        if (!GrantRules.MayGrant(own, role, unit.Path))
        {
            row.Fail(UnitCode, $"Bạn không được giao vai trò này tại {unit.FullName}: ngoài địa bàn hoặc cao hơn vai trò của bạn.", $"You may not give this role at {unit.FullName}: outside your area or higher than your role.");
            return false;
        }

        return true;
    }
}
