using Campaign111.Platform.Privacy;

namespace Campaign111.Features.Coverage;

/// <summary>Texts in the tables of coverage: whose they are, and what erasure does to them.</summary>
public sealed class CoveragePersonalData : IPersonalData
{
    public IReadOnlyList<PersonalTable> Tables { get; } =
    [
        new("place_target") { Account = "account_id", Names = ["recorded_by"], Words = ["source"], Harmless = ["path"], Title = ("Số hộ cần đến đã ghi", "Targets recorded") },
        new("coverage_campaign") { Harmless = ["root_path"] },
        new("coverage_mode") { Harmless = ["mode"] },
        new("household")
        {
            Kept = ["address", "search_text", "label"],
            KeptFor = ("dữ liệu về hộ gia đình: tên chủ hộ bị xoá theo giấy phép của xã", "data about households: names of their heads go by the commune's own permit"),
            Harmless = ["code"],
        },
        new("coverage_entry")
        {
            Account = "account_id", Names = ["sent_by"], Words = ["note"], Harmless = ["receipt", "outcome", "method", "flags", "state", "held_reason", "on_behalf_of"],
            Title = ("Lượt ghi hộ", "Coverage entries"), Href = "/receipts",
        },
        new("coverage_void")
        {
            Account = "account_id", Names = ["voided_by"], Words = ["reason"], Harmless = ["kind", "on_behalf_of"], Title = ("Lượt ghi đã huỷ hoặc sửa", "Entries voided or corrected"),
        },
        new("household_reach") { Harmless = ["last_outcome"] },
        new("coverage_total") { Harmless = ["level", "path"] },
        new("coverage_day") { Harmless = ["level", "path"] },
        new("coverage_closing") { Harmless = ["level", "path"] },
        new("coverage_late") { Harmless = ["level", "path"] },
        new("coverage_pending") { Harmless = ["path"] },
        new("coverage_rebuild") { Harmless = ["path"] },
        new("paper_sheet")
        {
            Names = ["printed_by", "keyed_by"], Harmless = ["code", "first_code", "last_code", "receipt"], Title = ("Tờ ghi đã in hoặc nhập", "Tick-sheets printed or keyed in"),
        },
        new("register_upload")
        {
            Account = "account_id", Removed = true, Blanked = ["file_name", "content"], Harmless = ["token"], Title = ("Tệp danh sách hộ chờ xác nhận", "Household files waiting to be confirmed"),
            Given = ["uploaded_at", "file_name"],
        },
        new("household_label_permit") { Names = ["granted_by"], Title = ("Giấy phép ghi tên chủ hộ", "Permits for names of households") },
        new("household_word")
        {
            Kept = ["word"], KeptFor = ("từ tìm kiếm của danh sách hộ", "search words of the household register"), Harmless = ["code"],
        },
        new("denominator_set")
        {
            Names = ["proposed_by", "decided_by"], Words = ["source", "decision_note"], Harmless = ["path", "kind", "state"], Title = ("Bản số hộ đề xuất hoặc quyết định", "Denominators proposed or decided"),
        },
    ];
}
