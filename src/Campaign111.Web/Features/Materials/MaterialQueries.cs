using Campaign111.Features.Hierarchy;
using Campaign111.Platform.Data;
using Campaign111.Platform.Security;

namespace Campaign111.Features.Materials;

/// <summary>A material with its versions and files, newest version first.</summary>
public sealed record MaterialShelf(Material Material, IReadOnlyList<ShelfVersion> Versions)
{
    /// <summary>The newest that is not recalled.</summary>
    public ShelfVersion? Current => Versions.FirstOrDefault(known => !known.Version.IsRecalled);
}

/// <summary>A version with what belongs to it.</summary>
public sealed record ShelfVersion(MaterialVersion Version, IReadOnlyList<MaterialFile> Files, IReadOnlyList<MaterialLink> Links);

/// <summary>What somebody looks for; empty texts ask nothing.</summary>
/// <param name="Words">Found with and without diacritics.</param>
/// <param name="Kind">A code of <see cref="MaterialKinds"/>.</param>
/// <param name="Language">Code of a language in which there is a file or a video.</param>
public sealed record MaterialFilter(string Words = "", string Kind = "", string Language = "");

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
    /// <summary>Materials a page, and entries of the feed.</summary>
    public const int Shown = 20;

    private const string Columns = "id, code, campaign_id, unit_id, path, title, title_en, kind, audience";

    // A reader sees what is published at, above or below a unit of theirs.
    private const string Visible = $"""
        SELECT {Columns} FROM material
        WHERE id < @before AND ((path >= @from AND path < @to) OR path IN @above) AND audience IN @audiences
            AND (@kind = '' OR kind = @kind) AND (@words = '' OR search_text LIKE @words)
            AND (@language = ''
                OR EXISTS (SELECT 1 FROM material_file f JOIN material_version v ON v.id = f.version_id
                    WHERE v.material_id = material.id AND v.state = 'published' AND f.language = @language)
                OR EXISTS (SELECT 1 FROM material_link k JOIN material_version w ON w.id = k.version_id
                    WHERE w.material_id = material.id AND w.state = 'published' AND k.language = @language))
        ORDER BY id DESC
        """;

    private const string ById = $"SELECT {Columns} FROM material WHERE id = @id";

    private const string ByCode = "SELECT COUNT(*) FROM material WHERE campaign_id = @campaignId AND code = @code";

    private const string VersionsOf = """
        SELECT id, material_id, version, state, published_at, published_by, recalled_at, recall_reason, licence, licence_en, embargo_on, note FROM material_version
        WHERE material_id IN @ids ORDER BY material_id, version DESC
        """;

    private const string FilesOf = "SELECT id, version_id, name, title, title_en, media_type, size, sha256, language FROM material_file WHERE version_id IN @ids ORDER BY id";

    private const string LinksOf = "SELECT version_id, title, title_en, address, language FROM material_link WHERE version_id IN @ids ORDER BY id";

    private const string Newest = """
        SELECT m.id AS material_id, v.version, m.title, v.published_at FROM material_version v
        JOIN material m ON m.id = v.material_id
        WHERE v.state = 'published' AND m.audience <> 'offices' AND (v.embargo_on IS NULL OR v.embargo_on <= @today)
            AND v.version = (SELECT MAX(w.version) FROM material_version w
                WHERE w.material_id = m.id AND w.state = 'published' AND (w.embargo_on IS NULL OR w.embargo_on <= @today))
        ORDER BY v.published_at DESC, m.id DESC
        """;

    public Task<Material?> FindAsync(long id) => database.ReadAsync(session => session.FirstAsync<Material>(ById, new { id }));

    /// <summary>What a person finds, newest first, a page at a time; older ones by the id of the last.</summary>
    public Task<IReadOnlyList<MaterialShelf>> VisibleAsync(IReadOnlyList<Membership> memberships, MaterialFilter filter, long? before, int take = Shown) => database.ReadAsync(async session =>
    {
        var found = new Dictionary<long, Material>();
        var words = TextFold.Fold(filter.Words) is { Length: > 0 } folded ? $"%{folded}%" : "";
        foreach (var membership in memberships.Where(membership => RoleGrants.Allows(membership.Role, Permission.DownloadMaterials)))
        {
            var path = membership.UnitPath;
            var args = new
            {
                before = before ?? long.MaxValue, from = path, to = UnitPath.End(path), above = UnitPath.Down(path), audiences = MaterialAudiences.Of(membership.Role),
                kind = filter.Kind, words, language = filter.Language,
            };
            foreach (var material in await session.PageAsync<Material>(Visible, args, 0, take))
            {
                found[material.Id] = material;
            }
        }

        return await ShelvesAsync(session, [.. found.Values.OrderByDescending(material => material.Id).Take(take)]);
    });

    /// <summary>Whether a campaign has a material of this code.</summary>
    public async Task<bool> HasCodeAsync(long campaignId, string code) => await database.ReadAsync(session => session.ScalarAsync<int>(ByCode, new { campaignId, code })) > 0;

    /// <summary>A material with its versions.</summary>
    public async Task<MaterialShelf> ShelfAsync(Material material) => (await database.ReadAsync(session => ShelvesAsync(session, [material])))[0];

    /// <summary>One file of one version; nulls when there is none.</summary>
    public async Task<(MaterialVersion Version, MaterialFile File)?> FileAsync(Material material, int version, string name)
    {
        var shelf = await ShelfAsync(material);
        var known = shelf.Versions.FirstOrDefault(known => known.Version.Version == version);
        return known?.Files.FirstOrDefault(file => file.Name == name) is { } found ? (known.Version, found) : null;
    }

    /// <summary>The newest published version of each material that the public may know of on a day, newest first, a page of them.</summary>
    public Task<IReadOnlyList<FeedEntry>> FeedAsync(DateOnly today) => database.ReadAsync(session => session.PageAsync<FeedEntry>(Newest, new { today }, 0, Shown));

    /// <summary>May this person take it? It is published at, above or below one of their units.</summary>
    public static bool Reaches(IEnumerable<Membership> memberships, Material material) => memberships.Any(membership =>
        RoleGrants.Allows(membership.Role, Permission.DownloadMaterials)
        && MaterialAudiences.Of(membership.Role).Contains(material.Audience)
        && (material.Path.StartsWith(membership.UnitPath, StringComparison.Ordinal) || membership.UnitPath.StartsWith(material.Path, StringComparison.Ordinal)));

    private static async Task<IReadOnlyList<MaterialShelf>> ShelvesAsync(DbSession session, IReadOnlyList<Material> materials)
    {
        if (materials.Count == 0)
        {
            return [];
        }

        var versions = await session.QueryAsync<MaterialVersion>(VersionsOf, new { ids = materials.Select(material => material.Id) });
        var (files, links) = (new List<MaterialFile>(), new List<MaterialLink>());
        foreach (var portion in versions.Select(version => version.Id).Chunk(1000))
        {
            files.AddRange(await session.QueryAsync<MaterialFile>(FilesOf, new { ids = portion }));
            links.AddRange(await session.QueryAsync<MaterialLink>(LinksOf, new { ids = portion }));
        }

        var (filesOf, linksOf) = (files.ToLookup(file => file.VersionId), links.ToLookup(link => link.VersionId));
        var byMaterial = versions.ToLookup(version => version.MaterialId);
        return
        [
            .. materials.Select(material => new MaterialShelf(
                material, [.. byMaterial[material.Id].Select(version => new ShelfVersion(version, [.. filesOf[version.Id]], [.. linksOf[version.Id]]))])),
        ];
    }
}
