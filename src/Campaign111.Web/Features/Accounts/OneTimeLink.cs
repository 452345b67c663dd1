using Campaign111.Platform.Data;
using Campaign111.Platform.Security;

namespace Campaign111.Features.Accounts;

/// <summary>What a link lets its bearer do.</summary>
public enum LinkKind
{
    /// <summary>Become the first administrator.</summary>
    Setup,

    /// <summary>Choose a first password.</summary>
    Invitation,

    /// <summary>Choose a new password.</summary>
    Reset,
}

/// <summary>A link that works once, until a time. Only its hash is stored.</summary>
internal sealed class OneTimeLink
{
    public static readonly TimeSpan InvitationLife = TimeSpan.FromDays(14);
    public static readonly TimeSpan ResetLife = TimeSpan.FromDays(1);
    public static readonly TimeSpan SetupLife = TimeSpan.FromDays(1);

    private const string Revoke = """
        UPDATE one_time_link SET revoked_at = @now
        WHERE used_at IS NULL AND revoked_at IS NULL AND (account_id = @account OR (account_id IS NULL AND @account IS NULL))
        """;

    private const string Insert = """
        INSERT INTO one_time_link (kind, token_hash, account_id, created_at, created_by, expires_at)
        VALUES (@kind, @hash, @account, @now, @by, @expires)
        """;

    private const string ByHash = """
        SELECT id, kind AS kind_code, account_id FROM one_time_link
        WHERE token_hash = @hash AND used_at IS NULL AND revoked_at IS NULL AND expires_at > @now
        """;

    private const string MarkUsed = """
        UPDATE one_time_link SET used_at = @now WHERE id = @id AND used_at IS NULL AND revoked_at IS NULL AND expires_at > @now
        """;

    public long Id { get; init; }

    public string KindCode { get; init; } = "";

    /// <summary>Null for the setup of the first administrator.</summary>
    public long? AccountId { get; init; }

    public LinkKind Kind => Enum.Parse<LinkKind>(KindCode, ignoreCase: true);

    /// <summary>Stores a link; earlier open ones of the same account stop working. The secret is made by the caller, since a write may run twice.</summary>
    public static async Task StoreAsync(DbSession session, SecretToken secret, LinkKind kind, long? account, long? by, DateTimeOffset now)
    {
        var life = kind switch { LinkKind.Invitation => InvitationLife, LinkKind.Reset => ResetLife, _ => SetupLife };
        await session.ExecuteAsync(Revoke, new { account, now });
#pragma warning disable CA1308 // Lower case is the stored form.
        await session.ExecuteAsync(Insert, new { kind = kind.ToString().ToLowerInvariant(), hash = secret.Hash, account, now, by, expires = now + life });
#pragma warning restore CA1308
    }

    /// <summary>The link that still works, or null. Looking does not use it up: chat programs open links to draw previews.</summary>
    public static Task<OneTimeLink?> FindAsync(DbSession session, string secret, DateTimeOffset now) =>
        session.FirstAsync<OneTimeLink>(ByHash, new { hash = SecretToken.HashOf(secret), now });

    /// <summary>Uses it up; false when somebody else was first.</summary>
    public async Task<bool> UseAsync(DbSession session, DateTimeOffset now) => await session.ExecuteAsync(MarkUsed, new { id = Id, now }) == 1;
}
