using System.Data.Common;
using System.Globalization;
using Campaign111.Features.Campaigns;
using Campaign111.Platform.Audit;
using Campaign111.Platform.Data;

namespace Campaign111.Features.Leaflets;

/// <summary>Where a version of a design stands with a campaign's owner.</summary>
public enum DesignState
{
    Draft,
    Approved,
    Recalled,
}

/// <summary>The owner's decision about a version.</summary>
public sealed class DesignDecision
{
    public long Id { get; init; }

    public string Design { get; init; } = "";

    public int Version { get; init; }

    public DesignState State { get; init; }

    /// <summary>Of the files that were decided upon.</summary>
    public string FilesHash { get; init; } = "";

    public DateTimeOffset? ApprovedAt { get; init; }

    public string? ApprovedBy { get; init; }

    public DateTimeOffset? RecalledAt { get; init; }

    public string? RecallReason { get; init; }
}

/// <summary>Approves and recalls versions of designs for the unit that runs a campaign. Only an approved version prints, with exactly the files that were approved.</summary>
public sealed class DesignRegister(Database database, AuditLog audit, TimeProvider time)
{
    private const string Columns = "id, design, version, state, files_hash, approved_at, approved_by, recalled_at, recall_reason";

    private const string OfUnit = $"SELECT {Columns} FROM leaflet_design WHERE unit_id = @unitId ORDER BY design, version";

    private const string One = $"SELECT {Columns} FROM leaflet_design WHERE unit_id = @unitId AND design = @design AND version = @version";

    private const string InsertApproved = """
        INSERT INTO leaflet_design (unit_id, design, version, state, files_hash, registered_at, approved_at, approved_by)
        VALUES (@unitId, @design, @version, 'approved', @hash, @now, @now, @by)
        """;

    // A draft that an office made is approved once it was submitted and nothing stands in the way.
    private const string ApproveDraft = """
        UPDATE leaflet_design SET state = 'approved', approved_at = @now, approved_by = @by
        WHERE id = @id AND state = 'draft' AND files_hash = @hash
          AND EXISTS (SELECT 1 FROM leaflet_version v WHERE v.design_id = @id AND v.submitted_at IS NOT NULL AND v.withdrawn_at IS NULL AND v.problems = 0)
        """;

    private const string NewestApproved = "SELECT MAX(version) FROM leaflet_design WHERE unit_id = @unitId AND design = @design AND state = 'approved'";

    private const string Recall = """
        UPDATE leaflet_design SET state = 'recalled', recalled_at = @now, recalled_by = @by, recall_reason = @reason
        WHERE id = @id AND state = 'approved'
        """;

    /// <summary>Every version that was ever decided upon at the campaign's owner.</summary>
    public Task<IReadOnlyList<DesignDecision>> OfAsync(Campaign campaign) =>
        database.ReadAsync(session => session.QueryAsync<DesignDecision>(OfUnit, new { unitId = campaign.UnitId }));

    /// <summary>The approved decision for the design with exactly these files.</summary>
    /// <param name="campaign">Whose owner decided.</param>
    /// <param name="design">What is to be printed.</param>
    /// <param name="begun">A print job that began while the version was the newest one may end with it.</param>
    /// <exception cref="LeafletRefusedException">Not approved, recalled, replaced by a newer one, or its files are no longer those that were approved. The text names what replaces it.</exception>
    public async Task<DesignDecision> RequireApprovedAsync(Campaign campaign, LeafletDesign design, bool begun = false)
    {
        var decision = await FindAsync(campaign.UnitId, design);
        var newest = await NewestAsync(campaign, design.Id);
        return decision switch
        {
            null or { State: DesignState.Draft } => throw new LeafletRefusedException(
                $"Mẫu {design.Id} phiên bản {design.Version} chưa được duyệt. Ban chỉ đạo duyệt mẫu ở trang Tờ rơi của chiến dịch rồi mới in được.",
                $"Design {design.Id} version {design.Version} is not approved. The committee approves it on the campaign's leaflets page before it is printed."),
            { State: DesignState.Recalled } => throw Recalled(design, decision, newest),
            _ when decision.FilesHash != design.FilesHash => throw new LeafletRefusedException(
                $"Tệp của mẫu {design.Id} đã thay đổi sau khi phiên bản {design.Version} được duyệt. Tăng số phiên bản trong design.yaml rồi duyệt lại.",
                $"The files of design {design.Id} changed after version {design.Version} was approved. Raise the version in design.yaml and approve it again."),
            _ when newest > design.Version && !begun => throw new LeafletRefusedException(
                $"Mẫu {design.Id} phiên bản {design.Version} đã được thay bằng phiên bản {newest}. In phiên bản {newest}.",
                $"Design {design.Id} version {design.Version} was replaced by version {newest}. Print version {newest}."),
            _ => decision,
        };
    }

