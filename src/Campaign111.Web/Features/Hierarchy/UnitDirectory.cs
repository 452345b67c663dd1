using Campaign111.Platform.Data;

namespace Campaign111.Features.Hierarchy;

/// <summary>Reads units for every feature. A day picks the tree: campaigns pass their tree date.</summary>
public sealed class UnitDirectory(Database database)
{
    private const string Columns = "id, parent_id, level, code, unit_type, name, name_en, path, valid_from, valid_to";

    private const string ById = $"SELECT {Columns} FROM unit WHERE id = @id";

    private const string ByIds = $"SELECT {Columns} FROM unit WHERE id IN @ids";

    private const string ByCode = $"""
        SELECT {Columns} FROM unit
        WHERE code = @code AND level <> 'hamlet' AND valid_from <= @on AND (valid_to IS NULL OR valid_to > @on)
        """;

    private const string ByHamletCode = $"""
        SELECT {Columns} FROM unit
        WHERE parent_id = @parent AND code = @code AND level = 'hamlet' AND valid_from <= @on AND (valid_to IS NULL OR valid_to > @on)
        """;

    private const string ChildrenOf = $"""
        SELECT {Columns} FROM unit
        WHERE parent_id = @parent AND valid_from <= @on AND (valid_to IS NULL OR valid_to > @on)
        ORDER BY sort_key, id
        """;

    private const string Below = $"""
        SELECT {Columns} FROM unit
        WHERE path >= @from AND path < @to AND level = @level AND valid_from <= @on AND (valid_to IS NULL OR valid_to > @on)
        ORDER BY sort_key, id
        """;

    private const string Successors = $"""
        SELECT u.id, u.parent_id, u.level, u.code, u.unit_type, u.name, u.name_en, u.path, u.valid_from, u.valid_to
        FROM unit_succession s JOIN unit u ON u.id = s.new_unit_id
        WHERE s.old_unit_id = @id ORDER BY u.sort_key, u.id
        """;

    private const string Predecessors = $"""
        SELECT u.id, u.parent_id, u.level, u.code, u.unit_type, u.name, u.name_en, u.path, u.valid_from, u.valid_to
        FROM unit_succession s JOIN unit u ON u.id = s.old_unit_id
        WHERE s.new_unit_id = @id ORDER BY u.sort_key, u.id
        """;

    // By the parent, which has an index: a country has a hundred thousand rows.
    private const string RootSql = $"SELECT {Columns} FROM unit WHERE parent_id IS NULL AND level = 'nation'";

    /// <summary>The nation, under which all provinces stand; null before the units were imported.</summary>
    public Task<Unit?> RootAsync() => database.ReadAsync(session => session.FirstAsync<Unit>(RootSql));

    public Task<Unit?> FindAsync(long id) => database.ReadAsync(session => session.FirstAsync<Unit>(ById, new { id }));

    public async Task<IReadOnlyDictionary<long, Unit>> FindAsync(IEnumerable<long> ids)
    {
        // SQL Server takes 2,100 parameters a statement.
        var found = new Dictionary<long, Unit>();
        foreach (var chunk in ids.Distinct().Chunk(1000))
        {
            foreach (var unit in await database.ReadAsync(session => session.QueryAsync<Unit>(ByIds, new { ids = chunk })))
            {
                found[unit.Id] = unit;
            }
        }

        return found;
    }

    /// <summary>The unit that bore an official code on a day, or null.</summary>
    public Task<Unit?> FindByCodeAsync(string code, DateOnly on) =>
        database.ReadAsync(session => session.FirstAsync<Unit>(ByCode, new { code, on }));

    /// <summary>A place as written in the API: commune code, slash, hamlet code ("25318/thon-3"); or a commune's code alone.</summary>
    public async Task<Unit?> FindPlaceAsync(string place, DateOnly on)
    {
        var parts = place.Split('/', 2);
        var commune = await FindByCodeAsync(parts[0], on);
        return commune is null || parts.Length == 1
            ? commune
            : await database.ReadAsync(session => session.FirstAsync<Unit>(ByHamletCode, new { parent = commune.Id, code = parts[1], on }));
    }

    /// <summary>Direct children in Vietnamese order: districts or, without them, communes; a commune's hamlets.</summary>
    public Task<IReadOnlyList<Unit>> ChildrenAsync(long parent, DateOnly on) =>
        database.ReadAsync(session => session.QueryAsync<Unit>(ChildrenOf, new { parent, on }));

    /// <summary>All units of one level inside a subtree, in Vietnamese order.</summary>
    public Task<IReadOnlyList<Unit>> BelowAsync(string path, UnitLevel level, DateOnly on) =>
        database.ReadAsync(session => session.QueryAsync<Unit>(
            Below, new { from = path, to = UnitPath.End(path), level = level.Code(), on }));

    /// <summary>From the nation down to the unit itself.</summary>
    public async Task<IReadOnlyList<Unit>> LineageAsync(Unit unit)
    {
        var units = await FindAsync(unit.PathIds);
        return [.. unit.PathIds.Select(id => units[id])];
    }

    public Task<IReadOnlyList<Unit>> SuccessorsAsync(long id) =>
        database.ReadAsync(session => session.QueryAsync<Unit>(Successors, new { id }));

    public Task<IReadOnlyList<Unit>> PredecessorsAsync(long id) =>
        database.ReadAsync(session => session.QueryAsync<Unit>(Predecessors, new { id }));
}

/// <summary>Enumerations as they are stored: lower-case names.</summary>
public static class UnitLevelCodes
{
#pragma warning disable CA1308 // Lower case is the stored form.
    public static string Code(this UnitLevel level) => level.ToString().ToLowerInvariant();

    public static string Code(this SuccessionCoverage coverage) => coverage.ToString().ToLowerInvariant();

    public static string Code(this OrganisationKind kind) => kind.ToString().ToLowerInvariant();
#pragma warning restore CA1308
}
