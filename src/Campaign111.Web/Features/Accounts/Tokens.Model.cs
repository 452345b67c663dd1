using Campaign111.Features.Shared;
using Campaign111.Platform.Security;

namespace Campaign111.Features.Accounts;

/// <summary>One's own tokens and the form for a new one.</summary>
public sealed class TokensModel
{
    public required TokenTable Table { get; init; }

    /// <summary>A token that was just made; shown this once.</summary>
    public string? NewToken { get; init; }

    public string Label { get; init; } = "";

    public int Days { get; init; } = ApiTokenService.DefaultDays;

    /// <summary>Ticked scopes; at first the one that changes nothing.</summary>
    public IReadOnlyCollection<string> Scopes { get; init; } = [ApiScopes.FiguresRead];
}

/// <summary>Everybody's tokens.</summary>
public sealed record AllTokensModel(TokenTable Table, string Text, PagerModel Pager);

/// <summary>Tokens that open something now.</summary>
/// <param name="Rows">The tokens; with their owners when an administrator looks.</param>
/// <param name="Now">Of the warning before the end.</param>
/// <param name="RevokeBase">Address below which each is taken back.</param>
public sealed record TokenTable(IReadOnlyList<ApiToken> Rows, DateTimeOffset Now, string RevokeBase)
{
    public bool ShowsOwner => Rows.Any(row => row is OwnedToken);
}
