using System.Globalization;
using Campaign111.Platform.Audit;
using Campaign111.Platform.Data;
using Campaign111.Platform.Time;

namespace Campaign111.Features.Reports.Rounds;

/// <summary>What is submitted.</summary>
/// <param name="Answers">By field.</param>
/// <param name="Figures">What the system filled in: freezes with the submission.</param>
/// <param name="Basis">Which reports below stand behind it; null where nobody reports to it.</param>
public sealed record Submission(IReadOnlyDictionary<string, ReportAnswer> Answers, IReadOnlyList<FilledFigure> Figures, ReportBasis? Basis);

/// <summary>The steps of a report: saved, submitted, returned, accepted. Each is a conditional update, so that of two people one is told that the other was first, and each leaves
/// an audit event. Who may do it is checked before (<see cref="ReportAccess"/>).</summary>
public sealed class SheetDesk(Database database, AuditLog audit, BusinessClock clock)
{
    private const string IsOpenRound = "EXISTS (SELECT 1 AS yes FROM report_bound b JOIN report_round r ON r.id = b.round_id WHERE b.id = report_submission.bound_id AND r.state = 'open')";

    private const string Save = $"""
        UPDATE report_submission SET draft = @draft, revision = revision + 1, state = CASE WHEN state = 'open' THEN 'draft' ELSE state END, changed_at = @at, changed_by_name = @by
        WHERE bound_id = @id AND revision = @revision AND state IN ('open', 'draft', 'returned') AND {IsOpenRound}
        """;

    // The same draft from the same start by the same person: its answer was lost, and it is sent again.
    private const string Saved = """
        SELECT COUNT(*) FROM report_submission WHERE bound_id = @id AND revision = @revision + 1 AND draft = @draft AND changed_by_name = @by AND state IN ('draft', 'returned')
        """;

    private const string Submit = $"""
        UPDATE report_submission SET state = 'submitted', versions = versions + 1, submitted_at = @at, first_submitted_on = COALESCE(first_submitted_on, @day),
            decided_at = NULL, decided_by_name = NULL
        WHERE bound_id = @id AND revision = @revision AND state IN ('draft', 'returned') AND {IsOpenRound}
        """;

    private const string InsertVersion = """
        INSERT INTO report_version (submission_id, number, answers, figures, basis, submitted_at, submitted_on, submitted_by_name)
        SELECT s.id, s.versions, @answers, @figures, @basis, @at, @day, @by FROM report_submission s WHERE s.bound_id = @id
        """;

    private const string Return = """
        UPDATE report_submission SET state = 'returned', decided_at = @at, decided_by_name = @by WHERE bound_id = @id AND versions = @version AND state IN ('submitted', 'accepted')
        """;

    private const string InsertRemark = """
        INSERT INTO report_remark (submission_id, version_number, at, by_name, body) SELECT s.id, s.versions, @at, @by, @body FROM report_submission s WHERE s.bound_id = @id
        """;

    private const string Accept = """
        UPDATE report_submission SET state = 'accepted', decided_at = @at, decided_by_name = @by WHERE bound_id = @id AND versions = @version AND state = 'submitted'
        """;

    /// <summary>Saves the draft over the one that the writer had read.</summary>
    /// <param name="sheet">The report.</param>
    /// <param name="draft">By control.</param>
    /// <param name="revision">The revision that the writer started from.</param>
    /// <param name="actor">Who.</param>
    /// <returns>The new revision.</returns>
    /// <exception cref="ReportRefusedException">Somebody saved in between, or it is not for writing any more.</exception>
    public async Task<int> SaveAsync(ReportSheet sheet, IReadOnlyDictionary<string, string> draft, int revision, Actor actor)
    {
        var at = await clock.NowAsync();
        await database.WriteAsync(async session =>
        {
            var values = new { id = sheet.Id, revision, draft = ReportJson.Write(draft), at, by = actor.Name };
            if (await session.ExecuteAsync(Save, values) == 0)
            {
                if (await session.ScalarAsync<long>(Saved, values) > 0)
                {
                    return;
                }

                throw await WhyAsync(session, sheet.Id, revision);
            }

            await audit.RecordAsync(session, actor, Entry("report.drafted", sheet) with { After = new { revision = revision + 1, values = draft.Count } });
        });
        return revision + 1;
    }

