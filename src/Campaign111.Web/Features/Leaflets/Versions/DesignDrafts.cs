using System.Data.Common;
using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Campaign111.Features.Campaigns;
using Campaign111.Features.Leaflets.Check;
using Campaign111.Platform.Audit;
using Campaign111.Platform.Data;
using Campaign111.Platform.Pdf;

namespace Campaign111.Features.Leaflets.Versions;

/// <summary>What came of files that somebody sent: a draft with its findings, or findings so grave that nothing was kept.</summary>
/// <param name="Design">Id of the design.</param>
/// <param name="Version">Number of the draft, or null when nothing was kept.</param>
/// <param name="Report">What the linter found.</param>
public sealed record DraftOutcome(string Design, int? Version, DesignReport Report);

/// <summary>Makes versions of designs: files in, linter, draft; then submitted or withdrawn. The approval is the register's.</summary>
public sealed partial class DesignDrafts(Database database, AuditLog audit, DesignVault vault, DesignLinter linter, DesignReader reader, LeafletDesigns shipped, TimeProvider time)
{
    private const int Tries = 5;

    private const string Numbers = "SELECT COALESCE(MAX(version), 0) FROM leaflet_design WHERE unit_id = @unitId AND design = @design";

    private const string NewestDraft = """
        SELECT d.version, d.files_hash FROM leaflet_design d JOIN leaflet_version v ON v.design_id = d.id
        WHERE d.unit_id = @unitId AND d.design = @design AND d.state = 'draft' AND v.submitted_at IS NULL AND v.withdrawn_at IS NULL AND v.created_by = @by
            AND d.version = (SELECT MAX(x.version) FROM leaflet_design x WHERE x.unit_id = d.unit_id AND x.design = d.design)
        """;

    private const string InsertDesign = """
        INSERT INTO leaflet_design (unit_id, design, version, state, files_hash, registered_at) VALUES (@unitId, @design, @version, 'draft', @hash, @now)
        """;

    private const string InsertVersion = """
        INSERT INTO leaflet_version (design_id, kind, title, title_en, based_on, size_bytes, problems, findings, checked_at, created_by)
        VALUES (@id, @kind, @title, @titleEn, @basedOn, @size, @problems, @findings, @now, @by)
        """;

    private const string ReviseDesign = """
        UPDATE leaflet_design SET files_hash = @hash WHERE id = @id AND state = 'draft' AND files_hash = @before
        AND EXISTS (SELECT 1 FROM leaflet_version v WHERE v.design_id = @id AND v.submitted_at IS NULL AND v.withdrawn_at IS NULL)
        """;

    private const string ReviseVersion = """
        UPDATE leaflet_version SET title = @title, title_en = @titleEn, size_bytes = @size, problems = @problems, findings = @findings, checked_at = @now WHERE design_id = @id
        """;

    private const string SubmitSql = """
        UPDATE leaflet_version SET submitted_at = @now, submitted_by = @by
        WHERE design_id = @id AND submitted_at IS NULL AND withdrawn_at IS NULL AND problems = 0
        """;

    private const string WithdrawSql = """
        UPDATE leaflet_version SET withdrawn_at = @now, withdrawn_by = @by
        WHERE design_id = @id AND withdrawn_at IS NULL AND EXISTS (SELECT 1 FROM leaflet_design d WHERE d.id = @id AND d.state = 'draft')
        """;

    // Without these there is no design that could be looked at, or it is dangerous: nothing is kept.
    private static readonly HashSet<string> Grave = ["svg", "yaml", "files", "size"];

