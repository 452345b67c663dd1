using Campaign111.Features.Hierarchy;
using Campaign111.Platform.Data;
using Campaign111.Platform.Security;

namespace Campaign111.Features.Accounts;

/// <summary>People by unit. Somebody who was invited and has not come yet is not reached by the in-app inbox, so does not count.</summary>
public sealed class People(Database database) : IPeople, IPeopleFinder
{
    private const string Active = """
        SELECT a.id AS account_id, a.user_name, a.display_name, a.email, a.language, m.role AS role_code, m.unit_id, m.organisation_id
        FROM membership m JOIN account a ON a.id = m.account_id
        WHERE m.ended_at IS NULL AND a.closed_at IS NULL AND a.password_hash IS NOT NULL
        """;

    private const string At = $"{Active} AND m.unit_id IN @ids ORDER BY m.id";

    private const string Within = $"{Active} AND m.role = @role AND m.unit_path >= @from AND m.unit_path < @to ORDER BY m.id";

    private const string Of = $"{Active} AND a.id IN @ids ORDER BY m.id";

    public async Task<ILookup<long, Person>> AtAsync(IReadOnlyCollection<long> unitIds)
    {
        var found = new List<Row>();
        foreach (var chunk in unitIds.Distinct().Chunk(1000))
        {
            found.AddRange(await database.ReadAsync(session => session.QueryAsync<Row>(At, new { ids = chunk })));
        }

        return found.ToLookup(row => row.UnitId, row => row.ToPerson());
    }

    public async Task<IReadOnlyList<Person>> WithinAsync(string unitPath, Role role) =>
        [.. (await database.ReadAsync(session => session.QueryAsync<Row>(Within, new { role = role.Code(), from = unitPath, to = UnitPath.End(unitPath) }))).Select(row => row.ToPerson())];

    public async Task<IReadOnlyList<Person>> OfAsync(IReadOnlyCollection<long> accountIds)
    {
        var found = new List<Person>();
        foreach (var chunk in accountIds.Distinct().Chunk(1000))
        {
            found.AddRange((await database.ReadAsync(session => session.QueryAsync<Row>(Of, new { ids = chunk }))).Select(row => row.ToPerson()));
        }

        return found;
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

        public Person ToPerson() => new()
        {
            AccountId = AccountId,
            UserName = UserName,
            DisplayName = DisplayName,
            Email = Email,
            Language = Language,
            Role = RoleCodes.Parse(RoleCode),
            UnitId = UnitId,
            OrganisationId = OrganisationId,
        };
    }
}