    /// <summary>Submits: answers and figures are kept as they are now. The day of the first submission decides on time or late.</summary>
    /// <exception cref="ReportRefusedException">Somebody saved or submitted in between, or the round is closed.</exception>
    public async Task SubmitAsync(ReportSheet sheet, Submission what, int revision, Actor actor)
    {
        var at = await clock.NowAsync();
        var day = VietnamTime.Day(at);
        await database.WriteAsync(async session =>
        {
            if (await session.ExecuteAsync(Submit, new { id = sheet.Id, revision, at, day }) == 0)
            {
                throw await WhyAsync(session, sheet.Id, revision);
            }

            await session.ExecuteAsync(InsertVersion, new
            {
                id = sheet.Id,
                answers = ReportJson.Write(what.Answers),
                figures = ReportJson.Write(what.Figures),
                basis = what.Basis is null ? null : ReportJson.Write(what.Basis),
                at,
                day,
                by = actor.Name,
            });
            await audit.RecordAsync(session, actor, Entry("report.submitted", sheet) with { After = new { version = sheet.Versions + 1, day, basis = what.Basis is null ? null : $"{what.Basis.In}/{what.Basis.Of}" } });
        });
    }

    /// <summary>Sends a version back with a remark: its office writes again and submits the next one.</summary>
    /// <exception cref="ReportRefusedException">No remark, or another version came in between.</exception>
    public async Task ReturnAsync(ReportSheet sheet, string? remark, Actor actor)
    {
        var body = remark?.Trim() is { Length: > 0 and <= 2000 } given ? given : throw new ReportRefusedException("Ghi nhận xét: cần sửa gì (tối đa 2000 ký tự).", "Write the remark: what is to be changed (at most 2000 characters).");
        var at = await clock.NowAsync();
        await database.WriteAsync(async session =>
        {
            if (await session.ExecuteAsync(Return, new { id = sheet.Id, version = sheet.Versions, at, by = actor.Name }) == 0)
            {
                throw await WhyAsync(session, sheet.Id, null);
            }

            await session.ExecuteAsync(InsertRemark, new { id = sheet.Id, at, by = actor.Name, body });
            await audit.RecordAsync(session, actor, Entry("report.returned", sheet) with { After = new { version = sheet.Versions }, Reason = body.Length > 500 ? body[..500] : body });
        });
    }

    /// <summary>Accepts what was submitted last.</summary>
    /// <exception cref="ReportRefusedException">Another version came in between, or it is not submitted.</exception>
    public async Task AcceptAsync(ReportSheet sheet, Actor actor)
    {
        var at = await clock.NowAsync();
        await database.WriteAsync(async session =>
        {
            if (await session.ExecuteAsync(Accept, new { id = sheet.Id, version = sheet.Versions, at, by = actor.Name }) == 0)
            {
                throw await WhyAsync(session, sheet.Id, null);
            }

            await audit.RecordAsync(session, actor, Entry("report.accepted", sheet) with { After = new { version = sheet.Versions } });
        });
    }

    private static async Task<ReportRefusedException> WhyAsync(DbSession session, long id, int? revision)
    {
        var now = await RoundQueries.SheetAsync(session, id);
        if (now is null || (now.IsWritable && revision == now.Revision))
        {
            return new ReportRefusedException("Chưa có bản nháp để nộp, hoặc đợt báo cáo đã đóng: không ghi được nữa.", "There is no draft to submit, or the round is closed: nothing more can be stored.");
        }

        return now.IsWritable && revision is not null
            ? new ReportRefusedException(
                $"{now.ChangedByName} đã lưu bản nháp này trong lúc bạn đang ghi. Chữ và số của bạn còn nguyên dưới đây: xem lại rồi lưu lần nữa để ghi đè.",
                $"{now.ChangedByName} saved this draft while you were writing. What you typed is still below: check it and save again to write over theirs.") { Raced = true }
            : new ReportRefusedException("Báo cáo này vừa đổi trạng thái: tải lại trang để xem.", "This report has just changed its state: reload the page.") { Raced = true };
    }

    private static AuditEntry Entry(string action, ReportSheet sheet) => new(action, "report", sheet.Id.ToString(CultureInfo.InvariantCulture)) { UnitId = sheet.UnitId };
}
