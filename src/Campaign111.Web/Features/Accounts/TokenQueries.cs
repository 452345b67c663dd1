using Campaign111.Platform.Data;

namespace Campaign111.Features.Accounts;

/// <summary>Reads the tokens of everybody, for administrators.</summary>
public sealed class TokenQueries(Database database, TimeProvider time)
{
    private const string Open = """
        FROM api_token t JOIN account a ON a.id = t.account_id
        WHERE t.revoked_at IS NULL AND t.expires_at > @now AND (@text = '' OR a.search_text LIKE @like)
        """;

    private const string Count = $"SELECT COUNT(*) {Open}";

    private const string Page = $"""
        SELECT t.id, t.account_id, t.prefix, t.label, t.scopes, t.created_at, t.expires_at, t.revoked_at, t.last_used_at, a.user_name, a.display_name
        {Open} ORDER BY t.id DESC
        """;

    private const string OwnerOf = "SELECT account_id FROM api_token WHERE id = @id";

    /// <summary>One page of the tokens that open something now, newest first, and how many there are.</summary>
    /// <param name="text">Part of the owner's name or user name, with or without diacritics; empty for all.</param>
    /// <param name="page">From 1.</param>
    /// <param name="size">Rows a page.</param>
    /// <param name="cancel">Stops reading.</param>
    public Task<(IReadOnlyList<OwnedToken> Rows, int Total)> OpenAsync(string text, int page, int size, CancellationToken cancel) =>
        database.ReadAsync(
            async session =>
            {
                var folded = TextFold.Fold(text);
                var args = new { now = time.GetUtcNow(), text = folded, like = $"%{folded}%" };
                var total = await session.ScalarAsync<int>(Count, args);
                return (await session.PageAsync<OwnedToken>(Page, args, (page - 1) * size, size), total);
            },
            cancel);

    /// <summary>Whose token it is; null when there is none of this id.</summary>
    public Task<long?> OwnerOfAsync(long id, CancellationToken cancel) =>
        database.ReadAsync(session => session.ScalarAsync<long?>(OwnerOf, new { id }), cancel);
}
