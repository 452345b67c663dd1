using System.Globalization;
using Campaign111.Platform.Audit;
using Campaign111.Platform.Data;
using Campaign111.Platform.Security;

namespace Campaign111.Features.Accounts;

/// <summary>A token as its owner sees it: never the secret itself.</summary>
public sealed class ApiToken
{
    public long Id { get; init; }

    public long AccountId { get; init; }

    /// <summary>First letters of the secret.</summary>
    public string Prefix { get; init; } = "";

    public string Label { get; init; } = "";

    public DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset ExpiresAt { get; init; }

    public DateTimeOffset? RevokedAt { get; init; }

    /// <summary>To within <see cref="ApiTokenService.UseMark"/>.</summary>
    public DateTimeOffset? LastUsedAt { get; init; }
}

/// <summary>Whom a token speaks for: one look-up, since it is made at each request.</summary>
public sealed class TokenOwner
{
    /// <summary>Of the token.</summary>
    public long Id { get; init; }

    public long AccountId { get; init; }

    public string UserName { get; init; } = "";

    public string DisplayName { get; init; } = "";

    public DateTimeOffset? LastUsedAt { get; init; }

    public DateTimeOffset ExpiresAt { get; init; }
}

/// <summary>Bearer tokens of the API: made once, stored as hashes, expiring and revocable.</summary>
public sealed class ApiTokenService(Database database, AccessCache cache, AuditLog audit, TimeProvider time)
{
    /// <summary>What every token begins with, so that leaked ones can be searched for.</summary>
    public const string Kind = "C111-";

    public const int DefaultDays = 180;

    public const int MostDays = 366;

    /// <summary>Longest label, in characters.</summary>
    public const int LongestLabel = 100;

    /// <summary>The last use is noted at most this often: a write for each request would cost more than the request.</summary>
    public static readonly TimeSpan UseMark = TimeSpan.FromMinutes(5);

    private const string Columns = "id, account_id, prefix, label, created_at, expires_at, revoked_at, last_used_at";

    private const string Insert = """
        INSERT INTO api_token (account_id, prefix, token_hash, label, created_at, expires_at)
        VALUES (@account, @prefix, @hash, @label, @now, @expires)
        """;

    private const string ByHash = """
        SELECT t.id, t.account_id, t.last_used_at, t.expires_at, a.user_name, a.display_name
        FROM api_token t JOIN account a ON a.id = t.account_id
        WHERE t.token_hash = @hash AND t.revoked_at IS NULL AND t.expires_at > @now AND a.closed_at IS NULL
        """;

    private const string OfAccountSql = $"SELECT {Columns} FROM api_token WHERE account_id = @account ORDER BY id DESC";

    private const string MarkUse = "UPDATE api_token SET last_used_at = @now WHERE id = @id";

    private const string Revoke = "UPDATE api_token SET revoked_at = @now WHERE id = @id AND account_id = @account AND revoked_at IS NULL";

    /// <summary>A new token of an account. The returned secret is shown once and is nowhere stored.</summary>
    public async Task<string> CreateAsync(Actor actor, long account, string label, int days = DefaultDays, CancellationToken cancel = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(days, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(days, MostDays);
        var secret = SecretToken.Create(Kind);
        var prefix = secret.Text[..(Kind.Length + 4)];
        var now = time.GetUtcNow();
        await database.WriteAsync(
            async session =>
            {
                var id = await session.InsertAsync(Insert, new { account, prefix, hash = secret.Hash, label, now, expires = now.AddDays(days) });
                await audit.RecordAsync(session, actor, Entry("token.created", id, new { account, prefix, label, days }));
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

                await audit.RecordAsync(session, actor, Entry("token.revoked", id, null));
                return true;
            },
            cancel);
        cache.Forget();
        return done;
    }

    private static AuditEntry Entry(string action, long id, object? after) =>
        new(action, "token", id.ToString(CultureInfo.InvariantCulture)) { After = after };
}
