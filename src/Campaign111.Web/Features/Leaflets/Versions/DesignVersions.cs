using System.Collections.Concurrent;
using Campaign111.Features.Campaigns;
using Campaign111.Platform.Data;
using Campaign111.Platform.Pdf;

namespace Campaign111.Features.Leaflets.Versions;

/// <summary>
/// The versions of designs at a campaign's owner: those that came with the program and those that an office made. The newest approved one prints.
/// </summary>
public sealed class DesignVersions(Database database, LeafletDesigns shipped, DesignVault vault, DesignReader reader)
{
    /// <summary>Versions on a page of the list.</summary>
    public const int PageSize = 30;

    // Designs with pictures are large; those in use are few.
    private const int MostKept = 24;

    private const string Columns = """
        d.id, d.design, d.version, d.state, d.files_hash, d.registered_at, d.approved_at, d.approved_by, d.recalled_at, d.recall_reason,
        v.kind, v.title, v.title_en, v.based_on, v.size_bytes, COALESCE(v.problems, 0) AS problems, v.created_by, v.submitted_at, v.submitted_by, v.withdrawn_at
        """;

    private const string OfUnit = $"SELECT {Columns} FROM leaflet_design d LEFT JOIN leaflet_version v ON v.design_id = d.id WHERE d.unit_id = @unitId ORDER BY d.design, d.version";

    private const string Newest = $"""
        SELECT {Columns} FROM leaflet_design d LEFT JOIN leaflet_version v ON v.design_id = d.id
        WHERE d.unit_id = @unitId ORDER BY d.registered_at DESC, d.id DESC
        """;

    private const string One = $"""
        SELECT {Columns}, v.findings FROM leaflet_design d LEFT JOIN leaflet_version v ON v.design_id = d.id
        WHERE d.unit_id = @unitId AND d.design = @design AND d.version = @version
        """;

    private readonly ConcurrentDictionary<(string Design, string FilesHash), LeafletDesign> read = new();

    /// <summary>Every version that somebody made or decided upon, by design and number.</summary>
    public Task<IReadOnlyList<DesignVersion>> OfAsync(Campaign campaign) =>
        database.ReadAsync(session => session.QueryAsync<DesignVersion>(OfUnit, new { unitId = campaign.UnitId }));

    /// <summary>The same, newest first, a page of them and one more when there are more.</summary>
    public Task<IReadOnlyList<DesignVersion>> PageAsync(Campaign campaign, int page) => database.ReadAsync(session =>
        session.PageAsync<DesignVersion>(Newest, new { unitId = campaign.UnitId }, (Math.Max(1, page) - 1) * PageSize, PageSize + 1));

    /// <summary>One version with its findings, or null.</summary>
    public Task<DesignVersion?> FindAsync(Campaign campaign, string design, int version) =>
        database.ReadAsync(session => session.FirstAsync<DesignVersion>(One, new { unitId = campaign.UnitId, design, version }));

    /// <summary>A design as it prints now, or one version of it.</summary>
    /// <param name="campaign">Whose.</param>
    /// <param name="design">Id.</param>
    /// <param name="version">Number, or null for the newest approved one; while none is approved, the newest there is.</param>
    /// <exception cref="LeafletRefusedException">There is none of that name or number, or its files were tampered with.</exception>
    public async Task<LeafletDesign> GetAsync(Campaign campaign, string design, int? version = null)
    {
        var known = (await OfAsync(campaign)).Where(row => row.Design == design).ToList();
        await BringAsync(known);
        if (version is { } number)
        {
            return known.FirstOrDefault(row => row.Version == number) is { } row && Load(row) is { } stored ? stored
                : Bundled(design) is { } own && own.Version == number ? own : throw Unknown(design, number);
        }

        return Current(design, known) ?? throw Unknown(design, null);
    }

    /// <summary>Every design that has a version to print or to look at, as it prints now, by id.</summary>
    public async Task<IReadOnlyList<LeafletDesign>> AllAsync(Campaign campaign)
    {
        var rows = await OfAsync(campaign);
        await BringAsync(rows);
        return
        [
            .. shipped.Ids.Union(rows.Where(row => row.State != DesignState.Draft).Select(row => row.Design)).Order(StringComparer.Ordinal)
                .Select(id => Readable(id, [.. rows.Where(row => row.Design == id)])).OfType<LeafletDesign>(),
        ];
    }

