using Campaign111.Platform.Security;

namespace Campaign111.Features.Accounts;

/// <summary>A token as its owner sees it: never the secret itself.</summary>
public class ApiToken
{
    /// <summary>So long before its end the account page warns of it.</summary>
    public static readonly TimeSpan Warning = TimeSpan.FromDays(14);

    public long Id { get; init; }

    public long AccountId { get; init; }

    /// <summary>First letters of the secret.</summary>
    public string Prefix { get; init; } = "";

    public string Label { get; init; } = "";

    /// <summary>Codes of <see cref="ApiScopes"/>, separated by blanks.</summary>
    public string? Scopes { get; init; }

    public DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset ExpiresAt { get; init; }

    public DateTimeOffset? RevokedAt { get; init; }

    /// <summary>To within <see cref="ApiTokenService.UseMark"/>.</summary>
    public DateTimeOffset? LastUsedAt { get; init; }

    public IReadOnlyList<string> ScopeList => Scopes?.Split(' ', StringSplitOptions.RemoveEmptyEntries) ?? [];

    public bool IsOpen(DateTimeOffset now) => RevokedAt is null && ExpiresAt > now;

    public bool EndsSoon(DateTimeOffset now) => IsOpen(now) && ExpiresAt - now <= Warning;
}

/// <summary>The same with its owner, for administrators.</summary>
public sealed class OwnedToken : ApiToken
{
    public string UserName { get; init; } = "";

    public string DisplayName { get; init; } = "";
}

/// <summary>Whom a token speaks for: one look-up, since it is made at each request.</summary>
public sealed class TokenOwner
{
    /// <summary>Of the token.</summary>
    public long Id { get; init; }

    public long AccountId { get; init; }

    public string UserName { get; init; } = "";

    public string DisplayName { get; init; } = "";

    /// <summary>Codes of <see cref="ApiScopes"/>, separated by blanks.</summary>
    public string? Scopes { get; init; }

    public DateTimeOffset? LastUsedAt { get; init; }

    public DateTimeOffset ExpiresAt { get; init; }
}
