using Campaign111.Platform.Localisation;

namespace Campaign111.Features.Accounts;

/// <summary>Actions of the trail in words. An action without any is shown by its code.</summary>
public static class AuditTexts
{
    private static readonly Dictionary<string, (string Vi, string En)> Actions = new(StringComparer.Ordinal)
    {
        ["account.signed-in"] = ("Đăng nhập", "Signed in"),
        ["account.created"] = ("Tạo tài khoản", "Account created"),
        ["account.updated"] = ("Sửa tài khoản", "Account changed"),
        ["account.deleted"] = ("Xoá tài khoản", "Account deleted"),
        ["account.closed"] = ("Đóng tài khoản", "Account closed"),
        ["account.invited"] = ("Mời tham gia", "Invited"),
        ["account.link"] = ("Tạo liên kết đặt mật khẩu", "Password link made"),
        ["account.password-set"] = ("Đặt mật khẩu bằng liên kết", "Password set by link"),
        ["account.setup"] = ("Thiết lập quản trị đầu tiên", "First administrator set up"),
        ["account.setup-link"] = ("Tạo liên kết thiết lập", "Setup link made"),
        ["membership.given"] = ("Giao vai trò", "Role given"),
        ["membership.ended"] = ("Thôi vai trò", "Role ended"),
        ["token.created"] = ("Tạo mã truy cập", "Token created"),
        ["token.revoked"] = ("Thu hồi mã truy cập", "Token revoked"),
        ["demo.accounts"] = ("Nạp tài khoản mẫu", "Sample accounts loaded"),
        ["campaign.created"] = ("Tạo chiến dịch", "Campaign created"),
        ["campaign.milestones"] = ("Đặt mốc tiến độ", "Milestones set"),
        ["dispatch.entered"] = ("Nhập công văn", "Dispatch entered"),
        ["dispatch.amended"] = ("Sửa đổi công văn", "Dispatch amended"),
        ["deadline.set"] = ("Đặt thời hạn", "Deadline set"),
        ["deadline.approved"] = ("Duyệt thời hạn", "Deadline approved"),
        ["deadline.refused"] = ("Từ chối thời hạn", "Deadline refused"),
        ["task.added"] = ("Thêm nhiệm vụ", "Task added"),
        ["task.progress"] = ("Cập nhật nhiệm vụ", "Task progress"),
        ["coverage.record"] = ("Ghi hộ đã đến", "Coverage logged"),
        ["coverage.void"] = ("Huỷ lượt ghi", "Entry voided"),
        ["coverage.mode"] = ("Đổi cách ghi của thôn", "Mode of a hamlet changed"),
        ["coverage.target"] = ("Đặt số hộ cần đến", "Target set"),
        ["household.saved"] = ("Ghi hộ vào danh sách", "Household saved"),
        ["household.closed"] = ("Thôi theo dõi hộ", "Household closed"),
        ["household.edited"] = ("Sửa địa chỉ hộ", "Household address changed"),
        ["household.reopened"] = ("Đưa hộ trở lại sổ", "Household reopened"),
        ["household.merged"] = ("Gộp hộ ghi trùng", "Duplicate household merged"),
        ["household.moved"] = ("Chuyển hộ sang thôn khác", "Household moved"),
        ["household.labels-on"] = ("Cho lưu nhãn chủ hộ", "Labels of households switched on"),
        ["household.labels-erased"] = ("Xoá nhãn chủ hộ", "Labels of households erased"),
        ["paper.printed"] = ("In tờ ghi", "Tick-sheets printed"),
        ["paper.keyed"] = ("Nhập tờ ghi", "Tick-sheet keyed"),
        ["paper.corrected"] = ("Sửa tờ ghi đã nhập", "Keyed tick-sheet corrected"),
        ["hamlets.added"] = ("Thêm thôn", "Hamlets added"),
        ["hamlets.corrected"] = ("Sửa thôn", "Hamlets corrected"),
        ["hamlet.renamed"] = ("Đổi tên thôn", "Hamlet renamed"),
        ["hamlet.dissolved"] = ("Giải thể thôn", "Hamlet dissolved"),
        ["organisation.added"] = ("Thêm tổ chức", "Organisation added"),
        ["organisation.corrected"] = ("Sửa tổ chức", "Organisation corrected"),
        ["organisation.closed"] = ("Thôi tổ chức", "Organisation closed"),
        ["units.imported"] = ("Nhập danh mục đơn vị", "Units imported"),
        ["units.seeded"] = ("Nạp danh mục đơn vị chính thức", "Official units loaded"),
        ["leaflet.printed"] = ("In tờ rơi", "Leaflets printed"),
        ["leaflet.tokens"] = ("Cấp mã QR cho tờ rơi", "QR tokens made"),
        ["leaflet.approved"] = ("Duyệt mẫu tờ rơi", "Leaflet design approved"),
        ["leaflet.recalled"] = ("Thu hồi mẫu tờ rơi", "Leaflet design recalled"),
        ["material.published"] = ("Đăng tài liệu", "Material published"),
        ["material.downloaded"] = ("Tải tài liệu", "Material downloaded"),
        ["material.recalled"] = ("Thu hồi tài liệu", "Material recalled"),
        ["demo.scans"] = ("Nạp lượt quét minh hoạ", "Illustrative scans loaded"),
        ["demo.day"] = ("Đổi ngày giả định", "Demo day changed"),
        ["reminders.write"] = ("Lập lời nhắc", "Reminders written"),
        ["special-day.set"] = ("Sửa ngày nghỉ", "Holiday changed"),
        ["special-day.seeded"] = ("Nạp danh mục ngày nghỉ", "Holidays loaded"),
        ["quiet-hours.set"] = ("Đổi giờ yên tĩnh", "Quiet hours changed"),
        ["reminders.ladder"] = ("Đổi thang nhắc việc", "Reminder ladder changed"),
        ["reminders.policy"] = ("Đổi cách gửi nhắc việc được phép", "Allowed channels changed"),
        ["reminders.text"] = ("Sửa lời nhắn trong thư nhắc", "Words in the digest changed"),
        ["reminders.drop"] = ("Bỏ qua lời nhắc", "Reminder let go"),
        ["reminders.preference"] = ("Chọn cách nhận nhắc việc", "Own channels chosen"),
        ["reminders.mute"] = ("Tạm dừng nhắc một ngày", "Rest for a day"),
        ["reminder.acknowledged"] = ("Xác nhận lời nhắc", "Reminder acknowledged"),
        ["message.retried"] = ("Gửi lại thư", "Message tried again"),
        ["inbox.read"] = ("Đọc lời nhắc", "Reminder read"),
    };

