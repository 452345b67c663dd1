using System.Data.Common;
using System.Globalization;
using Campaign111.Features.Accounts.Passkeys;
using Campaign111.Features.Accounts.Sessions;
using Campaign111.Features.Accounts.TwoFactor;
using Campaign111.Features.Hierarchy;
using Campaign111.Platform.Audit;
using Campaign111.Platform.Data;
using Campaign111.Platform.Security;

namespace Campaign111.Features.Accounts;

/// <summary>Gives and ends roles, and closes accounts.</summary>
public sealed class MembershipService(
    Database database, IMembershipSource memberships, PeopleQueries people, CurrentUser user, AccessCache cache, ApiTokenService tokens, IEnumerable<IForgetsAccounts> others, AuditLog audit, TimeProvider time,
    SessionBook sessions)
{
    private const string End = """
        UPDATE membership SET ended_at = @now
        WHERE id = @id AND ended_at IS NULL
            AND EXISTS (SELECT 1 FROM membership m WHERE m.account_id = @account AND m.ended_at IS NULL AND m.id <> @id)
        """;

    private const string EndAll = "UPDATE membership SET ended_at = @now WHERE account_id = @account AND ended_at IS NULL";

    private const string Close = "UPDATE account SET closed_at = @now WHERE id = @account AND closed_at IS NULL";

    // A new stamp ends the sessions within a minute: the cookie may still say "administrator".
    private const string Restamp = "UPDATE account SET security_stamp = @stamp, concurrency_stamp = @stamp WHERE id = @account";

    private const string RevokeLinks = "UPDATE one_time_link SET revoked_at = @now WHERE account_id = @account AND used_at IS NULL AND revoked_at IS NULL";

    /// <summary>Gives an account one more role.</summary>
    /// <exception cref="AccountRefusal">The role may not be given there, does not fit the unit, or is held already.</exception>
    public async Task AddAsync(long account, Role role, Unit unit, long? organisation, CancellationToken cancel)
    {
        if (!GrantRules.Fits(role, unit.Level) || !GrantRules.MayGrant(await user.MembershipsAsync(cancel), role, unit.Path))
        {
            throw new AccountRefusal(
                $"Không giao được vai trò “{role.Name()}” tại {unit.FullName}: chỉ giao vai trò hợp với cấp của đơn vị, không cao hơn mình, trong địa bàn của mình.",
                $"The role “{role.Name()}” cannot be given at {unit.FullName}: only roles that fit the unit's level, no higher than yours, within your area.",
                "Role");
        }

        // A colleague with a role outside one's own area keeps being theirs; only somebody who stands above may widen what an account can do.
        await DemandAboveAsync(account, cancel);
        var actor = await user.ActorForAsync(unit.Id, unit.FullName);
        try
        {
            await database.WriteAsync(
                async session =>
                {
                    await AccountRows.GrantAsync(session, account, new Membership(role, unit.Id, unit.Path, organisation), time.GetUtcNow());
                    await session.ExecuteAsync(Restamp, new { account, stamp = Guid.NewGuid().ToString("N") });
                    await audit.RecordAsync(session, actor, Entry("membership.given", account, unit.Id) with { After = new { role = role.Code(), unit = unit.Code } });
                },
                cancel);
            cache.Forget();
        }
        catch (DbException error) when (database.Dialect.IsDuplicateKey(error))
        {
            throw new AccountRefusal("Người này đã có vai trò đó tại đơn vị đó.", "This person has that role there already.", "Role");
        }
    }

    /// <summary>Ends one role; the last one cannot be ended, the account is closed instead.</summary>
    public async Task EndAsync(long account, long membership, CancellationToken cancel)
    {
        await DemandAboveAsync(account, cancel);
        var rows = await people.OfAccountAsync(account, cancel);
        var row = rows.FirstOrDefault(candidate => candidate.MembershipId == membership) ?? throw new NotFoundException("No such role in force.");
        await database.WriteAsync(
            async session =>
            {
                // The account's row first: of two who each end another role, the second sees what the first left.
                await session.ExecuteAsync(Restamp, new { account, stamp = Guid.NewGuid().ToString("N") });
                if (await session.ExecuteAsync(End, new { id = membership, account, now = time.GetUtcNow() }) == 0)
                {
                    throw new AccountRefusal(
                        "Đây là vai trò cuối cùng của người này. Hãy đóng tài khoản, hoặc giao vai trò mới trước.", "This is the person's last role. Close the account, or give a new role first.");
                }

                await audit.RecordAsync(session, user.Actor, Entry("membership.ended", account, row.UnitId) with { Before = new { role = row.RoleCode, row.UnitId } });
            },
            cancel);
        cache.Forget();
    }

    /// <summary>Closes an account for good: roles, tokens, links, sessions and second steps end, other features forget what the person gave them; the row stays for
    /// the trail.</summary>
    public async Task CloseAsync(long account, string reason, CancellationToken cancel)
    {
        await DemandAboveAsync(account, cancel);
        var rows = await people.OfAccountAsync(account, cancel);
        await database.WriteAsync(
            async session =>
            {
                var now = time.GetUtcNow();
                await EndAccessAsync(session, account, now);
                foreach (var other in others)
                {
                    await other.ForgetAsync(session, account);
                }

                await audit.RecordAsync(session, user.Actor, Entry("account.closed", account, rows.Count > 0 ? rows[0].UnitId : null) with
                {
                    Before = new { roles = rows.Select(row => new { role = row.RoleCode, row.UnitId }) },
                    Reason = reason,
                });
            },
            cancel);
        cache.Forget();
        sessions.Forget();
    }

    /// <summary>True when the signed-in person stands above this account and it is not their own.</summary>
    public async Task<bool> MayManageAsync(long account, CancellationToken cancel = default) =>
        account != user.AccountId
        && GrantRules.StandsAbove(await user.MembershipsAsync(cancel), await memberships.OfAccountAsync(account, cancel));

    /// <summary>Takes every way in away from an account, within the transaction that closes or erases it: roles, tokens, links, sessions. May run twice.</summary>
    internal async Task EndAccessAsync(DbSession session, long account, DateTimeOffset now)
    {
        foreach (var sql in new[] { Close, EndAll, RevokeLinks })
        {
            await session.ExecuteAsync(sql, new { account, now });
        }

        await tokens.EndAllAsync(session, user.Actor, account);
        await session.ExecuteAsync(Restamp, new { account, stamp = Guid.NewGuid().ToString("N") });
        await SessionBook.EndAllAsync(session, account, null);
        await SecondFactors.RemoveAsync(session, account);
        await PasskeyBook.RemoveAllAsync(session, account);
    }

    private async Task DemandAboveAsync(long account, CancellationToken cancel)
    {
        if (!await MayManageAsync(account, cancel))
        {
            throw new AccessDeniedException(Permission.ManagePeople);
        }
    }

    private static AuditEntry Entry(string action, long account, long? unit) =>
        new(action, "account", account.ToString(CultureInfo.InvariantCulture)) { UnitId = unit };
}
