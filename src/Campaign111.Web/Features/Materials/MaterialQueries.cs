using Campaign111.Features.Hierarchy;
using Campaign111.Platform.Data;
using Campaign111.Platform.Security;

namespace Campaign111.Features.Materials;

/// <summary>A material with its versions and files, newest version first.</summary>
public sealed record MaterialShelf(Material Material, IReadOnlyList<(MaterialVersion Version, IReadOnlyList<MaterialFile> Files)> Versions);

/// <summary>An entry of the feed.</summary>
public sealed class FeedEntry
{
    public long MaterialId { get; init; }

    public int Version { get; init; }

    public string Title { get; init; } = "";

    public DateTimeOffset PublishedAt { get; init; }
}

/// <summary>Reads materials.</summary>
public sealed class MaterialQueries(Database database)
{
    private const int Shown = 50;

    private const string Columns = "id, code, campaign_id, unit_id, path, title, title_en";

    // A reader sees what is published at, above or below a unit of theirs.
    private const string Visible = $"""
        SELECT {Columns} FROM material
        WHERE id < @before AND ((path >= @from AND path < @to) OR path IN @above)
        ORDER BY id DESC
        """;

    private const string ById = $"SELECT {Columns} FROM material WHERE id = @id";

    private const string VersionsOf = """
        SELECT id, material_id, version, state, published_at, published_by, recalled_at, recall_reason FROM material_version
        WHERE material_id IN @ids ORDER BY material_id, version DESC
        """;

    private const string FilesOf = "SELECT id, version_id, name, title, title_en, media_type, size, sha256 FROM material_file WHERE version_id IN @ids ORDER BY id";

    private const string Newest = """
        SELECT m.id AS material_id, v.version, m.title, v.published_at FROM material_version v
        JOIN material m ON m.id = v.material_id
        WHERE v.state = 'published' AND v.version = (SELECT MAX(w.version) FROM material_version w WHERE w.material_id = m.id AND w.state = 'published')
        ORDER BY v.published_at DESC, m.id DESC
        """;

    public Task<Material?> FindAsync(long id) => database.ReadAsync(session => session.FirstAsync<Material>(ById, new { id }));

    /// <summary>What a person may take, newest first, at most 50; older ones by the id of the last.</summary>
    public Task<IReadOnlyList<MaterialShelf>> VisibleAsync(IReadOnlyList<Membership> memberships, long? before) => database.ReadAsync(async session =>
    {
        var found = new Dictionary<long, Material>();
        foreach (var path in memberships.Where(membership => RoleGrants.Allows(membership.Role, Permission.DownloadMaterials)).Select(membership => membership.UnitPath).Distinct())
        {
            var args = new { before = before ?? long.MaxValue, from = path, to = UnitPath.End(path), above = Above(path) };
            foreach (var material in await session.PageAsync<Material>(Visible, args, 0, Shown))
            {
                found[material.Id] = material;
            }
        }

        return await ShelvesAsync(session, [.. found.Values.OrderByDescending(material => material.Id).Take(Shown)]);
    });

    /// <summary>One file of one version; nulls when there is none.</summary>
    public async Task<(MaterialVersion Version, MaterialFile File)?> FileAsync(Material material, int version, string name)
    {
        var shelf = (await database.ReadAsync(session => ShelvesAsync(session, [material])))[0];
        foreach (var (known, files) in shelf.Versions)
        {
            if (known.Version == version && files.FirstOrDefault(file => file.Name == name) is { } found)
            {
                return (known, found);
            }
        }

        return null;
    }

    /// <summary>The newest published version of each material, at most 50.</summary>
    public Task<IReadOnlyList<FeedEntry>> FeedAsync() => database.ReadAsync(session => session.PageAsync<FeedEntry>(Newest, null, 0, Shown));

    /// <summary>May this person take it? It is published at, above or below one of their units.</summary>
    public static bool Reaches(IEnumerable<Membership> memberships, Material material) => memberships.Any(membership =>
        RoleGrants.Allows(membership.Role, Permission.DownloadMaterials)
        && (material.Path.StartsWith(membership.UnitPath, StringComparison.Ordinal) || membership.UnitPath.StartsWith(material.Path, StringComparison.Ordinal)));

    private static List<string> Above(string path)
    {
        var above = new List<string>();
        for (var at = path.IndexOf('/', 1); at > 0; at = path.IndexOf('/', at + 1))
        {
            above.Add(path[..(at + 1)]);
        }

        return above;
    }

    private static async Task<IReadOnlyList<MaterialShelf>> ShelvesAsync(DbSession session, IReadOnlyList<Material> materials)
    {
        if (materials.Count == 0)
        {
            return [];
        }

        var versions = await session.QueryAsync<MaterialVersion>(VersionsOf, new { ids = materials.Select(material => material.Id) });
        var files = new List<MaterialFile>();
        foreach (var portion in versions.Select(version => version.Id).Chunk(1000))
        {
            files.AddRange(await session.QueryAsync<MaterialFile>(FilesOf, new { ids = portion }));
        }

        var byVersion = files.ToLookup(file => file.VersionId);
        var byMaterial = versions.ToLookup(version => version.MaterialId);
        return
        [
            .. materials.Select(material => new MaterialShelf(
                material, [.. byMaterial[material.Id].Select(version => (version, (IReadOnlyList<MaterialFile>)[.. byVersion[version.Id]]))])),
        ];
    }
}
