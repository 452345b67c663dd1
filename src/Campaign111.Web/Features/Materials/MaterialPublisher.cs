using System.Data.Common;
using System.Globalization;
using Campaign111.Features.Campaigns;
using Campaign111.Platform.Audit;
using Campaign111.Platform.Data;
using Campaign111.Platform.Localisation;

namespace Campaign111.Features.Materials;

/// <summary>Publishes new versions and recalls them. Nothing of a version ever changes but its recall.</summary>
public sealed class MaterialPublisher(Database database, MaterialMaker maker, MaterialVault vault, MaterialNews news, AuditLog audit, TimeProvider time)
{
    private const string Find = "SELECT id FROM material WHERE campaign_id = @campaignId AND unit_id = @unitId AND code = @code";

    private const string InsertMaterial = """
        INSERT INTO material (code, campaign_id, unit_id, path, title, title_en, kind, audience, search_text)
        VALUES (@code, @campaignId, @unitId, @path, @title, @titleEn, @kind, @audience, '')
        """;

    // Words of the newest version find it.
    private const string UpdateSearch = "UPDATE material SET search_text = @search WHERE id = @materialId";

    private const string InsertLink = """
        INSERT INTO material_link (version_id, title, title_en, address, language) VALUES (@versionId, @Title, @TitleEn, @Address, @Language)
        """;

    private const string Replacement = "SELECT MAX(version) FROM material_version WHERE material_id = @materialId AND state = 'published' AND version <> @version";

    private const int LongestSearch = 1000;

    private const string NextVersion = "SELECT COALESCE(MAX(version), 0) + 1 FROM material_version WHERE material_id = @materialId";

    private const string InsertVersion = """
        INSERT INTO material_version (material_id, version, state, published_at, published_by, licence, licence_en, embargo_on, note)
        VALUES (@materialId, @version, 'published', @now, @by, @Licence, @LicenceEn, @EmbargoOn, @Note)
        """;

    private const string Newest = """
        SELECT v.material_id, v.version, v.id AS version_id FROM material_version v JOIN material m ON m.id = v.material_id
        WHERE m.campaign_id = @campaignId AND m.unit_id = @unitId AND m.code = @code AND v.state = 'published' AND v.published_by = @by
            AND v.version = (SELECT MAX(x.version) FROM material_version x WHERE x.material_id = m.id)
        """;

    private const string ContentOf = """
        SELECT CONCAT(name, ' ', sha256) FROM material_file WHERE version_id = @versionId UNION ALL SELECT address FROM material_link WHERE version_id = @versionId
        """;

    private const string Recall = """
        UPDATE material_version SET state = 'recalled', recalled_at = @now, recalled_by = @by, recall_reason = @reason
        WHERE material_id = @materialId AND version = @version AND state = 'published'
        """;

    private static readonly string[] FileColumns = ["version_id", "name", "title", "title_en", "media_type", "size", "sha256", "language"];

    /// <summary>Makes all materials of a campaign afresh and publishes them, each as its next version.</summary>
    /// <returns>How many materials.</returns>
    /// <exception cref="MaterialRefusedException">Somebody else published the same at the same moment.</exception>
    /// <exception cref="Leaflets.LeafletRefusedException">The leaflet is not approved, or its public address may not be printed.</exception>
    public async Task<int> PublishAsync(Campaign campaign, Actor actor, bool tell, CancellationToken cancel)
    {
        var drafts = await maker.MakeAsync(campaign, cancel);
        return (await PublishAsync(campaign, drafts, actor, tell, cancel)).Count;
    }

    /// <summary>Publishes finished materials, each as the next version of its code.</summary>
    /// <param name="campaign">Whose.</param>
    /// <param name="drafts">Checked already; at least one.</param>
    /// <param name="actor">Who.</param>
    /// <param name="tell">Whether press offices hear of it: not when the demo loads itself.</param>
    /// <param name="cancel">Ends the work before the commit.</param>
    /// <exception cref="MaterialRefusedException">Somebody else published the same at the same moment.</exception>
    public async Task<IReadOnlyList<PublishedVersion>> PublishAsync(Campaign campaign, IReadOnlyList<MaterialDraft> drafts, Actor actor, bool tell, CancellationToken cancel)
    {
        // The bytes first: a row never points at a file that is not there.
        var kept = new List<(MaterialDraft Draft, List<string> Hashes)>();
        foreach (var draft in drafts)
        {
            kept.Add((draft, [.. await vault.KeepAsync(draft.Files.Select(file => file.Content), cancel)]));
        }

        var readers = tell ? await news.ReadersAsync(campaign, drafts) : [];
        try
        {
            return await database.WriteAsync(
                async session =>
                {
                    var published = new List<PublishedVersion>();
                    var fresh = new List<PublishedVersion>();
                    foreach (var (draft, hashes) in kept)
                    {
                        var known = draft.Once ? await SameAsync(session, campaign, draft, hashes, actor) : null;
                        published.Add(known ?? await PublishAsync(session, campaign, draft, hashes, actor));
                        fresh.AddRange(known is null ? published[^1..] : []);
                    }

                    if (fresh.Count > 0)
                    {
                        await news.PublishedAsync(session, fresh, readers);
                    }

                    return published;
                },
                cancel);
        }
        catch (DbException error) when (database.Dialect.IsDuplicateKey(error))
        {
            throw new MaterialRefusedException(Text.Of(
                "Có người vừa xuất bản cùng tài liệu này. Xin tải lại trang và xem lại.", "Somebody has just published the same materials. Please reload the page and look again."));
        }
    }

