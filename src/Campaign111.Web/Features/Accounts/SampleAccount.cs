using Campaign111.Platform.Localisation;

namespace Campaign111.Features.Accounts;

/// <summary>A demo account as the sign-in page and the start-up log offer it.</summary>
/// <param name="UserName">Signs in with the shared demo password.</param>
/// <param name="Vi">Who that is, in Vietnamese.</param>
/// <param name="En">The same in English.</param>
public sealed record SampleAccount(string UserName, string Vi, string En)
{
    /// <summary>One account a role, in the order of the story.</summary>
    public static IReadOnlyList<SampleAccount> Shown { get; } =
    [
        new("tinh.binhphuoc", "Ban chỉ đạo tỉnh Bình Phước", "Province committee of Bình Phước"),
        new("huyen.dongphu", "Cán bộ huyện Đồng Phú", "District officer of Đồng Phú"),
        new("xa.25318", "Cán bộ xã Tân Thành", "Commune officer of Tân Thành"),
        new("kiemtra.25321", "Kiểm tra viên của xã Tân Tiến", "Inspector from Tân Tiến commune"),
        new("baochi.binhphuoc", "Báo Bình Phước", "Press office: Báo Bình Phước"),
        new("so.gddt", "Sở Giáo dục và Đào tạo", "Education department"),
        new("quantri", "Quản trị hệ thống", "Administrator"),
    ];

    public string Description => Text.Of(Vi, En);
}