    private static readonly Dictionary<string, (string Vi, string En)> Subjects = new(StringComparer.Ordinal)
    {
        ["account"] = ("tài khoản", "account"),
        ["membership"] = ("vai trò", "role"),
        ["token"] = ("mã truy cập", "token"),
        ["unit"] = ("đơn vị", "unit"),
        ["organisation"] = ("tổ chức", "organisation"),
        ["campaign"] = ("chiến dịch", "campaign"),
        ["dispatch"] = ("công văn", "dispatch"),
        ["deadline"] = ("thời hạn", "deadline"),
        ["task"] = ("nhiệm vụ", "task"),
        ["coverage-batch"] = ("biên nhận", "receipt"),
        ["coverage-entry"] = ("lượt ghi", "entry"),
        ["place-target"] = ("số hộ cần đến", "target"),
        ["household"] = ("hộ", "household"),
        ["paper-sheet"] = ("tờ ghi", "tick-sheet"),
        ["leaflet-run"] = ("đợt in", "print run"),
        ["leaflet-design"] = ("mẫu tờ rơi", "leaflet design"),
        ["material"] = ("tài liệu", "material"),
        ["message"] = ("thư nhắc", "message"),
        ["reminder"] = ("lời nhắc", "reminder"),
        ["setting"] = ("cài đặt", "setting"),
    };

    /// <summary>The codes that have words, for the filter's suggestions.</summary>
    public static IEnumerable<string> Known => Actions.Keys.Order(StringComparer.Ordinal);

    public static string Action(string code) => Actions.TryGetValue(code, out var text) ? Text.Of(text.Vi, text.En) : code;

    /// <summary>What an event is about: "hộ". A kind without words is shown by its code.</summary>
    public static string Subject(string kind) => Subjects.TryGetValue(kind, out var text) ? Text.Of(text.Vi, text.En) : kind;
}
