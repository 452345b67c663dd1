using System.Data.Common;
using System.Globalization;
using System.Security.Cryptography;
using Campaign111.Platform.Audit;
using Campaign111.Platform.Data;
using Microsoft.AspNetCore.DataProtection;

namespace Campaign111.Features.Accounts.TwoFactor;

/// <summary>What an account has beside its password.</summary>
/// <param name="Since">When the authenticator app was set up; null: none.</param>
/// <param name="CodesLeft">Recovery codes that still work.</param>
/// <param name="Passkeys">How many passkeys.</param>
public sealed record SecondFactorState(DateTimeOffset? Since, int CodesLeft, int Passkeys)
{
    /// <summary>True when signing in asks for a code.</summary>
    public bool IsOn => Since is not null;

    /// <summary>True when there is an app or a passkey: what a role asks for.</summary>
    public bool IsThere => IsOn || Passkeys > 0;
}

/// <summary>Whether another code may be tried.</summary>
public enum CodeTry
{
    /// <summary>Too many wrong ones: not for a while.</summary>
    Locked,
    Allowed,

    /// <summary>Allowed, and if it is wrong there is a lock.</summary>
    Last,
}

/// <summary>Authenticator keys and recovery codes of the accounts.</summary>
public sealed partial class SecondFactors(Database database, IDataProtectionProvider protection, AuditLog audit, TimeProvider time, ILogger<SecondFactors> log)
{
    public const int WrongCodesUntilLock = 5;
    public static readonly TimeSpan LockTime = TimeSpan.FromMinutes(15);

    private const string State = """
        SELECT a.created_at AS since, (SELECT COUNT(*) FROM account_recovery_code c WHERE c.account_id = b.id AND c.used_at IS NULL) AS codes_left,
            (SELECT COUNT(*) FROM account_passkey p WHERE p.account_id = b.id) AS passkeys
        FROM account b LEFT JOIN account_authenticator a ON a.account_id = b.id WHERE b.id = @account
        """;

    private const string Key = "SELECT protected_key FROM account_authenticator WHERE account_id = @account";

    // The condition is the guard against a second use: of two requests with one code only one changes the row.
    private const string Accept = "UPDATE account_authenticator SET last_step = @step WHERE account_id = @account AND last_step < @step";

    private const string Take = """
        UPDATE account_authenticator
        SET tries = CASE WHEN tries + 1 >= @most THEN 0 ELSE tries + 1 END, locked_until = CASE WHEN tries + 1 >= @most THEN @until ELSE NULL END
        WHERE account_id = @account AND (locked_until IS NULL OR locked_until <= @now)
        """;

    private const string IsLast = "SELECT COUNT(*) FROM account_authenticator WHERE account_id = @account AND locked_until IS NOT NULL";

    private const string Clear = "UPDATE account_authenticator SET tries = 0, locked_until = NULL WHERE account_id = @account";

    private const string Insert = """
        INSERT INTO account_authenticator (account_id, protected_key, last_step, tries, locked_until, created_at)
        VALUES (@account, @protectedKey, @step, 0, NULL, @now)
        """;

    private const string Remove = "DELETE FROM account_authenticator WHERE account_id = @account";

    private const string InsertCode = "INSERT INTO account_recovery_code (account_id, code_hash, used_at) VALUES (@account, @hash, NULL)";

    private const string RemoveCodes = "DELETE FROM account_recovery_code WHERE account_id = @account";

    private const string Redeem = "UPDATE account_recovery_code SET used_at = @now WHERE account_id = @account AND code_hash = @hash AND used_at IS NULL";

    public async Task<SecondFactorState> StateAsync(long account, CancellationToken cancel = default) =>
        await database.ReadAsync(session => session.FirstAsync<Row>(State, new { account }), cancel) is { } row
            ? new SecondFactorState(row.Since, row.CodesLeft, row.Passkeys) : new SecondFactorState(null, 0, 0);

    /// <summary>The shared secret in base 32; null without one, or when the keys that protected it are gone.</summary>
    public async Task<string?> KeyAsync(long account, CancellationToken cancel = default)
    {
        if (await database.ReadAsync(session => session.FirstAsync<string>(Key, new { account }), cancel) is not { } stored)
        {
            return null;
        }

        try
        {
            return Protector(account).Unprotect(stored);
        }
        catch (CryptographicException error)
        {
            LogUnreadable(log, account, error);
            return null;
        }
    }

    /// <summary>True once for each step, and never for one before it.</summary>
    public Task<bool> AcceptAsync(long account, long step, CancellationToken cancel = default) =>
        database.WriteAsync(async session => await session.ExecuteAsync(Accept, new { account, step }) == 1, cancel);

    /// <summary>Counts a try before its code is looked at, so that many at once are no more than one after another.</summary>
    public Task<CodeTry> TakeTryAsync(long account, CancellationToken cancel = default) => database.WriteAsync(
        async session =>
        {
            var now = time.GetUtcNow();
            return await session.ExecuteAsync(Take, new { account, now, until = now + LockTime, most = WrongCodesUntilLock }) == 0 ? CodeTry.Locked
                : await session.ScalarAsync<int>(IsLast, new { account }) > 0 ? CodeTry.Last
                : CodeTry.Allowed;
        },
        cancel);

