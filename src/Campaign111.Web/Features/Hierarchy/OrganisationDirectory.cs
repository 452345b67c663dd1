using Campaign111.Platform.Data;

namespace Campaign111.Features.Hierarchy;

/// <summary>Reads organisations for every feature.</summary>
public sealed class OrganisationDirectory(Database database)
{
    private const string Columns = "o.id, o.unit_id, o.code, o.kind, o.name, o.name_en, o.valid_from, o.valid_to";

    private const string ById = $"SELECT {Columns} FROM organisation o WHERE o.id = @id";

    private const string ByIds = $"SELECT {Columns} FROM organisation o WHERE o.id IN @ids";

    private const string ByCode = $"SELECT {Columns} FROM organisation o WHERE o.code = @code";

    private const string OfUnit = $"""
        SELECT {Columns} FROM organisation o
        WHERE o.unit_id = @unitId AND (@on IS NULL OR (o.valid_from <= @on AND (o.valid_to IS NULL OR o.valid_to > @on)))
        ORDER BY o.sort_key, o.id
        """;

    private const string Inside = $"""
        SELECT {Columns} FROM organisation o JOIN unit u ON u.id = o.unit_id
        WHERE u.path >= @from AND u.path < @to AND o.valid_from <= @on AND (o.valid_to IS NULL OR o.valid_to > @on)
            AND (o.sort_key > @sort OR (o.sort_key = @sort AND o.id > @after))
        ORDER BY o.sort_key, o.id
        """;

    private const string Mark = "SELECT sort_key FROM organisation WHERE id = @after";

    private const string After = $"""
        SELECT {Columns} FROM organisation_succession s JOIN organisation o ON o.id = s.new_organisation_id
        WHERE s.old_organisation_id = @id ORDER BY o.sort_key, o.id
        """;

    private const string Before = $"""
        SELECT {Columns} FROM organisation_succession s JOIN organisation o ON o.id = s.old_organisation_id
        WHERE s.new_organisation_id = @id ORDER BY o.sort_key, o.id
        """;

    /// <summary>The code that seeds and imports give: unit code, dash, key ("70-so-ldtbxh"); "vn-..." for national agencies (unit null).</summary>
    public static string CodeOf(string? unitCode, string key) => $"{unitCode ?? "vn"}-{key}";

    public Task<Organisation?> FindAsync(long id) => database.ReadAsync(session => session.FirstAsync<Organisation>(ById, new { id }));

    public async Task<IReadOnlyDictionary<long, Organisation>> FindAsync(IEnumerable<long> ids)
    {
        var found = new Dictionary<long, Organisation>();
        foreach (var chunk in ids.Distinct().Chunk(1000))
        {
            foreach (var organisation in await database.ReadAsync(session => session.QueryAsync<Organisation>(ByIds, new { ids = chunk })))
            {
                found[organisation.Id] = organisation;
            }
        }

        return found;
    }

    public Task<Organisation?> FindByCodeAsync(string code) =>
        database.ReadAsync(session => session.FirstAsync<Organisation>(ByCode, new { code }));

    /// <summary>Organisations placed at exactly this unit, in Vietnamese order; on a day, or all that ever were (null).</summary>
    public Task<IReadOnlyList<Organisation>> AtUnitAsync(long unitId, DateOnly? on) =>
        database.ReadAsync(session => session.QueryAsync<Organisation>(OfUnit, new { unitId, on }));

    /// <summary>Organisations in a subtree on a day, a page at a time.</summary>
    /// <param name="path">Path of the unit at the top.</param>
    /// <param name="on">The day.</param>
    /// <param name="after">Id of the last one of the page before, or null.</param>
    /// <param name="take">Rows a page.</param>
    public Task<IReadOnlyList<Organisation>> WithinAsync(string path, DateOnly on, long? after = null, int take = 200) =>
        database.ReadAsync(async session =>
        {
            var sort = after is null ? "" : await session.ScalarAsync<string>(Mark, new { after }) ?? "";
            return await session.PageAsync<Organisation>(
                Inside, new { from = path, to = UnitPath.End(path), on, sort, after = after ?? 0 }, 0, take);
        });

    public Task<IReadOnlyList<Organisation>> SuccessorsAsync(long id) =>
        database.ReadAsync(session => session.QueryAsync<Organisation>(After, new { id }));

    public Task<IReadOnlyList<Organisation>> PredecessorsAsync(long id) =>
        database.ReadAsync(session => session.QueryAsync<Organisation>(Before, new { id }));
}
