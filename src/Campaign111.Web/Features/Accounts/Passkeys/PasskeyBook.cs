using System.Globalization;
using Campaign111.Platform.Audit;
using Campaign111.Platform.Data;
using Microsoft.AspNetCore.Identity;

namespace Campaign111.Features.Accounts.Passkeys;

/// <summary>Passkeys of the accounts.</summary>
public sealed class PasskeyBook(Database database, AuditLog audit, TimeProvider time)
{
    public const int LongestName = 100;

    // More than anybody has devices; without a bound a script could fill the table.
    public const int Most = 20;

    private const string Columns = """
        id, name, credential_hash, credential_id, public_key, sign_count, transports, is_user_verified, is_backup_eligible, is_backed_up, attestation_object, client_data_json,
        created_at, last_used_at
        """;

    private const string Of = $"SELECT {Columns} FROM account_passkey WHERE account_id = @account ORDER BY id";

    private const string One = $"SELECT {Columns} FROM account_passkey WHERE account_id = @account AND credential_hash = @hash";

    private const string Owner = "SELECT account_id FROM account_passkey WHERE credential_hash = @hash";

    private const string Count = "SELECT COUNT(*) FROM account_passkey WHERE account_id = @account";

    private const string Use = """
        UPDATE account_passkey SET sign_count = @SignCount, is_user_verified = @IsUserVerified, is_backed_up = @IsBackedUp, last_used_at = @now
        WHERE account_id = @account AND credential_hash = @CredentialHash
        """;

    private const string Insert = """
        INSERT INTO account_passkey (account_id, name, credential_hash, credential_id, public_key, sign_count, transports, is_user_verified, is_backup_eligible, is_backed_up,
            attestation_object, client_data_json, created_at, last_used_at)
        VALUES (@account, @Name, @CredentialHash, @CredentialId, @PublicKey, @SignCount, @Transports, @IsUserVerified, @IsBackupEligible, @IsBackedUp,
            @AttestationObject, @ClientDataJson, @CreatedAt, NULL)
        """;

    private const string Name = "UPDATE account_passkey SET name = @name WHERE id = @id AND account_id = @account";

    private const string Delete = "DELETE FROM account_passkey WHERE id = @id AND account_id = @account";

    private const string DeleteByHash = "DELETE FROM account_passkey WHERE credential_hash = @hash AND account_id = @account";

    private const string DeleteAll = "DELETE FROM account_passkey WHERE account_id = @account";

    public Task<IReadOnlyList<PasskeyRow>> OfAsync(long account, CancellationToken cancel = default) =>
        database.ReadAsync(session => session.QueryAsync<PasskeyRow>(Of, new { account }), cancel);

    public Task<PasskeyRow?> FindAsync(long account, byte[] credentialId, CancellationToken cancel = default) =>
        database.ReadAsync(session => session.FirstAsync<PasskeyRow>(One, new { account, hash = PasskeyRow.HashOf(credentialId) }), cancel);

    /// <summary>Whose a passkey is, or null.</summary>
    public Task<long?> OwnerAsync(byte[] credentialId, CancellationToken cancel = default) =>
        database.ReadAsync(session => session.FirstAsync<long?>(Owner, new { hash = PasskeyRow.HashOf(credentialId) }), cancel);

    public Task<int> CountAsync(long account, CancellationToken cancel = default) =>
        database.ReadAsync(session => session.ScalarAsync<int>(Count, new { account }), cancel);

    /// <summary>Notes the use of one that is known, or adds a new one with its event.</summary>
    /// <exception cref="AccountRefusal">There are too many.</exception>
    public Task StoreAsync(Actor actor, long account, UserPasskeyInfo passkey, CancellationToken cancel = default) => database.WriteAsync(
        async session =>
        {
            var parameters = new Dapper.DynamicParameters(PasskeyRow.From(passkey));
            parameters.Add("account", account);
            parameters.Add("now", time.GetUtcNow());
            if (await session.ExecuteAsync(Use, parameters) > 0)
            {
                return;
            }

            if (await session.ScalarAsync<int>(Count, new { account }) >= Most)
            {
                throw new AccountRefusal($"Mỗi tài khoản có tối đa {Most} khoá truy cập. Hãy gỡ bớt khoá không dùng.", $"An account has at most {Most} passkeys. Remove those that are not in use.");
            }

            await session.ExecuteAsync(Insert, parameters);
            await audit.RecordAsync(session, actor, new AuditEntry("account.passkey-added", "account", Id(account)) { After = new { name = passkey.Name } });
        },
        cancel);

    /// <summary>False when the account has no such one.</summary>
    public Task<bool> RenameAsync(Actor actor, long account, long id, string name, CancellationToken cancel = default) => database.WriteAsync(
        async session =>
        {
            if (await session.ExecuteAsync(Name, new { id, account, name }) == 0)
            {
                return false;
            }

            await audit.RecordAsync(session, actor, new AuditEntry("account.passkey-renamed", "account", Id(account)) { After = new { name } });
            return true;
        },
        cancel);

    /// <summary>False when the account has no such one.</summary>
    public Task<bool> RemoveAsync(Actor actor, long account, long id, CancellationToken cancel = default) => RemoveAsync(actor, account, Delete, new { id, account }, cancel);

    /// <summary>The same by its credential.</summary>
    public Task<bool> RemoveAsync(Actor actor, long account, byte[] credentialId, CancellationToken cancel = default) =>
        RemoveAsync(actor, account, DeleteByHash, new { hash = PasskeyRow.HashOf(credentialId), account }, cancel);

    /// <summary>All of them, inside a transaction whose event says why.</summary>
    public static Task RemoveAllAsync(DbSession session, long account) => session.ExecuteAsync(DeleteAll, new { account });

    private Task<bool> RemoveAsync(Actor actor, long account, string delete, object which, CancellationToken cancel) => database.WriteAsync(
        async session =>
        {
            if (await session.ExecuteAsync(delete, which) == 0)
            {
                return false;
            }

            await audit.RecordAsync(session, actor, new AuditEntry("account.passkey-removed", "account", Id(account)));
            return true;
        },
        cancel);

    private static string Id(long account) => account.ToString(CultureInfo.InvariantCulture);
}