    /// <summary>The newest approved version of a design, or null.</summary>
    public Task<int?> NewestAsync(Campaign campaign, string design) =>
        database.ReadAsync(session => session.ScalarAsync<int?>(NewestApproved, new { unitId = campaign.UnitId, design }));

    /// <summary>Approves a version: one that came with the program, or a submitted draft. Approving it again changes nothing. A newer version takes the place of those before it.</summary>
    /// <exception cref="LeafletRefusedException">It was recalled, withdrawn, not submitted, has problems, or was approved with other files: that takes a new version.</exception>
    public async Task ApproveAsync(Campaign campaign, LeafletDesign design, Actor actor)
    {
        var known = await FindAsync(campaign.UnitId, design);
        if (known is { State: not DesignState.Draft })
        {
            await RequireApprovedAsync(campaign, design, begun: true);
            return;
        }

        var values = new { id = known?.Id, unitId = campaign.UnitId, design = design.Id, version = design.Version, hash = design.FilesHash, now = time.GetUtcNow(), by = actor.Name };
        try
        {
            await database.WriteAsync(async session =>
            {
                if (await session.ExecuteAsync(known is null ? InsertApproved : ApproveDraft, values) == 0)
                {
                    throw new LeafletRefusedException(
                        "Phiên bản này chưa gửi duyệt, đã bị bỏ, hoặc còn lỗi. Xin tải lại trang.", "This version is not submitted, was dropped, or has problems. Please reload the page.");
                }

                await audit.RecordAsync(session, actor, Entry("leaflet.approved", campaign, design) with { After = new { design.Version, design.FilesHash } });
            });
        }
        catch (DbException error) when (database.Dialect.IsDuplicateKey(error))
        {
            // Somebody else decided in the same moment; what they decided holds.
            await RequireApprovedAsync(campaign, design, begun: true);
        }
    }

    /// <summary>Takes a version back: nothing is printed with it any more. It cannot be undone; a new version can be approved.</summary>
    /// <exception cref="LeafletRefusedException">It is not approved, or no reason is given.</exception>
    public async Task RecallAsync(Campaign campaign, LeafletDesign design, string reason, Actor actor)
    {
        if (string.IsNullOrWhiteSpace(reason) || reason.Length > 500)
        {
            throw new LeafletRefusedException("Ghi lý do thu hồi, tối đa 500 ký tự.", "Give the reason for the recall, at most 500 characters.");
        }

        var decision = await RequireApprovedAsync(campaign, design, begun: true);
        await database.WriteAsync(async session =>
        {
            if (await session.ExecuteAsync(Recall, new { id = decision.Id, now = time.GetUtcNow(), by = actor.Name, reason = reason.Trim() }) == 0)
            {
                throw new LeafletRefusedException("Phiên bản này vừa được thu hồi. Xin tải lại trang.", "This version has just been recalled. Please reload the page.");
            }

            await audit.RecordAsync(session, actor, Entry("leaflet.recalled", campaign, design) with { Reason = reason.Trim() });
        });
    }

    private static LeafletRefusedException Recalled(LeafletDesign design, DesignDecision decision, int? newest) => newest is { } other
        ? new($"Mẫu {design.Id} phiên bản {design.Version} đã bị thu hồi ({decision.RecallReason}). Thay bằng phiên bản {other}: in phiên bản đó.",
            $"Design {design.Id} version {design.Version} was recalled ({decision.RecallReason}). Version {other} replaces it: print that one.")
        : new($"Mẫu {design.Id} phiên bản {design.Version} đã bị thu hồi ({decision.RecallReason}). Chưa có phiên bản nào thay thế: chờ ban chỉ đạo duyệt phiên bản mới.",
            $"Design {design.Id} version {design.Version} was recalled ({decision.RecallReason}). Nothing replaces it yet: wait until the committee approves a new version.");

    private static AuditEntry Entry(string action, Campaign campaign, LeafletDesign design) =>
        new(action, "leaflet-design", string.Create(CultureInfo.InvariantCulture, $"{design.Id}/{design.Version}")) { UnitId = campaign.UnitId };

    private Task<DesignDecision?> FindAsync(long unitId, LeafletDesign design) =>
        database.ReadAsync(session => session.FirstAsync<DesignDecision>(One, new { unitId, design = design.Id, version = design.Version }));
}
