using System.Globalization;
using Campaign111.Platform.Audit;
using Campaign111.Platform.Data;
using Campaign111.Platform.Security;

namespace Campaign111.Features.Accounts;

/// <summary>Bearer tokens of the API: made once, stored as hashes, for some scopes, expiring and revocable. They end with a reset password, with the
/// account, and with its last role.</summary>
public sealed class ApiTokenService(Database database, AccessCache cache, AuditLog audit, TimeProvider time)
{
    /// <summary>What every token begins with, so that leaked ones can be searched for.</summary>
    public const string Kind = "C111-";

    public const int DefaultDays = 180;

    public const int MostDays = 400;

    /// <summary>Longest label, in characters.</summary>
    public const int LongestLabel = 100;

    /// <summary>The last use is noted at most this often: a write for each request would cost more than the request.</summary>
    public static readonly TimeSpan UseMark = TimeSpan.FromHours(1);

    private const string Columns = "id, account_id, prefix, label, scopes, created_at, expires_at, revoked_at, last_used_at";

    private const string Insert = """
        INSERT INTO api_token (account_id, prefix, token_hash, label, scopes, created_at, expires_at)
        VALUES (@account, @prefix, @hash, @label, @scopes, @now, @expires)
        """;

    private const string ByHash = """
        SELECT t.id, t.account_id, t.scopes, t.last_used_at, t.expires_at, a.user_name, a.display_name
        FROM api_token t JOIN account a ON a.id = t.account_id
        WHERE t.token_hash = @hash AND t.revoked_at IS NULL AND t.expires_at > @now AND a.closed_at IS NULL
            AND EXISTS (SELECT 1 FROM membership m WHERE m.account_id = a.id AND m.ended_at IS NULL)
        """;

    private const string OfAccountSql = $"SELECT {Columns} FROM api_token WHERE account_id = @account ORDER BY id DESC";

    private const string MarkUse = "UPDATE api_token SET last_used_at = @now WHERE id = @id";

    private const string Revoke = "UPDATE api_token SET revoked_at = @now WHERE id = @id AND account_id = @account AND revoked_at IS NULL";

    private const string RevokeAll = "UPDATE api_token SET revoked_at = @now WHERE account_id = @account AND revoked_at IS NULL AND expires_at > @now";

    /// <summary>A new token of an account. The returned secret is shown once and is nowhere stored.</summary>
    /// <param name="actor">Who makes it.</param>
    /// <param name="account">Whose it is.</param>
    /// <param name="label">What it is for.</param>
    /// <param name="days">Days until it ends, 1 to <see cref="MostDays"/>.</param>
    /// <param name="scopes">Codes of <see cref="ApiScopes"/>; null for all of them.</param>
    /// <param name="cancel">Ends it.</param>
    /// <exception cref="ArgumentException">The days are out of range, a scope is unknown, or none is given.</exception>
    public async Task<string> CreateAsync(
        Actor actor, long account, string label, int days = DefaultDays, IReadOnlyCollection<string>? scopes = null, CancellationToken cancel = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(days, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(days, MostDays);
        var allowed = string.Join(' ', Known(scopes ?? ApiScopes.All));
        var secret = SecretToken.Create(Kind);
        var prefix = secret.Text[..(Kind.Length + 4)];
        var now = time.GetUtcNow();
        await database.WriteAsync(
            async session =>
            {
                var id = await session.InsertAsync(Insert, new { account, prefix, hash = secret.Hash, label, scopes = allowed, now, expires = now.AddDays(days) });
                await audit.RecordAsync(session, actor, Entry("token.created", id, new { account, prefix, label, scopes = allowed, days }));
            },
            cancel);
        return secret.Text;
    }

    /// <summary>The open account behind a token that is valid now, or null.</summary>
    public async Task<TokenOwner?> OwnerAsync(string secret, CancellationToken cancel)
    {
        var now = time.GetUtcNow();
        var hash = SecretToken.HashOf(secret);
        if (cache.TryOwner(hash, out var kept) && kept.ExpiresAt > now)
        {
            return kept;
        }

        var asOf = cache.Version;
        var token = await database.ReadAsync(session => session.FirstAsync<TokenOwner>(ByHash, new { hash, now }), cancel);
        if (token is null)
        {
            return null;
        }

        if (token.LastUsedAt is null || now - token.LastUsedAt > UseMark)
        {
            // A mark, no act of a person: not audited.
            await database.WriteAsync(session => session.ExecuteAsync(MarkUse, new { id = token.Id, now }), cancel);
        }

        cache.Keep(hash, token, asOf);
        return token;
    }

    /// <summary>All tokens of an account, newest first.</summary>
    public Task<IReadOnlyList<ApiToken>> OfAccountAsync(long account, CancellationToken cancel = default) =>
        database.ReadAsync(session => session.QueryAsync<ApiToken>(OfAccountSql, new { account }), cancel);

    /// <summary>Takes a token of this account back; false when there is no such valid token.</summary>
    public async Task<bool> RevokeAsync(Actor actor, long account, long id, CancellationToken cancel = default)
    {
        var done = await database.WriteAsync(
            async session =>
            {
                if (await session.ExecuteAsync(Revoke, new { id, account, now = time.GetUtcNow() }) == 0)
                {
                    return false;
                }

                await audit.RecordAsync(session, actor, Entry("token.revoked", id, new { account }));
                return true;
            },
            cancel);
        cache.Forget();
        return done;
    }

    /// <summary>Takes all tokens of an account back, within the write that gives the reason. The caller lets <see cref="AccessCache.Forget"/> follow the commit.</summary>
    public async Task EndAllAsync(DbSession session, Actor actor, long account)
    {
        var ended = await session.ExecuteAsync(RevokeAll, new { account, now = time.GetUtcNow() });
        if (ended > 0)
        {
            var subject = account.ToString(CultureInfo.InvariantCulture);
            await audit.RecordAsync(session, actor, new AuditEntry("token.ended", "account", subject) { After = new { tokens = ended } });
        }
    }

    private static IReadOnlyList<string> Known(IReadOnlyCollection<string> scopes) =>
        scopes.Count > 0 && scopes.All(ApiScopes.All.Contains)
            ? [.. scopes.Distinct().Order(StringComparer.Ordinal)]
            : throw new ArgumentException($"Scopes are some of: {string.Join(", ", ApiScopes.All)}.", nameof(scopes));

    private static AuditEntry Entry(string action, long id, object? after) =>
        new(action, "token", id.ToString(CultureInfo.InvariantCulture)) { After = after };
}