    /// <summary>The version that came with the program, when nobody decided about it and none of the office's own bears its number.</summary>
    public IEnumerable<LeafletDesign> Undecided(IReadOnlyCollection<DesignVersion> rows) =>
        shipped.All.Where(design => !rows.Any(row => row.Design == design.Id && row.Version == design.Version));

    /// <summary>The folder with a version's files.</summary>
    public string? FolderOf(LeafletDesign design) => vault.Find(design.Id, design.FilesHash)
        ?? (Bundled(design.Id) is { } own && own.FilesHash == design.FilesHash ? Path.Combine(shipped.Folder, design.Id) : null);

    private async Task BringAsync(IEnumerable<DesignVersion> rows)
    {
        foreach (var row in rows.Where(row => !row.IsWithdrawn && !read.ContainsKey((row.Design, row.FilesHash)) && Bundled(row.Design)?.FilesHash != row.FilesHash))
        {
            await vault.BringAsync(row.Design, row.FilesHash);
        }
    }

    private LeafletDesign? Current(string design, IReadOnlyList<DesignVersion> rows)
    {
        var approved = rows.Where(row => row.State == DesignState.Approved).OrderByDescending(row => row.Version).Select(Load).FirstOrDefault(found => found is not null);
        return approved ?? Bundled(design) ?? rows.Where(row => !row.IsWithdrawn).OrderByDescending(row => row.Version).Select(Load).FirstOrDefault(found => found is not null);
    }

    private LeafletDesign? Bundled(string design) => shipped.Ids.Contains(design) ? shipped.Get(design) : null;

    private LeafletDesign? Load(DesignVersion row)
    {
        if (read.TryGetValue((row.Design, row.FilesHash), out var known))
        {
            return known;
        }

        if (vault.IsChanged(row.Design, row.FilesHash))
        {
            throw Changed(row);
        }

        if (vault.Find(row.Design, row.FilesHash) is not { } home)
        {
            // Decided upon as it came with the program; a later release may have brought other files under that number, which the register refuses.
            return Bundled(row.Design) is { } own && own.Version == row.Version ? own : null;
        }

        var design = ReadWhole(row, home);

        if (read.Count >= MostKept)
        {
            read.Clear();
        }

        return read[(row.Design, row.FilesHash)] = design;
    }

    private LeafletDesign ReadWhole(DesignVersion row, string home)
    {
        if (DesignReader.Hash(home) != row.FilesHash)
        {
            throw Changed(row);
        }

        try
        {
            return reader.Read(home);
        }
        catch (PdfException error)
        {
            // Stored under rules that a later release made stricter.
            throw new LeafletRefusedException(
                $"Mẫu {row.Design} phiên bản {row.Version} không còn dùng được: {error.Message}", $"Design {row.Design} version {row.Version} can no longer be used: {error.Message}");
        }
    }

    private static LeafletRefusedException Changed(DesignVersion row) => new(
        $"Tệp của mẫu {row.Design} phiên bản {row.Version} trong kho dữ liệu đã bị thay đổi (SHA-256 không khớp). Khôi phục từ bản sao lưu.",
        $"The stored files of design {row.Design} version {row.Version} were changed (their SHA-256 differs). Restore them from a backup.");

    // One design that cannot be read must not take the page of all others away; its own page says why.
    private LeafletDesign? Readable(string id, IReadOnlyList<DesignVersion> rows)
    {
        try
        {
            return Current(id, rows);
        }
        catch (LeafletRefusedException)
        {
            return null;
        }
    }

    private LeafletRefusedException Unknown(string design, int? version)
    {
        var known = string.Join(", ", shipped.Ids);
        return version is { } number
            ? new($"Không có mẫu “{design}” phiên bản {number}.", $"There is no version {number} of the design '{design}'.")
            : new($"Không có mẫu tờ rơi “{design}”. Các mẫu hiện có: {known}.", $"There is no leaflet design '{design}'. Designs: {known}.");
    }
}