    /// <summary>Takes files in as the next version of their design. The same files as in the newest open draft of the same person are that draft: a form that was sent twice.</summary>
    /// <param name="campaign">For whose owner.</param>
    /// <param name="files">Checked by nobody yet.</param>
    /// <param name="kind">upload, edit or artwork.</param>
    /// <param name="basedOn">The version that was reworded, or null.</param>
    /// <param name="actor">Who sends them.</param>
    /// <exception cref="LeafletRefusedException">design.yaml names no design.</exception>
    public async Task<DraftOutcome> CreateAsync(Campaign campaign, DesignFiles files, string kind, int? basedOn, Actor actor)
    {
        var id = IdOf(files);
        for (var attempt = 1; ; attempt++)
        {
            if (await SameAsync(campaign, id, files, actor) is { } known)
            {
                return known;
            }

            var last = await database.ReadAsync(session => session.ScalarAsync<int>(Numbers, new { unitId = campaign.UnitId, design = id }));
            var number = Math.Max(last, shipped.Ids.Contains(id) ? shipped.Get(id).Version : 0) + 1;
            using var staged = vault.Stage(id, files.Numbered(number));
            var report = Lint(staged);
            if (report.Problems.Any(problem => !problem.IsWarning && Grave.Contains(problem.Rule)))
            {
                return new DraftOutcome(id, null, report);
            }

            await vault.KeepAsync(staged);
            try
            {
                await database.WriteAsync(session => InsertAsync(session, campaign, new Made(id, number, kind, basedOn, staged.FilesHash, files.Size, report, files.Head), actor));
                return new DraftOutcome(id, number, report);
            }
            catch (DbException error) when (database.Dialect.IsDuplicateKey(error) && attempt < Tries)
            {
                // Somebody else took the number in the same moment: the next one is ours.
            }
        }
    }

    private async Task<DraftOutcome?> SameAsync(Campaign campaign, string design, DesignFiles files, Actor actor)
    {
        var newest = await database.ReadAsync(session => session.FirstAsync<DraftRow>(NewestDraft, new { unitId = campaign.UnitId, design, by = actor.Name }));
        if (newest is null)
        {
            return null;
        }

        using var staged = vault.Stage(design, files.Numbered(newest.Version));
        return staged.FilesHash == newest.FilesHash ? new DraftOutcome(design, newest.Version, Lint(staged)) : null;
    }

    /// <summary>Puts other files in the place of an open draft's.</summary>
    /// <exception cref="LeafletRefusedException">It is no open draft any more.</exception>
    public async Task<DraftOutcome> ReviseAsync(Campaign campaign, DesignVersion draft, DesignFiles files, Actor actor)
    {
        using var staged = vault.Stage(draft.Design, files.Numbered(draft.Version));
        var report = Lint(staged);
        if (report.Problems.Any(problem => !problem.IsWarning && Grave.Contains(problem.Rule)))
        {
            return new DraftOutcome(draft.Design, null, report);
        }

        await vault.KeepAsync(staged);
        var head = files.Head;
        await database.WriteAsync(async session =>
        {
            if (await session.ExecuteAsync(ReviseDesign, new { id = draft.Id, hash = staged.FilesHash, before = draft.FilesHash }) == 0)
            {
                throw Closed();
            }

            await session.ExecuteAsync(ReviseVersion, new { id = draft.Id, title = Title(head, "vi", draft.Design), titleEn = Title(head, "en", draft.Design), size = files.Size, problems = Blocking(report), findings = Json(report), now = time.GetUtcNow() });
            await audit.RecordAsync(session, actor, Entry("leaflet.version-revised", campaign, draft.Design, draft.Version) with { Before = new { draft.FilesHash }, After = new { staged.FilesHash, problems = Blocking(report) } });
        });
        return new DraftOutcome(draft.Design, draft.Version, report);
    }

    /// <summary>Asks for the approval: from now on the files stand.</summary>
    /// <exception cref="LeafletRefusedException">It has findings that stand in the way, or is no open draft any more.</exception>
    public Task SubmitAsync(Campaign campaign, DesignVersion draft, Actor actor) => database.WriteAsync(async session =>
    {
        if (await session.ExecuteAsync(SubmitSql, new { id = draft.Id, now = time.GetUtcNow(), by = actor.Name }) == 0)
        {
            throw draft.Problems > 0
                ? new LeafletRefusedException($"Mẫu còn {draft.Problems} lỗi phải sửa trước khi gửi duyệt.", $"The design still has {draft.Problems} problems to mend before it is submitted.")
                : Closed();
        }

        await audit.RecordAsync(session, actor, Entry("leaflet.version-submitted", campaign, draft.Design, draft.Version) with { After = new { draft.FilesHash } });
    });