    /// <summary>After a right code: wrong ones before it no longer count.</summary>
    public Task ClearTriesAsync(long account, CancellationToken cancel = default) =>
        database.WriteAsync(session => session.ExecuteAsync(Clear, new { account }), cancel);

    /// <summary>The lock, for the trail.</summary>
    public Task LockedAsync(Actor actor, long account, CancellationToken cancel = default) => database.WriteAsync(
        session => audit.RecordAsync(session, actor, new AuditEntry("account.second-factor-locked", "account", Id(account))), cancel);

    /// <summary>Uses a recovery code up; false when it is none, or was used.</summary>
    public Task<bool> RedeemAsync(Actor actor, long account, string typed, CancellationToken cancel = default) => database.WriteAsync(
        async session =>
        {
            if (await session.ExecuteAsync(Redeem, new { account, hash = RecoveryCode.HashOf(typed), now = time.GetUtcNow() }) == 0)
            {
                return false;
            }

            await audit.RecordAsync(session, actor, new AuditEntry("account.recovery-used", "account", Id(account)));
            return true;
        },
        cancel);

    /// <summary>Turns the second step on with a key that was proven, and gives new recovery codes.</summary>
    /// <param name="actor">Who.</param>
    /// <param name="account">Whose.</param>
    /// <param name="key">In base 32.</param>
    /// <param name="step">Of the code that proved it: it does not work again.</param>
    /// <param name="replaces">True when an app that is set up gives way to this one.</param>
    /// <param name="cancel">Gives up before the commit.</param>
    /// <returns>The codes, to be shown once; null when there is an app already and it was not to be replaced.</returns>
    public async Task<IReadOnlyList<string>?> EnableAsync(Actor actor, long account, string key, long step, bool replaces, CancellationToken cancel = default)
    {
        var codes = RecoveryCode.NewSet();
        var protectedKey = Protector(account).Protect(key);
        try
        {
            await database.WriteAsync(
                async session =>
                {
                    if (replaces)
                    {
                        await session.ExecuteAsync(Remove, new { account });
                    }

                    await session.ExecuteAsync(Insert, new { account, protectedKey, step, now = time.GetUtcNow() });
                    await StoreCodesAsync(session, account, codes);
                    await audit.RecordAsync(session, actor, new AuditEntry("account.second-factor-on", "account", Id(account)) { After = new { replaces } });
                },
                cancel);
        }
        catch (DbException error) when (database.Dialect.IsDuplicateKey(error))
        {
            return null;
        }

        return codes;
    }

    /// <summary>Ten codes in place of those before; to be shown once.</summary>
    public async Task<IReadOnlyList<string>> RenewCodesAsync(Actor actor, long account, CancellationToken cancel = default)
    {
        var codes = RecoveryCode.NewSet();
        await ReplaceCodesAsync(actor, account, codes, cancel);
        return codes;
    }

    /// <summary>The same with given codes.</summary>
    public Task ReplaceCodesAsync(Actor actor, long account, IEnumerable<string> codes, CancellationToken cancel = default) => database.WriteAsync(
        async session =>
        {
            await StoreCodesAsync(session, account, codes);
            await audit.RecordAsync(session, actor, new AuditEntry("account.recovery-renewed", "account", Id(account)));
        },
        cancel);

    /// <summary>Its owner turns the second step off.</summary>
    public Task TurnOffAsync(Actor actor, long account, CancellationToken cancel = default) => database.WriteAsync(
        async session =>
        {
            await RemoveAsync(session, account);
            await audit.RecordAsync(session, actor, new AuditEntry("account.second-factor-off", "account", Id(account)));
        },
        cancel);

    /// <summary>Takes key and codes away inside an open transaction, whose event says why.</summary>
    public static async Task RemoveAsync(DbSession session, long account)
    {
        await session.ExecuteAsync(Remove, new { account });
        await session.ExecuteAsync(RemoveCodes, new { account });
    }

    private static async Task StoreCodesAsync(DbSession session, long account, IEnumerable<string> codes)
    {
        await session.ExecuteAsync(RemoveCodes, new { account });
        await session.ExecuteAsync(InsertCode, codes.Select(code => new { account, hash = RecoveryCode.HashOf(code) }));
    }

    // With the account in its purpose: a key copied into another row is of no use there.
    private IDataProtector Protector(long account) => protection.CreateProtector("Campaign111.SecondFactor", Id(account));

    private static string Id(long account) => account.ToString(CultureInfo.InvariantCulture);

    [LoggerMessage(Level = LogLevel.Error, Message = "The authenticator key of account {Account} cannot be read: the installation's keys that protected it are gone. Its recovery codes still work; an administrator can reset it")]
    private static partial void LogUnreadable(ILogger logger, long account, Exception error);

    private sealed class Row
    {
        public DateTimeOffset? Since { get; init; }

        public int CodesLeft { get; init; }

        public int Passkeys { get; init; }
    }
}
