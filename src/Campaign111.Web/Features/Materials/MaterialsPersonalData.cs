using Campaign111.Platform.Privacy;

namespace Campaign111.Features.Materials;

/// <summary>Texts in the tables of materials and activities: whose they are, and what erasure does to them.</summary>
public sealed class MaterialsPersonalData : IPersonalData
{
    public IReadOnlyList<PersonalTable> Tables { get; } =
    [
        new("material") { Harmless = ["code", "path", "title", "title_en", "kind", "audience", "search_text"] },
        new("material_version")
        {
            Names = ["published_by", "recalled_by"], Words = ["recall_reason", "note"], Harmless = ["state", "licence", "licence_en"], Title = ("Tài liệu đã đăng hoặc thu hồi", "Materials published or recalled"), Href = "/materials",
        },
        new("material_file") { Harmless = ["name", "title", "title_en", "media_type", "sha256", "language"] },
        new("material_link") { Harmless = ["title", "title_en", "address", "language"] },
        new("material_download") { Account = "account_id", Harmless = ["role"], Title = ("Tài liệu đã tải", "Materials downloaded"), Given = ["downloaded_at", "file_id", "role"], Href = "/materials" },
        new("material_use") { Account = "account_id", Words = ["outlet", "link", "note"], Harmless = ["way"], Title = ("Lượt phát, đăng đã ghi", "Airings and prints logged"), Href = "/materials" },
        new("activity") { Account = "account_id", Words = ["place", "note"], Harmless = ["kind"], Title = ("Hoạt động đã ghi", "Activities logged") },
        new("activity_file") { Words = ["name"], Harmless = ["media_type", "sha256"] },
    ];
}
