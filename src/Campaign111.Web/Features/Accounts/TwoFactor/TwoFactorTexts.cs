using Campaign111.Platform.Localisation;

namespace Campaign111.Features.Accounts.TwoFactor;

/// <summary>Refusals that several pages share.</summary>
internal static class TwoFactorTexts
{
    /// <summary>Wrong, used and locked in one: the words tell nobody which.</summary>
    public static string WrongCode => Text.Of(
        "Mã không đúng hoặc đã dùng, hoặc tạm khoá sau nhiều lần nhập sai. Hãy đợi ứng dụng hiện mã mới rồi nhập lại; nếu vẫn không được, đợi 15 phút. Mất điện thoại: dùng một mã dự phòng, hoặc nhờ quản trị đặt lại.",
        "The code is wrong or was used, or codes are locked for a while after several wrong ones. Wait for the app's next code and try again; if that fails too, wait 15 minutes. If the phone is lost, use a recovery code or ask an administrator for a reset.");

    /// <summary>The first code of an app that is being set up.</summary>
    public static string WrongFirstCode => Text.Of(
        "Mã không khớp với khoá trên trang này. Hãy nhập mã đang hiện trong ứng dụng; kiểm tra giờ của điện thoại đặt tự động.",
        "The code does not fit the key on this page. Type the code that the app shows now; check that the phone's clock is set automatically.");

    public static string WrongPassword => Text.Of(
        "Mật khẩu không đúng, hoặc tạm khoá sau nhiều lần nhập sai. Hãy kiểm tra rồi thử lại; nếu bị khoá, đợi 15 phút.",
        "The password is wrong, or it is locked for a while after several wrong tries. Check and try again; if it is locked, wait 15 minutes.");

    public static string OldPage => Text.Of("Trang đã mở quá lâu. Hãy quét mã mới dưới đây.", "The page has been open for too long. Scan the new code below.");

    public static string AlreadyOn => Text.Of(
        "Tài khoản này đã bật xác thực hai bước. Để chuyển sang điện thoại khác, dùng nút “Chuyển sang điện thoại khác”.",
        "This account has the second step already. To move to another phone use “Move to another phone”.");
}
