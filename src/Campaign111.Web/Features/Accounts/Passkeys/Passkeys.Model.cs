using Campaign111.Platform.Localisation;

namespace Campaign111.Features.Accounts.Passkeys;

/// <summary>One's own passkeys.</summary>
public sealed class PasskeysModel
{
    public IReadOnlyList<PasskeyRow> Passkeys { get; init; } = [];

    /// <summary>True when adding one takes the app's code beside the password.</summary>
    public bool AsksCode { get; init; }

    [Label("Tên để nhận ra", "A name to know it by")]
    public string Name { get; set; } = "";

    [Label("Mật khẩu hiện tại", "Current password")]
    public string Current { get; set; } = "";

    [Label("Mã 6 số trong ứng dụng", "The 6 digits in the app")]
    public string Code { get; set; } = "";
}
