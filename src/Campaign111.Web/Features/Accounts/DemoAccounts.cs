using Campaign111.Features.Hierarchy;
using Campaign111.Platform.Audit;
using Campaign111.Platform.Cli;
using Campaign111.Platform.Data;
using Campaign111.Platform.Security;
using Microsoft.AspNetCore.Identity;

namespace Campaign111.Features.Accounts;

/// <summary>The demo's accounts: the committee, 11 districts, 111 communes, the press and the administrator, all with one password that the
/// sign-in page shows.</summary>
public sealed class DemoAccounts(Database database, UnitDirectory units, OrganisationDirectory organisations, IPasswordHasher<Account> hasher, AuditLog audit, TimeProvider time) : IDemoPart
{
    public const string Password = "binhphuoc-2020";
    public const string ProvinceCode = "70";
    public const string Administrator = "quantri";

    private const string Count = "SELECT COUNT(*) FROM account WHERE user_name_key = @key";

    // They check other communes, never their own.
    private static readonly string[] InspectorsFrom = ["25321", "25384"];

    private static readonly DateOnly TreeDate = new(2020, 7, 28);

    public int Order => 20;

    public async Task LoadAsync(CancellationToken cancel)
    {
        var people = await PeopleAsync();

        // One hash for all of them: at 210,000 rounds of PBKDF2 each, 125 hashes of the same public password would only make the first start
        // half a minute slower. Sharing a salt gives nothing away, since the page shows the password anyway.
        var hash = hasher.HashPassword(new Account(), Password);
        await database.WriteAsync(
            async session =>
            {
                if (await session.ScalarAsync<int>(Count, new { key = Administrator.ToUpperInvariant() }) > 0)
                {
                    return;
                }

                foreach (var (userName, displayName, membership) in people)
                {
                    var account = AccountRows.New(userName, displayName, $"{userName}@example.com", time.GetUtcNow());
                    account.PasswordHash = hash;
                    await AccountRows.GrantAsync(session, await AccountRows.InsertAsync(session, account), membership, account.CreatedAt);
                }

                await audit.RecordAsync(session, Actor.System, new AuditEntry("demo.accounts", "account", "demo") { After = new { accounts = people.Count } });
            },
            cancel);
    }

    private async Task<IReadOnlyList<(string UserName, string DisplayName, Membership Membership)>> PeopleAsync()
    {
        var root = await units.RootAsync();
        var province = await units.FindByCodeAsync(ProvinceCode, TreeDate);
        if (root is null || province is null)
        {
            throw new InvalidOperationException($"The units of the demo province {ProvinceCode} are missing: they are loaded before the accounts.");
        }

        // Its downloads are counted under the newspaper's name.
        var newspaper = await organisations.FindByCodeAsync(OrganisationDirectory.CodeOf(ProvinceCode, "bao"));
        var education = await organisations.FindByCodeAsync(OrganisationDirectory.CodeOf(ProvinceCode, "so-gddt"));
        return
        [
            ("so.gddt", "Sở Giáo dục và Đào tạo", new Membership(Role.Department, province.Id, province.Path, education?.Id)),
            (Administrator, "Quản trị hệ thống", new Membership(Role.Administrator, root.Id, root.Path)),
            ("tinh.binhphuoc", $"Ban chỉ đạo {Lower(province)}", new Membership(Role.ProvinceCommittee, province.Id, province.Path)),
            ("baochi.binhphuoc", $"Báo {province.Name}", new Membership(Role.PressOffice, province.Id, province.Path, newspaper?.Id)),
            .. (await units.BelowAsync(province.Path, UnitLevel.Commune, TreeDate)).Where(unit => InspectorsFrom.Contains(unit.Code))
                .Select(unit => ($"kiemtra.{unit.Code}", $"Kiểm tra viên {Lower(unit)}", new Membership(Role.Inspector, unit.Id, unit.Path))),
            .. (await units.BelowAsync(province.Path, UnitLevel.District, TreeDate))
                .Select(unit => ($"huyen.{Slug(unit)}", $"Cán bộ {Lower(unit)}", new Membership(Role.DistrictOfficer, unit.Id, unit.Path))),
            .. (await units.BelowAsync(province.Path, UnitLevel.Commune, TreeDate))
                .Select(unit => ($"xa.{unit.Code}", $"Cán bộ {Lower(unit)}", new Membership(Role.CommuneOfficer, unit.Id, unit.Path))),
        ];
    }

    // "Xã Tân Thành" inside a name: "Cán bộ xã Tân Thành".
    private static string Lower(Unit unit) => unit.UnitType.Length == 0 ? unit.Name : $"{char.ToLowerInvariant(unit.UnitType[0])}{unit.UnitType[1..]} {unit.Name}";

    private static string Slug(Unit unit) => TextFold.Fold(unit.Name).Replace(" ", "", StringComparison.Ordinal);
}
