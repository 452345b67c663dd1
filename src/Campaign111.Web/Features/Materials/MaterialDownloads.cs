using System.Globalization;
using Campaign111.Features.Accounts;
using Campaign111.Features.Hierarchy;
using Campaign111.Platform.Audit;
using Campaign111.Platform.Data;
using Campaign111.Platform.Localisation;
using Campaign111.Platform.Security;

namespace Campaign111.Features.Materials;

/// <summary>Downloads of one material by one organisation.</summary>
/// <param name="Material">Title.</param>
/// <param name="Organisation">The organisation's name; where the account has none, its role and unit.</param>
/// <param name="Count">Files taken.</param>
/// <param name="Last">The last time.</param>
public sealed record DownloadFigure(string Material, string Organisation, int Count, DateTimeOffset Last);

/// <summary>Counts who took which file, by organisation.</summary>
public sealed class MaterialDownloads(Database database, UnitDirectory units, OrganisationDirectory organisations, AuditLog audit, TimeProvider time)
{
    private const int Shown = 200;

    private const string Insert = """
        INSERT INTO material_download (file_id, organisation_id, unit_id, role, account_id, downloaded_at)
        VALUES (@fileId, @organisationId, @unitId, @role, @accountId, @now)
        """;

    private const string Sums = """
        SELECT m.title, m.title_en, d.organisation_id, d.unit_id, d.role, COUNT(*) AS downloads, MAX(d.downloaded_at) AS last_at
        FROM material_download d
        JOIN material_file f ON f.id = d.file_id
        JOIN material_version v ON v.id = f.version_id
        JOIN material m ON m.id = v.material_id
        WHERE m.path >= @from AND m.path < @to
        GROUP BY m.id, m.title, m.title_en, d.organisation_id, d.unit_id, d.role
        ORDER BY COUNT(*) DESC, m.id, d.unit_id, d.role
        """;

    private const string AccountsOfCodes = """
        SELECT DISTINCT d.account_id
        FROM material_download d
        JOIN material_file f ON f.id = d.file_id
        JOIN material_version v ON v.id = f.version_id
        JOIN material m ON m.id = v.material_id
        WHERE m.campaign_id = @campaignId AND m.code IN @codes
        """;

    private const string AccountsOfVersion = """
        SELECT DISTINCT d.account_id
        FROM material_download d
        JOIN material_file f ON f.id = d.file_id
        JOIN material_version v ON v.id = f.version_id
        WHERE v.material_id = @materialId AND v.version = @version
        """;

    /// <summary>Accounts that took any version of these materials.</summary>
    public Task<IReadOnlyList<long>> AccountsAsync(long campaignId, IReadOnlyList<string> codes) =>
        database.ReadAsync(session => session.QueryAsync<long>(AccountsOfCodes, new { campaignId, codes }));

    /// <summary>Accounts that took a file of this version.</summary>
    public Task<IReadOnlyList<long>> AccountsAsync(long materialId, int version) =>
        database.ReadAsync(session => session.QueryAsync<long>(AccountsOfVersion, new { materialId, version }));

    /// <summary>Everything at once, by the press kit: each file counts, one audit event.</summary>
    public async Task RecordKitAsync(IReadOnlyList<(Material Material, MaterialFile File)> taken, CurrentUser user)
    {
        var memberships = await user.MembershipsAsync();
        var rows = taken.Select(item => Row(item.File, Best(memberships, item.Material), user)).ToList();
        await database.WriteAsync(async session =>
        {
            foreach (var row in rows)
            {
                await session.ExecuteAsync(Insert, row);
            }

            await audit.RecordAsync(session, user.Actor, new AuditEntry("material.kit", "material", "kit")
            {
                UnitId = Best(memberships, taken[0].Material).UnitId,
                After = new { files = taken.Count },
            });
        });
    }

    /// <summary>One download. Nothing happens for a person without an account.</summary>
    /// <param name="material">What it belongs to.</param>
    /// <param name="version">Which version.</param>
    /// <param name="file">What was taken.</param>
    /// <param name="user">Who took it.</param>
    public async Task RecordAsync(Material material, MaterialVersion version, MaterialFile file, CurrentUser user)
    {
        var membership = Best(await user.MembershipsAsync(), material);
        await database.WriteAsync(async session =>
        {
            await session.ExecuteAsync(Insert, Row(file, membership, user));
            await audit.RecordAsync(session, user.Actor, new AuditEntry("material.downloaded", "material", string.Create(CultureInfo.InvariantCulture, $"{material.Code}/{version.Version}"))
            {
                UnitId = membership.UnitId,
                After = new { file.Name, membership.OrganisationId },
            });
        });
    }

    // The role by which the material is theirs; in the name of an organisation where there is one.
    private static Membership Best(IEnumerable<Membership> memberships, Material material) =>
        memberships.Where(known => MaterialQueries.Reaches([known], material)).OrderByDescending(known => known.OrganisationId is not null).First();

    private object Row(MaterialFile file, Membership membership, CurrentUser user) => new
    {
        fileId = file.Id,
        organisationId = membership.OrganisationId,
        unitId = membership.UnitId,
        role = membership.Role.Code(),
        accountId = user.AccountId!.Value,
        now = time.GetUtcNow(),
    };

    /// <summary>Downloads of what is published within a subtree, most first, at most 200 lines.</summary>
    public async Task<IReadOnlyList<DownloadFigure>> FiguresAsync(string unitPath)
    {
        var rows = await database.ReadAsync(session => session.PageAsync<SumRow>(Sums, new { from = unitPath, to = UnitPath.End(unitPath) }, 0, Shown));
        var offices = await organisations.FindAsync(rows.Select(row => row.OrganisationId).OfType<long>().Distinct());
        var places = await units.FindAsync(rows.Select(row => row.UnitId).Distinct());
        return
        [
            .. rows.Select(row => new DownloadFigure(
                Text.Of(row.Title, row.TitleEn),
                row.OrganisationId is { } id ? Text.Of(offices[id].Name, offices[id].NameEn) : $"{RoleCodes.Parse(row.Role).Name()}, {places[row.UnitId].FullName}",
                row.Downloads,
                row.LastAt)),
        ];
    }

    private sealed class SumRow
    {
        public string Title { get; init; } = "";

        public string TitleEn { get; init; } = "";

        public long? OrganisationId { get; init; }

        public long UnitId { get; init; }

        public string Role { get; init; } = "";

        public int Downloads { get; init; }

        public DateTimeOffset LastAt { get; init; }
    }
}