    /// <summary>Drops a draft, submitted or not. Its number is not used again.</summary>
    /// <exception cref="LeafletRefusedException">It is no draft any more.</exception>
    public Task WithdrawAsync(Campaign campaign, DesignVersion draft, Actor actor) => database.WriteAsync(async session =>
    {
        if (await session.ExecuteAsync(WithdrawSql, new { id = draft.Id, now = time.GetUtcNow(), by = actor.Name }) == 0)
        {
            throw Closed();
        }

        await audit.RecordAsync(session, actor, Entry("leaflet.version-withdrawn", campaign, draft.Design, draft.Version));
    });

    /// <summary>Letters, digits and dashes: the name of a folder and part of an address.</summary>
    public static bool IsId(string id) => Id().IsMatch(id);

    private static string IdOf(DesignFiles files)
    {
        try
        {
            return files.Head.Id is var id && IsId(id) ? id : throw new LeafletRefusedException(
                "design.yaml cần mục id: 3 đến 60 chữ thường không dấu, chữ số và dấu gạch, ví dụ to-roi-a5.", "design.yaml needs an id of 3 to 60 small letters, digits and dashes, such as to-roi-a5.");
        }
        catch (PdfException error)
        {
            throw new LeafletRefusedException(error.Message, error.Message);
        }
    }

    private DesignReport Lint(StagedDesign staged)
    {
        var report = linter.Check(staged.Home);
        try
        {
            reader.Read(staged.Home);
            return report;
        }
        catch (PdfException error) when (report.Problems.Count > 0)
        {
            // It cannot even be shown: the findings and the reason are all that comes of it.
            return report with { Problems = [.. report.Problems, new DesignProblem("design.yaml", 0, "files", new(error.Message, error.Message))] };
        }
    }

    private async Task InsertAsync(DbSession session, Campaign campaign, Made made, Actor actor)
    {
        var now = time.GetUtcNow();
        var id = await session.InsertAsync(InsertDesign, new { unitId = campaign.UnitId, design = made.Design, version = made.Version, hash = made.FilesHash, now });
        await session.ExecuteAsync(InsertVersion, new
        {
            id,
            kind = made.Kind,
            title = Title(made.Head, "vi", made.Design),
            titleEn = Title(made.Head, "en", made.Design),
            basedOn = made.BasedOn,
            size = made.Size,
            problems = Blocking(made.Report),
            findings = Json(made.Report),
            now,
            by = actor.Name,
        });
        await audit.RecordAsync(session, actor, Entry("leaflet.version-made", campaign, made.Design, made.Version) with { After = new { made.Kind, made.BasedOn, made.FilesHash, problems = Blocking(made.Report) } });
    }

    private static string Title(DesignFile head, string language, string fallback) =>
        head.Title.GetValueOrDefault(language) is { Length: > 0 } title ? title[..Math.Min(title.Length, 200)] : fallback;

    private static int Blocking(DesignReport report) => report.Problems.Count(problem => !problem.IsWarning);

    private static string Json(DesignReport report) => JsonSerializer.Serialize(report.Problems);

    private static LeafletRefusedException Closed() => new(
        "Bản nháp này vừa được gửi duyệt, sửa hoặc bỏ ở nơi khác. Xin tải lại trang.", "This draft has just been submitted, changed or dropped elsewhere. Please reload the page.");

    private static AuditEntry Entry(string action, Campaign campaign, string design, int version) =>
        new(action, "leaflet-design", string.Create(CultureInfo.InvariantCulture, $"{design}/{version}")) { UnitId = campaign.UnitId };

    [GeneratedRegex(@"^[a-z0-9][a-z0-9-]{2,59}\z")]
    private static partial Regex Id();

    private sealed class DraftRow
    {
        public int Version { get; init; }

        public string FilesHash { get; init; } = "";
    }

    private sealed record Made(string Design, int Version, string Kind, int? BasedOn, string FilesHash, long Size, DesignReport Report, DesignFile Head);
}
