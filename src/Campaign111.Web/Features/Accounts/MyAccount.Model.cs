using Campaign111.Features.Accounts.Sessions;
using Campaign111.Platform.Localisation;

namespace Campaign111.Features.Accounts;

/// <summary>A role and where, in words.</summary>
public sealed record RoleLine(string Role, string Unit, string? Href);

/// <summary>One's own account: roles, password, API tokens.</summary>
public sealed class MyAccountModel
{
    public string UserName { get; set; } = "";

    public string DisplayName { get; set; } = "";

    public string? Email { get; set; }

    public IReadOnlyList<RoleLine> Roles { get; set; } = [];

    /// <summary>How many tokens work now.</summary>
    public int Tokens { get; set; }

    /// <summary>Those of them that end within <see cref="ApiToken.Warning"/>.</summary>
    public IReadOnlyList<ApiToken> EndingTokens { get; set; } = [];

    public required SessionsModel Sessions { get; init; }

    /// <summary>True when signing in takes a code beside the password.</summary>
    public bool HasSecondFactor { get; set; }

    [Label("Mật khẩu hiện tại", "Current password")]
    public string Current { get; set; } = "";

    [Label("Mật khẩu mới", "New password")]
    public string Password { get; set; } = "";

    [Label("Nhập lại mật khẩu mới", "New password again")]
    public string Again { get; set; } = "";
}
