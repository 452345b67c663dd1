using Campaign111.Platform.Privacy;

namespace Campaign111.Features.Campaigns;

/// <summary>Texts in the tables of campaigns, dispatches and calendars: whose they are, and what erasure does to them.</summary>
public sealed class CampaignsPersonalData : IPersonalData
{
    public IReadOnlyList<PersonalTable> Tables { get; } =
    [
        new("campaign") { Harmless = ["slug", "name", "name_en", "unit_path"] },
        new("dispatch")
        {
            Account = "entered_by",
            Kept = ["issuer", "signatory", "subject", "recipients", "file_name"],
            KeptFor = ("công văn là văn bản đã ban hành", "a dispatch is a published document"),
            Harmless = ["unit_path", "number", "received_number", "file_key", "file_sha256", "file_type", "kind"],
            Title = ("Công văn đã nhập", "Dispatches entered"),
            Href = "/campaigns",
        },
        new("dispatch_unit") { Harmless = ["unit_path"] },
        new("deadline")
        {
            Account = "set_by",
            Words = ["reason", "decision_note"],
            Kept = ["wording"],
            KeptFor = ("lời văn của công văn", "the dispatch's own words"),
            Harmless = ["unit_path", "set_by_path", "state"],
            Title = ("Thời hạn đã đặt", "Deadlines set"),
            Href = "/campaigns",
        },
        new("task") { Kept = ["body"], KeptFor = ("lời văn của công văn", "the dispatch's own words") },
        new("task_organisation") { Harmless = ["name"] },
        new("task_progress")
        {
            Account = "account_id", Words = ["note"], Harmless = ["state"], Title = ("Tiến độ nhiệm vụ đã báo", "Progress of tasks reported"), Href = "/campaigns",
        },
        new("calendar_feed")
        {
            Account = "account_id", Removed = true, Harmless = ["token_hash", "prefix", "language"], Title = ("Địa chỉ lịch", "Calendar addresses"),
            Given = ["created_at", "prefix", "language", "revoked_at", "last_used_at"], Href = "/calendar/feeds",
        },
    ];
}
