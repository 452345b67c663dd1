using Campaign111.Platform.Localisation;
using Campaign111.Platform.Security;
using Campaign111.Platform.Security.Events;
using Microsoft.AspNetCore.Mvc;

namespace Campaign111.Features.Accounts.Gate;

/// <summary>A page of security events.</summary>
/// <param name="Kind">Only of this kind, or null.</param>
/// <param name="Account">Only of this account, or null.</param>
/// <param name="Events">Newest first.</param>
/// <param name="Older">Address of the next page, or null.</param>
public sealed record SecurityModel(string? Kind, long? Account, IReadOnlyList<SecurityEvent> Events, string? Older)
{
    /// <summary>Words for a kind.</summary>
    public static string Word(string kind) => kind switch
    {
        SecurityKind.SignedIn => Text.Of("Đăng nhập", "Signed in"),
        SecurityKind.SignInFailed => Text.Of("Đăng nhập không được", "Sign-in failed"),
        SecurityKind.LockedOut => Text.Of("Phải đợi vì sai nhiều lần", "Made to wait after wrong passwords"),
        SecurityKind.Denied => Text.Of("Bị từ chối: ngoài quyền", "Denied: outside the role"),
        SecurityKind.TokenRefused => Text.Of("Mã truy cập bị từ chối", "Token refused"),
        SecurityKind.PasswordChanged => Text.Of("Đổi mật khẩu", "Password changed"),
        SecurityKind.SecondStepChanged => Text.Of("Đổi bước thứ hai hoặc khoá truy cập", "Second step or passkeys changed"),
        SecurityKind.SessionsEnded => Text.Of("Kết thúc phiên đăng nhập", "Sessions ended"),
        SecurityKind.TokenRevoked => Text.Of("Thu hồi mã truy cập", "Token revoked"),
        SecurityKind.RolesChanged => Text.Of("Đổi vai trò", "Roles changed"),
        SecurityKind.AccountClosed => Text.Of("Đóng tài khoản", "Account closed"),
        SecurityKind.Erased => Text.Of("Xoá dữ liệu cá nhân", "Personal data erased"),
        SecurityKind.FormRefused => Text.Of("Biểu mẫu không có dấu của trang", "Form without the page's token"),
        SecurityKind.RateLimited => Text.Of("Gửi quá nhiều lần", "Too many requests"),
        _ => kind,
    };
}

/// <summary>What happened at the gate, for administrators. Who did what in the product stands in the trail.</summary>
[Requires(Permission.Administer)]
[Route("/admin/security")]
public sealed class SecurityController(SecurityEvents events) : Controller
{
    private const int PageSize = 50;

    [HttpGet("")]
    public async Task<IActionResult> List(string? kind, long? account, long? before, CancellationToken cancel)
    {
        var chosen = SecurityKind.All.Contains(kind) ? kind : null;
        var found = await events.FindAsync(chosen, account, before, PageSize, cancel);
        return View("Security", new SecurityModel(chosen, account, found, found.Count < PageSize ? null : $"/admin/security?kind={chosen}&account={account}&before={found[^1].Id}"));
    }
}
