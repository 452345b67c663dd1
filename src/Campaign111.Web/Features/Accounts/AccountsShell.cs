using System.Security.Claims;
using Campaign111.Features.Hierarchy;
using Campaign111.Features.Shared;
using Campaign111.Platform.Localisation;
using Campaign111.Platform.Security;

namespace Campaign111.Features.Accounts;

/// <summary>The feature's share of the frame: who is signed in, as what and where, and the entries People, Audit and API tokens.</summary>
public sealed class AccountsShell(CurrentUser user, UnitDirectory units) : INavigationSource, ILayoutSource
{
    public async Task<IReadOnlyList<NavigationEntry>> EntriesAsync(ClaimsPrincipal principal)
    {
        var entries = new List<NavigationEntry>();
        if (await user.MayAnywhereAsync(Permission.ManagePeople))
        {
            entries.Add(new NavigationEntry("Nhân sự", "People", "/people", "users", 80, false));
        }

        if (await user.MayAnywhereAsync(Permission.ReadAudit))
        {
            entries.Add(new NavigationEntry("Nhật ký", "Audit trail", "/audit", "history", 90, false));
        }

        if (await user.MayAnywhereAsync(Permission.Administer))
        {
            entries.Add(new NavigationEntry("Mã truy cập API", "API tokens", "/admin/tokens", "lock", 94, false));
        }

        if (user.IsSignedIn)
        {
            entries.Add(new NavigationEntry("Tài khoản", "Account", "/account", "user", 95, false));
        }

        return entries;
    }

    public async Task FillAsync(LayoutModel layout, ClaimsPrincipal principal)
    {
        if (!user.IsSignedIn)
        {
            return;
        }

        layout.SignedInName = user.DisplayName;
        var memberships = await user.MembershipsAsync();
        if (memberships.Count == 0 || await units.FindAsync(memberships[0].UnitId) is not { } home)
        {
            layout.RoleLine = Text.Of("Chưa có vai trò", "No role");
            return;
        }

        layout.UsesWebFont = memberships.Any(known => known.Role is not (Role.CommuneOfficer or Role.Collaborator));
        layout.RoleLine = $"{memberships[0].Role.Name()} · {home.FullName}";
        layout.Place = [.. (await units.LineageAsync(home)).Select(unit => new PlaceStep(unit.FullName, $"/units/{unit.Code}"))];
    }
}
