using Campaign111.Platform.Data;
using Campaign111.Platform.Localisation;
using Campaign111.Platform.Security;

namespace Campaign111.Features.Shared;

/// <summary>An error page: what is wrong, what to do, and the number to quote.</summary>
public sealed record ErrorModel(int Status, string Icon, string Title, string WhatToDo, string Trace)
{
    /// <summary>The page's text for a status code.</summary>
    /// <param name="status">400 to 599.</param>
    /// <param name="trace">The number to quote.</param>
    /// <param name="trouble">What keeps the product from storing, when that is the reason.</param>
    public static ErrorModel For(int status, string trace, StorageTrouble trouble = StorageTrouble.None) => status switch
    {
        503 or 507 => new(status, "warning", StorageTexts.Title(trouble), StorageTexts.WhatToDo(trouble), trace),
        400 => new(status, "warning", Text.Of("Yêu cầu không đọc được", "The request could not be read"), Text.Of(
            "Trang có thể đã mở quá lâu. Hãy quay lại, tải lại trang rồi gửi lần nữa.",
            "The page may have been open too long. Go back, reload it and send again."), trace),
        401 => new(status, "lock", Text.Of("Cần đăng nhập", "Sign in first"), Text.Of(
            "Phiên làm việc đã hết. Hãy đăng nhập lại; những gì đã lưu vẫn còn.",
            "Your session has ended. Sign in again; what was saved is still there."), trace),
        403 => new(status, "lock", Text.Of("Trang này ngoài quyền của bạn", "This page is outside your role"), Text.Of(
            "Bạn chỉ xem được đơn vị mình và các đơn vị trực thuộc. Nếu cần quyền này, hãy hỏi cán bộ cấp trên trực tiếp.",
            "You see your own unit and those below it. If you need this page, ask the officer of your superior unit."), trace),
        404 => new(status, "search", Text.Of("Không tìm thấy trang", "Page not found"), Text.Of(
            "Địa chỉ có thể gõ sai, hoặc nội dung đã chuyển chỗ. Hãy kiểm tra địa chỉ hoặc về trang đầu.",
            "The address may be mistyped, or the content has moved. Check the address or go to the first page."), trace),
        429 => new(status, "clock", Text.Of("Gửi quá nhiều lần", "Too many requests"), Text.Of(
            "Hãy đợi một phút rồi thử lại.", "Wait a minute, then try again."), trace),
        < 500 => new(status, "warning", Text.Of("Không thực hiện được yêu cầu", "The request was refused"), Text.Of(
            "Hãy quay lại, kiểm tra nội dung rồi gửi lần nữa.", "Go back, check what you entered and send again."), trace),
        _ => new(status, "warning", Text.Of("Hệ thống gặp lỗi", "Something went wrong here"), Text.Of(
            "Lỗi ở phía hệ thống. Những gì hệ thống đã xác nhận vẫn còn; lần gửi này có thể chưa được lưu. Hãy đợi một phút rồi thử lại. Nếu vẫn lỗi, báo quản trị kèm mã dưới đây.",
            "The fault is ours. What was confirmed is kept; this last sending may not have been saved. Wait a minute and try again. If it persists, give the administrator the number below."), trace),
    };
}
