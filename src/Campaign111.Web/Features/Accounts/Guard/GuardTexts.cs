using Campaign111.Platform.Localisation;

namespace Campaign111.Features.Accounts.Guard;

/// <summary>What a refused person reads. Nothing here depends on whether the account exists.</summary>
public static class GuardTexts
{
    /// <param name="wait">Null: the password was checked and is wrong, or there is no such account.</param>
    public static string Refusal(TimeSpan? wait) => wait is { } time
        ? Text.Of(
            $"Tên này vừa bị nhập sai mật khẩu nhiều lần. Hãy đợi {Vi(time)} rồi thử lại; đợi không kéo dài thêm khi bạn thử sớm. Trên máy đã từng đăng nhập thì không phải đợi. Gấp: xin cấp trên một liên kết đặt lại mật khẩu.",
            $"There were many wrong passwords for this name. Wait {En(time)} and try again; trying early prolongs nothing. On a device where you signed in before you need not wait. In a hurry: ask your superior for a link to set a new password.")
        : Text.Of(
            "Tên đăng nhập hoặc mật khẩu không đúng. Hãy kiểm tra rồi thử lại; quên mật khẩu thì xin cấp trên một liên kết đặt lại mật khẩu.",
            "The user name or the password is wrong. Check and try again; if you forgot the password, ask your superior for a link to set a new one.");

    private static string Vi(TimeSpan time) => time.TotalSeconds <= 60 ? $"{Seconds(time)} giây" : $"{Minutes(time)} phút";

    private static string En(TimeSpan time) => time.TotalSeconds <= 60 ? $"{Seconds(time)} seconds" : $"{Minutes(time)} minutes";

    private static int Seconds(TimeSpan time) => Math.Max(1, (int)Math.Ceiling(time.TotalSeconds));

    private static int Minutes(TimeSpan time) => (int)Math.Ceiling(time.TotalMinutes);
}
