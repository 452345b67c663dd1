using Campaign111.Features.Hierarchy;
using Campaign111.Platform.Data;
using Campaign111.Platform.Security;

namespace Campaign111.Features.Accounts;

/// <summary>One role of one person, as the people page lists it.</summary>
public sealed class PersonRow
{
    public long AccountId { get; init; }

    public long MembershipId { get; init; }

    public string UserName { get; init; } = "";

    public string DisplayName { get; init; } = "";

    public string? Email { get; init; }

    public DateTimeOffset? LastSignInAt { get; init; }

    /// <summary>0 while the invitation was not followed.</summary>
    public int HasPassword { get; init; }

    public string RoleCode { get; init; } = "";

    public long UnitId { get; init; }

    public string UnitPath { get; init; } = "";

    public long? OrganisationId { get; init; }
}

/// <summary>Reads people of a subtree.</summary>
public sealed class PeopleQueries(Database database)
{
    private const string Columns = """
        a.id AS account_id, m.id AS membership_id, a.user_name, a.display_name, a.email, a.last_sign_in_at,
        CASE WHEN a.password_hash IS NULL THEN 0 ELSE 1 END AS has_password, m.role AS role_code, m.unit_id, m.unit_path, m.organisation_id
        """;

    private const string Found = """
        FROM membership m JOIN account a ON a.id = m.account_id
        WHERE m.unit_path >= @from AND m.unit_path < @to AND m.ended_at IS NULL AND a.closed_at IS NULL AND (@text = '' OR a.search_text LIKE @like)
        """;

    private const string Count = $"SELECT COUNT(*) {Found}";

    private const string Page = $"SELECT {Columns} {Found} ORDER BY m.unit_path, a.id, m.id";

    private const string OfAccount = $"""
        SELECT {Columns} FROM membership m JOIN account a ON a.id = m.account_id
        WHERE a.id = @account AND m.ended_at IS NULL AND a.closed_at IS NULL ORDER BY m.id
        """;

    private const string Officers = """
        SELECT COUNT(DISTINCT m.unit_id) AS invited, COUNT(DISTINCT CASE WHEN a.password_hash IS NULL THEN NULL ELSE m.unit_id END) AS joined
        FROM membership m JOIN account a ON a.id = m.account_id
        WHERE m.unit_path >= @from AND m.unit_path < @to AND m.role = @role AND m.ended_at IS NULL AND a.closed_at IS NULL
        """;

    /// <summary>At how many units of a subtree somebody holds a role: invited, and of these come.</summary>
    public async Task<(int Invited, int Joined)> OfficersAsync(string unitPath, Role role, CancellationToken cancel = default)
    {
        var row = await database.ReadAsync(
            session => session.SingleAsync<OfficersRow>(Officers, new { from = unitPath, to = UnitPath.End(unitPath), role = role.Code() }), cancel);
        return (row.Invited, row.Joined);
    }

    /// <summary>One page of roles in a subtree, ordered by unit, and how many there are.</summary>
    /// <param name="unitPath">Top of the subtree.</param>
    /// <param name="text">Part of a name or user name, with or without diacritics; empty for all.</param>
    /// <param name="page">From 1.</param>
    /// <param name="size">Rows a page.</param>
    /// <param name="cancel">Stops reading.</param>
    public Task<(IReadOnlyList<PersonRow> Rows, int Total)> FindAsync(string unitPath, string text, int page, int size, CancellationToken cancel = default) =>
        database.ReadAsync(
            async session =>
            {
                var folded = TextFold.Fold(text);
                var args = new { from = unitPath, to = UnitPath.End(unitPath), text = folded, like = $"%{folded}%" };
                var total = await session.ScalarAsync<int>(Count, args);
                return (await session.PageAsync<PersonRow>(Page, args, (page - 1) * size, size), total);
            },
            cancel);

    /// <summary>All roles of one open account.</summary>
    public Task<IReadOnlyList<PersonRow>> OfAccountAsync(long account, CancellationToken cancel = default) =>
        database.ReadAsync(session => session.QueryAsync<PersonRow>(OfAccount, new { account }), cancel);

    private sealed class OfficersRow
    {
        public int Invited { get; init; }

        public int Joined { get; init; }
    }
}
