using Campaign111.Platform.Data;
using Campaign111.Platform.Security;

namespace Campaign111.Features.Accounts;

/// <summary>People by unit. Somebody who was invited and has not come yet is not reached by the in-app inbox, so does not count.</summary>
public sealed class People(Database database) : IPeople
{
    private const string At = """
        SELECT a.id AS account_id, a.user_name, a.display_name, a.email, a.language, m.role AS role_code, m.unit_id, m.organisation_id
        FROM membership m JOIN account a ON a.id = m.account_id
        WHERE m.unit_id IN @ids AND m.ended_at IS NULL AND a.closed_at IS NULL AND a.password_hash IS NOT NULL
        ORDER BY m.id
        """;

    public async Task<ILookup<long, Person>> AtAsync(IReadOnlyCollection<long> unitIds)
    {
        var found = new List<Row>();
        foreach (var chunk in unitIds.Distinct().Chunk(1000))
        {
            found.AddRange(await database.ReadAsync(session => session.QueryAsync<Row>(At, new { ids = chunk })));
        }

        return found.ToLookup(row => row.UnitId, row => new Person
        {
            AccountId = row.AccountId,
            UserName = row.UserName,
            DisplayName = row.DisplayName,
            Email = row.Email,
            Language = row.Language,
            Role = RoleCodes.Parse(row.RoleCode),
            UnitId = row.UnitId,
            OrganisationId = row.OrganisationId,
        });
    }

    private sealed class Row
    {
        public long AccountId { get; init; }

        public string UserName { get; init; } = "";

        public string DisplayName { get; init; } = "";

        public string? Email { get; init; }

        public string Language { get; init; } = "";

        public string RoleCode { get; init; } = "";

        public long UnitId { get; init; }

        public long? OrganisationId { get; init; }
    }
}
