using Campaign111.Platform.Data;
using Campaign111.Platform.Security;

namespace Campaign111.Features.Accounts;

/// <summary>Roles in force of an account: one that was taken away is gone at once on this node, on others within <see cref="AccessCache.Fresh"/>.</summary>
public sealed class AccountMemberships(Database database, AccessCache cache) : IMembershipSource
{
    private const string OfAccount = """
        SELECT m.role, m.unit_id, m.unit_path, m.organisation_id
        FROM membership m JOIN account a ON a.id = m.account_id
        WHERE m.account_id = @accountId AND m.ended_at IS NULL AND a.closed_at IS NULL
        ORDER BY m.id
        """;

    /// <summary>The oldest first: it is the home of the person.</summary>
    public async Task<IReadOnlyList<Membership>> OfAccountAsync(long accountId, CancellationToken cancel)
    {
        if (cache.TryRoles(accountId, out var kept))
        {
            return kept;
        }

        var asOf = cache.Version;
        var rows = await database.ReadAsync(session => session.QueryAsync<Row>(OfAccount, new { accountId }), cancel);
        IReadOnlyList<Membership> memberships = [.. rows.Select(row => new Membership(RoleCodes.Parse(row.Role), row.UnitId, row.UnitPath, row.OrganisationId))];
        cache.Keep(accountId, memberships, asOf);
        return memberships;
    }

    private sealed class Row
    {
        public string Role { get; init; } = "";

        public long UnitId { get; init; }

        public string UnitPath { get; init; } = "";

        public long? OrganisationId { get; init; }
    }
}
