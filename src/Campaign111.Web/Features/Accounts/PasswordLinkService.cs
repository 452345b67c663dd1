using System.Globalization;
using Campaign111.Features.Accounts.Sessions;
using Campaign111.Features.Hierarchy;
using Campaign111.Platform.Audit;
using Campaign111.Platform.Data;
using Campaign111.Platform.Security;
using Microsoft.AspNetCore.Identity;

namespace Campaign111.Features.Accounts;

/// <summary>Who stands behind a link that still works.</summary>
public sealed record LinkOwner(LinkKind Kind, Account Account);

/// <summary>Links with which people choose a password themselves: after an invitation, or when they forgot theirs.</summary>
public sealed class PasswordLinkService(
    Database database, UserManager<Account> users, IPasswordHasher<Account> hasher, IMembershipSource memberships, CurrentUser user, AuditLog audit, TimeProvider time,
    UnitDirectory units, ApiTokenService tokens, AccessCache cache, SessionBook sessions)
{
    private const string SetPassword = """
        UPDATE account SET password_hash = @hash, security_stamp = @stamp, concurrency_stamp = @stamp, failed_count = 0, locked_until = NULL WHERE id = @id
        """;

    /// <summary>A link for somebody who forgot the password, or whose invitation expired. Earlier links of theirs stop working.</summary>
    /// <returns>The secret, to be shown once.</returns>
    /// <exception cref="AccountRefusal">This person does not stand above the other.</exception>
    public async Task<string> CreateAsync(Account account, CancellationToken cancel)
    {
        var theirs = await memberships.OfAccountAsync(account.Id, cancel);
        if (account.Id == user.AccountId || !GrantRules.StandsAbove(await user.MembershipsAsync(cancel), theirs))
        {
            throw new AccountRefusal(
                "Chỉ cấp trên của người này hoặc quản trị mới tạo được liên kết đặt mật khẩu.", "Only this person's superior or an administrator can make a link to set a password.");
        }

        var secret = SecretToken.Create();
        var kind = account.PasswordHash is null ? LinkKind.Invitation : LinkKind.Reset;
        var unit = theirs.Count > 0 ? await units.FindAsync(theirs[0].UnitId) : null;
        var actor = unit is null ? user.Actor : await user.ActorForAsync(unit.Id, unit.FullName);
        await database.WriteAsync(
            async session =>
            {
                await OneTimeLink.StoreAsync(session, secret, kind, account.Id, actor.AccountId, time.GetUtcNow());
                await audit.RecordAsync(session, actor, Entry("account.link", account, unit?.Id));
            },
            cancel);
        return secret.Text;
    }

    /// <summary>Whose password a link may set, or null when it is unknown, used, revoked or expired.</summary>
    public async Task<LinkOwner?> FindAsync(string secret, CancellationToken cancel)
    {
        var link = await database.ReadAsync(session => OneTimeLink.FindAsync(session, secret, time.GetUtcNow()), cancel);
        var account = link?.AccountId is { } id ? await users.FindByIdAsync(id.ToString(CultureInfo.InvariantCulture)) : null;
        return account is { ClosedAt: null } ? new LinkOwner(link!.Kind, account) : null;
    }

    /// <summary>Uses the link up and sets the password; every session of the account ends, and with a reset every token.</summary>
    /// <returns>What is wrong with the password, or success; null when the link no longer works.</returns>
    public async Task<IdentityResult?> UseAsync(string secret, string password, CancellationToken cancel)
    {
        if (await FindAsync(secret, cancel) is not { } owner)
        {
            return null;
        }

        foreach (var validator in users.PasswordValidators)
        {
            var result = await validator.ValidateAsync(users, owner.Account, password);
            if (!result.Succeeded)
            {
                return result;
            }
        }

        var hash = hasher.HashPassword(owner.Account, password);
        var stamp = Guid.NewGuid().ToString("N");
        var done = await database.WriteAsync(
            async session =>
            {
                var now = time.GetUtcNow();
                if (await OneTimeLink.FindAsync(session, secret, now) is not { } link || !await link.UseAsync(session, now))
                {
                    return false;
                }

                await session.ExecuteAsync(SetPassword, new { id = owner.Account.Id, hash, stamp });
                await SessionBook.EndAllAsync(session, owner.Account.Id, null);
                await audit.RecordAsync(session, new Actor(owner.Account.Id, owner.Account.UserName), Entry("account.password-set", owner.Account, null));
                if (link.Kind == LinkKind.Reset)
                {
                    // Whoever had the old password may have made tokens with it.
                    await tokens.EndAllAsync(session, new Actor(owner.Account.Id, owner.Account.UserName), owner.Account.Id);
                }

                return true;
            },
            cancel);
        cache.Forget();
        sessions.Forget();
        return done ? IdentityResult.Success : null;
    }

    private static AuditEntry Entry(string action, Account account, long? unit) =>
        new(action, "account", account.Id.ToString(CultureInfo.InvariantCulture)) { UnitId = unit };
}
