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

    /// <summary>One download. Nothing happens for a person without an account.</summary>
    /// <param name="material">What it belongs to.</param>
    /// <param name="version">Which version.</param>
    /// <param name="file">What was taken.</param>
    /// <param name="user">Who took it.</param>
    public async Task RecordAsync(Material material, MaterialVersion version, MaterialFile file, CurrentUser user)
    {
        var memberships = await user.MembershipsAsync();
        var membership = memberships.Where(known => MaterialQueries.Reaches([known], material)).OrderByDescending(known => known.OrganisationId is not null).First();
        var row = new { fileId = file.Id, organisationId = membership.OrganisationId, unitId = membership.UnitId, role = membership.Role.Code(), accountId = user.AccountId!.Value, now = time.GetUtcNow() };
        await database.WriteAsync(async session =>
        {
            await session.ExecuteAsync(Insert, row);
            await audit.RecordAsync(session, user.Actor, new AuditEntry("material.downloaded", "material", string.Create(CultureInfo.InvariantCulture, $"{material.Code}/{version.Version}"))
            {
                UnitId = membership.UnitId,
                After = new { file.Name, membership.OrganisationId },
            });
        });
    }

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
