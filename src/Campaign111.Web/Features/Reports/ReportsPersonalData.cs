using Campaign111.Platform.Privacy;

namespace Campaign111.Features.Reports;

/// <summary>Texts in the tables of reports and exports: whose they are, and what erasure does to them.</summary>
public sealed class ReportsPersonalData : IPersonalData
{
    public IReadOnlyList<PersonalTable> Tables { get; } =
    [
        new("report_form") { Names = ["made_by_name"], Harmless = ["unit_path", "code", "title", "title_en", "state"], Title = ("Biểu mẫu báo cáo", "Report forms") },
        new("report_field") { Harmless = ["code", "kind", "label", "label_en", "unit_word", "source", "detail"] },
        new("report_round")
        {
            Names = ["made_by_name", "closed_by_name"], Words = ["close_note"], Harmless = ["unit_path", "office", "kind", "title", "document", "wording", "state"], Title = ("Đợt báo cáo", "Report rounds"),
        },
        new("report_bound") { Harmless = ["unit_path", "level", "name"] },
        new("report_submission")
        {
            Names = ["changed_by_name", "decided_by_name"], Words = ["draft"], Harmless = ["state"], Title = ("Báo cáo đã soạn hoặc quyết định", "Reports drafted or decided"),
        },
        new("report_version") { Names = ["submitted_by_name"], Words = ["answers"], Harmless = ["figures", "basis"], Title = ("Báo cáo đã nộp", "Reports submitted") },
        new("report_remark") { Names = ["by_name"], Words = ["body"], Title = ("Lời trả lại báo cáo", "Remarks on reports"), Given = ["at", "body"] },
        new("report_export")
        {
            Account = "account_id", Names = ["account_name"], Words = ["problem"], Harmless = ["path", "kind", "format", "tier", "language", "viewer_path", "state", "sha256", "lease_by"],
            Title = ("Tệp xuất", "Exports"), Given = ["created_at", "kind", "format", "state", "ended_at"], Href = "/exports",
        },
        new("report_export_part") { Harmless = ["next_key"] },
    ];
}
