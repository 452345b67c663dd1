using Campaign111.Platform.Localisation;

namespace Campaign111.Features.Accounts;

/// <summary>The form that makes the first administrator.</summary>
public sealed class SetupModel
{
    [Label("Tên đăng nhập", "User name")]
    public string UserName { get; set; } = "";

    [Label("Tên hiển thị", "Name as shown")]
    public string DisplayName { get; set; } = "";

    [Label("Mật khẩu", "Password")]
    public string Password { get; set; } = "";

    [Label("Nhập lại mật khẩu", "Password again")]
    public string Again { get; set; } = "";
}
