using System.Data.Common;
using System.Globalization;
using Campaign111.Features.Hierarchy;
using Campaign111.Platform.Audit;
using Campaign111.Platform.Data;
using Campaign111.Platform.Security;
using Microsoft.AspNetCore.Identity;

namespace Campaign111.Features.Accounts;

/// <summary>The first administrator of an installation with real data. There is no default password: whoever reads the console of the server
/// opens the link that it prints.</summary>
public sealed class SetupService(
    Database database, UserManager<Account> users, IPasswordHasher<Account> hasher, IdentityErrorDescriber errors, UnitDirectory units, AuditLog audit, TimeProvider time)
{
    private const string CountAdministrators = """
        SELECT COUNT(*) FROM membership m JOIN account a ON a.id = m.account_id
        WHERE m.role = 'administrator' AND m.ended_at IS NULL AND a.closed_at IS NULL AND a.password_hash IS NOT NULL
        """;

    /// <summary>A new setup link, or null when there is an administrator. Earlier setup links stop working.</summary>
    /// <returns>The secret, to be shown once.</returns>
    public async Task<string?> CreateLinkAsync(CancellationToken cancel)
    {
        var secret = SecretToken.Create();
        return await database.WriteAsync(
            async session =>
            {
                if (await session.ScalarAsync<int>(CountAdministrators) > 0)
                {
                    return null;
                }

                await OneTimeLink.StoreAsync(session, secret, LinkKind.Setup, null, null, time.GetUtcNow());
                await audit.RecordAsync(session, Actor.System, new AuditEntry("account.setup-link", "account", "setup"));
                return secret.Text;
            },
            cancel);
    }

    /// <summary>True when the link still works and nobody administers yet.</summary>
    public Task<bool> IsOpenAsync(string secret, CancellationToken cancel) =>
        database.ReadAsync(async session => await FindAsync(session, secret) is not null, cancel);

    /// <summary>Makes the administrator at the root of all units.</summary>
    /// <returns>What is wrong with name or password, or success; null when the link no longer works.</returns>
    public async Task<IdentityResult?> UseAsync(string secret, string userName, string displayName, string password, CancellationToken cancel)
    {
        var root = await units.RootAsync();
        if (root is null)
        {
            throw new AccountRefusal(
                "Chưa có danh mục đơn vị hành chính. Hãy chạy lệnh import units rồi mở lại liên kết này.", "There are no administrative units yet. Run the command import units, then open this link again.");
        }

        if (!InvitationService.IsUserName(userName))
        {
            return IdentityResult.Failed(errors.InvalidUserName(userName));
        }

        var account = AccountRows.New(userName, displayName, null, time.GetUtcNow());
        foreach (var validator in users.PasswordValidators)
        {
            var result = await validator.ValidateAsync(users, account, password);
            if (!result.Succeeded)
            {
                return result;
            }
        }

        account.PasswordHash = hasher.HashPassword(account, password);
        try
        {
            return await database.WriteAsync(session => StoreAsync(session, secret, account, root), cancel);
        }
        catch (DbException error) when (database.Dialect.IsDuplicateKey(error))
        {
            return IdentityResult.Failed(errors.DuplicateUserName(account.UserName));
        }
    }

    private async Task<IdentityResult?> StoreAsync(DbSession session, string secret, Account account, Unit root)
    {
        if (await FindAsync(session, secret) is not { } link || !await link.UseAsync(session, time.GetUtcNow()))
        {
            return null;
        }

        var id = await AccountRows.InsertAsync(session, account);
        await AccountRows.GrantAsync(session, id, new Membership(Role.Administrator, root.Id, root.Path), account.CreatedAt);
        await audit.RecordAsync(session, new Actor(id, account.UserName), new AuditEntry("account.setup", "account", id.ToString(CultureInfo.InvariantCulture)));
        return IdentityResult.Success;
    }

    private async Task<OneTimeLink?> FindAsync(DbSession session, string secret)
    {
        var link = await OneTimeLink.FindAsync(session, secret, time.GetUtcNow());
        return link is { Kind: LinkKind.Setup } && await session.ScalarAsync<int>(CountAdministrators) == 0 ? link : null;
    }
}
