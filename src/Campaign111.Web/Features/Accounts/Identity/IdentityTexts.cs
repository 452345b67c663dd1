using Campaign111.Platform.Localisation;
using Microsoft.AspNetCore.Identity;

namespace Campaign111.Features.Accounts.Identity;

/// <summary>Identity's refusals in both languages: what is wrong and what to do.</summary>
public sealed class IdentityTexts : IdentityErrorDescriber
{
    public override IdentityError DefaultError() => Error(
        nameof(DefaultError), "Chưa thực hiện được. Hãy thử lại.", "That could not be done. Try again.");

    public override IdentityError ConcurrencyFailure() => Error(
        nameof(ConcurrencyFailure),
        "Tài khoản vừa được thay đổi ở nơi khác. Hãy tải lại trang rồi thử lại.",
        "The account was just changed elsewhere. Reload the page and try again.");

    public override IdentityError PasswordMismatch() => Error(
        nameof(PasswordMismatch), "Mật khẩu hiện tại không đúng.", "The current password is wrong.");

    public override IdentityError InvalidUserName(string? userName) => Error(
        nameof(InvalidUserName),
        $"Tên đăng nhập “{userName}” không dùng được: chỉ gồm chữ thường không dấu, chữ số, dấu chấm, gạch nối, gạch dưới.",
        $"The user name “{userName}” cannot be used: only lower-case letters without diacritics, digits, dots, hyphens and underscores.");

    public override IdentityError DuplicateUserName(string userName) => Error(
        nameof(DuplicateUserName),
        $"Tên đăng nhập “{userName}” đã có người dùng. Hãy chọn tên khác.",
        $"The user name “{userName}” is taken. Choose another.");

    public override IdentityError InvalidEmail(string? email) => Error(
        nameof(InvalidEmail), $"“{email}” không phải là địa chỉ thư điện tử.", $"“{email}” is no e-mail address.");

    public override IdentityError PasswordTooShort(int length) => Error(
        nameof(PasswordTooShort),
        $"Mật khẩu cần ít nhất {length} ký tự. Một câu ngắn dễ nhớ là tốt nhất.",
        $"The password needs at least {length} characters. A short sentence that you remember is best.");

    /// <summary>The password is among the first that an attacker tries.</summary>
    public static IdentityError PasswordTooCommon() => Error(
        nameof(PasswordTooCommon),
        "Mật khẩu này quá phổ biến, dễ bị đoán. Hãy chọn mật khẩu khác, ví dụ một câu ngắn của riêng bạn.",
        "This password is too common and easily guessed. Choose another, for example a short sentence of your own.");

    /// <summary>The password holds the user name.</summary>
    public static IdentityError PasswordHoldsUserName() => Error(
        nameof(PasswordHoldsUserName),
        "Mật khẩu không được chứa tên đăng nhập. Hãy chọn mật khẩu khác.",
        "The password must not contain the user name. Choose another.");

    private static IdentityError Error(string code, string vi, string en) => new() { Code = code, Description = Text.Of(vi, en) };
}
