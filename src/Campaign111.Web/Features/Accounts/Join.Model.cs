using Campaign111.Platform.Localisation;

namespace Campaign111.Features.Accounts;

/// <summary>The form with which somebody chooses a password behind a one-time link.</summary>
public sealed class JoinModel
{
    public string UserName { get; set; } = "";

    public string DisplayName { get; set; } = "";

    /// <summary>True for a first password, false for a forgotten one.</summary>
    public bool IsInvitation { get; set; }

    /// <summary>Where the form posts to.</summary>
    public string Address { get; set; } = "";

    [Label("Mật khẩu mới", "New password")]
    public string Password { get; set; } = "";

    [Label("Nhập lại mật khẩu mới", "New password again")]
    public string Again { get; set; } = "";
}
