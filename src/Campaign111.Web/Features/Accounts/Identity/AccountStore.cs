using System.Data.Common;
using System.Globalization;
using Campaign111.Features.Accounts.Passkeys;
using Campaign111.Features.Accounts.TwoFactor;
using Campaign111.Platform.Audit;
using Campaign111.Platform.Data;
using Campaign111.Platform.Security;
using Microsoft.AspNetCore.Identity;

namespace Campaign111.Features.Accounts.Identity;

/// <summary>Accounts for ASP.NET Core Identity. Every change is audited by the names of the fields that changed, never by their values.</summary>
public sealed partial class AccountStore(
    Database database, AccessCache cache, AuditLog audit, CurrentUser user, IdentityErrorDescriber errors, SecondFactors factors,
    PasskeyBook passkeys) : IUserStore<Account>
{
    private const string Columns = """
        id, user_name, user_name_key, display_name, email, email_key, email_confirmed, language, password_hash, security_stamp,
        concurrency_stamp, failed_count, locked_until, created_at, last_sign_in_at, closed_at
        """;

    private const string ById = $"SELECT {Columns} FROM account WHERE id = @id";

    private const string ByName = $"SELECT {Columns} FROM account WHERE user_name_key = @key";

    private const string ByEmail = $"SELECT {Columns} FROM account WHERE email_key = @key ORDER BY id";

    private const string Update = """
        UPDATE account
        SET user_name = @UserName, user_name_key = @UserNameKey, display_name = @DisplayName, search_text = @searchText, email = @Email,
            email_key = @EmailKey, email_confirmed = @EmailConfirmed, language = @Language, password_hash = @PasswordHash,
            security_stamp = @SecurityStamp, concurrency_stamp = @next, failed_count = @FailedCount, locked_until = @LockedUntil,
            last_sign_in_at = @LastSignInAt, closed_at = @ClosedAt
        WHERE id = @Id AND concurrency_stamp = @ConcurrencyStamp
        """;

    private const string Delete = "DELETE FROM account WHERE id = @id AND concurrency_stamp = @stamp";

    public async Task<IdentityResult> CreateAsync(Account account, CancellationToken cancel)
    {
        try
        {
            account.Id = await database.WriteAsync(
                async session =>
                {
                    var id = await AccountRows.InsertAsync(session, account);
                    await audit.RecordAsync(session, user.Actor, Entry("account.created", id, null));
                    return id;
                },
                cancel);
            return IdentityResult.Success;
        }
        catch (DbException error) when (database.Dialect.IsDuplicateKey(error))
        {
            return IdentityResult.Failed(errors.DuplicateUserName(account.UserName));
        }
    }

    public async Task<IdentityResult> UpdateAsync(Account account, CancellationToken cancel)
    {
        // Identity asks for an update after each use of a recovery code, too, when nothing of the account has changed.
        if (await FindByIdAsync($"{account.Id}", cancel) is { } stored && stored.ConcurrencyStamp == account.ConcurrencyStamp && Fields(stored, account).Count == 0)
        {
            return IdentityResult.Success;
        }

        var next = Guid.NewGuid().ToString("N");
        var updated = await database.WriteAsync(
            async session =>
            {
                var before = await session.FirstAsync<Account>(ById, new { id = account.Id });
                var parameters = new Dapper.DynamicParameters(account);
                parameters.Add("next", next);
                parameters.Add("searchText", AccountRows.SearchText(account));
                if (before is null || await session.ExecuteAsync(Update, parameters) == 0)
                {
                    return false;
                }

                await audit.RecordAsync(session, user.Actor, Entry("account.updated", account.Id, Changed(before, account)));
                return true;
            },
            cancel);
        if (!updated)
        {
            return IdentityResult.Failed(errors.ConcurrencyFailure());
        }

        cache.Forget();
        account.ConcurrencyStamp = next;
        return IdentityResult.Success;
    }

    /// <summary>Only an account that nothing refers to can be deleted; the others are closed.</summary>
    public async Task<IdentityResult> DeleteAsync(Account account, CancellationToken cancel)
    {
        var deleted = await database.WriteAsync(
            async session =>
            {
                await audit.RecordAsync(session, user.Actor, Entry("account.deleted", account.Id, null));
                return await session.ExecuteAsync(Delete, new { id = account.Id, stamp = account.ConcurrencyStamp });
            },
            cancel);
        cache.Forget();
        return deleted == 1 ? IdentityResult.Success : IdentityResult.Failed(errors.ConcurrencyFailure());
    }

    public Task<Account?> FindByIdAsync(string userId, CancellationToken cancel) =>
        long.TryParse(userId, NumberStyles.None, CultureInfo.InvariantCulture, out var id)
            ? database.ReadAsync(session => session.FirstAsync<Account>(ById, new { id }), cancel)
            : Task.FromResult<Account?>(null);

    public Task<Account?> FindByNameAsync(string normalizedUserName, CancellationToken cancel) =>
        database.ReadAsync(session => session.FirstAsync<Account>(ByName, new { key = normalizedUserName }), cancel);

    public Task<Account?> FindByEmailAsync(string normalizedEmail, CancellationToken cancel) =>
        database.ReadAsync(session => session.FirstAsync<Account>(ByEmail, new { key = normalizedEmail }), cancel);

    public void Dispose()
    {
        // Nothing is held: connections belong to Database.
    }

    private static AuditEntry Entry(string action, long id, object? after) =>
        new(action, "account", id.ToString(CultureInfo.InvariantCulture)) { After = after };

    private static object Changed(Account before, Account after) => new { fields = Fields(before, after) };

    private static List<string> Fields(Account before, Account after) =>
    [
        .. typeof(Account).GetProperties()
            .Where(property => property.CanWrite && property.Name != nameof(Account.ConcurrencyStamp))
            .Where(property => !Equals(property.GetValue(before), property.GetValue(after)))
            .Select(property => property.Name)
            .Order(StringComparer.Ordinal),
    ];
}
