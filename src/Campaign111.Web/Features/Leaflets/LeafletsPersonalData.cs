using Campaign111.Platform.Privacy;

namespace Campaign111.Features.Leaflets;

/// <summary>Texts in the tables of leaflets: whose they are, and what erasure does to them.</summary>
public sealed class LeafletsPersonalData : IPersonalData
{
    public IReadOnlyList<PersonalTable> Tables { get; } =
    [
        new("leaflet_design") { Names = ["approved_by", "recalled_by"], Words = ["recall_reason"], Harmless = ["design", "state", "files_hash"], Title = ("Mẫu tờ rơi đã duyệt hoặc thu hồi", "Leaflet designs approved or recalled") },
        new("leaflet_run")
        {
            Account = "account_id", Names = ["printed_by"], Harmless = ["language", "variant", "form", "address", "on_behalf_of", "sheet", "file_kind"], Title = ("Lần in tờ rơi", "Leaflets printed"),
        },
        new("leaflet_job")
        {
            Account = "account_id", Names = ["account_name"], Words = ["problem"],
            Harmless = ["path", "picked", "each_level", "design", "language", "variant", "form", "file_kind", "state", "on_behalf_of", "lease_by"], Title = ("Lần in hàng loạt", "Print jobs"),
        },
        new("leaflet_local") { Names = ["changed_by"], Words = ["line"], Title = ("Dòng riêng của xã trên tờ rơi", "Communes' own lines on the leaflet") },
        new("leaflet_language")
        {
            Names = ["imported_by", "reviewed_by"], Words = ["reviewer"], Harmless = ["design", "language", "name", "font", "state", "sheet"], Title = ("Bản dịch đã nhập hoặc duyệt", "Translations imported or reviewed"),
        },
        new("leaflet_version")
        {
            Names = ["created_by", "submitted_by", "withdrawn_by"], Harmless = ["kind", "title", "title_en", "findings"], Title = ("Bản thiết kế tờ rơi", "Versions of leaflet designs"),
        },
        new("qr_token") { Harmless = ["token", "language"] },
        new("qr_run") { Names = ["opened_by"], Harmless = ["language"], Title = ("Loạt mã QR đã mở", "Series of QR codes opened") },
        new("qr_run_token") { Harmless = ["token", "language"] },
        new("scan_day") { Harmless = ["language", "path"] },
    ];
}
