using System.Globalization;
using Campaign111.Features.Accounts.Passkeys;
using Campaign111.Platform.Audit;
using Campaign111.Platform.Data;
using Campaign111.Platform.Security;

namespace Campaign111.Features.Accounts.TwoFactor;

/// <summary>An administrator takes away the second step of somebody who lost phone and recovery codes. A link to set a password and this one together open an account: so it
/// is the administrator's alone, never the superior's, and the person is told.</summary>
public sealed class SecondFactorReset(
    Database database, SecondFactors factors, MembershipService memberships, IPeopleFinder people, IEnumerable<ITellsPeople> tellers, CurrentUser user, AuditLog audit)
{
    /// <summary>True when the signed-in person may, and there is something to reset.</summary>
    public async Task<bool> MayAsync(long account, CancellationToken cancel) =>
        await user.MayAnywhereAsync(Permission.Administer) && await memberships.MayManageAsync(account, cancel) && (await factors.StateAsync(account, cancel)).IsThere;

    /// <summary>Takes key, recovery codes and passkeys away: the phone that is lost held them.</summary>
    /// <exception cref="AccountRefusal">There is nothing to reset.</exception>
    /// <exception cref="AccessDeniedException">Not an administrator, or their own account.</exception>
    public async Task ResetAsync(long account, string reason, CancellationToken cancel)
    {
        if (!await user.MayAnywhereAsync(Permission.Administer) || !await memberships.MayManageAsync(account, cancel))
        {
            throw new AccessDeniedException(Permission.Administer);
        }

        if (!await MayAsync(account, cancel))
        {
            throw new AccountRefusal("Tài khoản này chưa bật xác thực hai bước.", "This account has no second step.");
        }

        var found = await people.OfAsync([account]);
        var news = new AccountNews(
            $"account/second-factor/{Guid.NewGuid():N}",
            "Xác thực hai bước của bạn đã được đặt lại",
            "Your second sign-in step was reset",
            $"{user.UserName} đã đặt lại xác thực hai bước của tài khoản bạn. Lần đăng nhập tới chỉ cần mật khẩu: hãy bật lại ngay. Nếu bạn không yêu cầu, hãy đổi mật khẩu và báo quản trị.",
            $"{user.UserName} reset the second sign-in step of your account. The next sign-in takes the password alone: turn it on again at once. If you did not ask for this, change your password and tell the administrator.");
        await database.WriteAsync(
            async session =>
            {
                await SecondFactors.RemoveAsync(session, account);
                await PasskeyBook.RemoveAllAsync(session, account);
                await audit.RecordAsync(session, user.Actor, new AuditEntry("account.second-factor-reset", "account", account.ToString(CultureInfo.InvariantCulture)) { Reason = reason });
                foreach (var teller in found.Count > 0 ? tellers : [])
                {
                    await teller.TellAsync(session, found[0], news);
                }
            },
            cancel);
    }
}