    /// <summary>Takes a version back: it stays known, its files are no longer handed out. It cannot be undone.</summary>
    /// <returns>How many people, who had downloaded it, are told.</returns>
    /// <exception cref="MaterialRefusedException">No reason, or it is recalled already.</exception>
    public async Task<int> RecallAsync(Material material, int version, string reason, Actor actor)
    {
        if (string.IsNullOrWhiteSpace(reason) || reason.Length > 500)
        {
            throw new MaterialRefusedException(Text.Of("Ghi lý do thu hồi, tối đa 500 ký tự.", "Give the reason for the recall, at most 500 characters."));
        }

        var owners = await news.OwnersAsync(material, version);
        return await database.WriteAsync(async session =>
        {
            if (await session.ExecuteAsync(Recall, new { materialId = material.Id, version, now = time.GetUtcNow(), by = actor.Name, reason = reason.Trim() }) == 0)
            {
                throw new MaterialRefusedException(Text.Of("Phiên bản này đã được thu hồi trước đó.", "This version has been recalled before."));
            }

            var replacement = await session.ScalarAsync<int?>(Replacement, new { materialId = material.Id, version });
            var told = await news.RecalledAsync(session, material, version, reason.Trim(), replacement, owners);
            await audit.RecordAsync(session, actor, Entry("material.recalled", material.Code, version, material.UnitId) with { Reason = reason.Trim(), After = new { told } });
            return told;
        });
    }

    private static AuditEntry Entry(string action, string code, int version, long unitId) =>
        new(action, "material", string.Create(CultureInfo.InvariantCulture, $"{code}/{version}")) { UnitId = unitId };

    private static async Task<PublishedVersion?> SameAsync(DbSession session, Campaign campaign, MaterialDraft draft, List<string> hashes, Actor actor)
    {
        var newest = await session.FirstAsync<VersionRow>(Newest, new { campaignId = campaign.Id, unitId = campaign.UnitId, code = draft.Code, by = actor.Name });
        if (newest is null)
        {
            return null;
        }

        var content = draft.Files.Select((file, index) => $"{file.Name} {hashes[index]}").Concat(draft.Links.Select(link => link.Address));
        return (await session.QueryAsync<string>(ContentOf, new { versionId = newest.VersionId })).Order(StringComparer.Ordinal).SequenceEqual(content.Order(StringComparer.Ordinal))
            ? new PublishedVersion(draft, newest.MaterialId, newest.Version, newest.VersionId)
            : null;
    }

    private async Task<PublishedVersion> PublishAsync(DbSession session, Campaign campaign, MaterialDraft draft, List<string> hashes, Actor actor)
    {
        var materialId = await session.FirstAsync<long?>(Find, new { campaignId = campaign.Id, unitId = campaign.UnitId, code = draft.Code })
            ?? await session.InsertAsync(InsertMaterial, new { code = draft.Code, campaignId = campaign.Id, unitId = campaign.UnitId, path = campaign.UnitPath, title = draft.Title, titleEn = draft.TitleEn, kind = draft.Kind, audience = draft.Audience });
        var version = await session.ScalarAsync<int>(NextVersion, new { materialId });
        var versionId = await session.InsertAsync(InsertVersion, new { materialId, version, now = time.GetUtcNow(), by = actor.Name, draft.Licence, draft.LicenceEn, draft.EmbargoOn, draft.Note });
        var rows = draft.Files.Select((file, index) => new object?[] { versionId, file.Name, file.Title, file.TitleEn, file.MediaType, (long)file.Content.Length, hashes[index], file.Language }).ToList();
        await session.InsertManyAsync("material_file", FileColumns, rows);
        foreach (var link in draft.Links)
        {
            await session.ExecuteAsync(InsertLink, new { versionId, link.Title, link.TitleEn, link.Address, link.Language });
        }

        await session.ExecuteAsync(UpdateSearch, new { materialId, search = SearchText(draft) });
        await audit.RecordAsync(session, actor, Entry("material.published", draft.Code, version, campaign.UnitId) with
        {
            After = draft.Files.Select((file, index) => new { file.Name, sha256 = hashes[index] }),
        });
        return new PublishedVersion(draft, materialId, version, versionId);
    }

    private static string SearchText(MaterialDraft draft)
    {
        var words = draft.Files.SelectMany(file => new[] { file.Title, file.TitleEn, file.Name }).Concat(draft.Links.SelectMany(link => new[] { link.Title, link.TitleEn }));
        var text = TextFold.Fold(string.Join(' ', words.Prepend(draft.Note ?? "").Prepend(draft.Code).Prepend(draft.TitleEn).Prepend(draft.Title)));
        return text.Length <= LongestSearch ? text : text[..LongestSearch];
    }

    private sealed class VersionRow
    {
        public long MaterialId { get; init; }

        public int Version { get; init; }

        public long VersionId { get; init; }
    }
}
